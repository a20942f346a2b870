import type { Sentence } from '../domain/sentences/sentence.ts';

/** The file, and certainly it, cannot be read as rows. What is said is for the bank, and without its data. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly said: Sentence;

  constructor(said: Sentence) {
    super(said.text);
    this.said = said;
  }
}
