import { type Refusal, type RefusalCode, refuse } from '../contracts/refusal.ts';
import { type Sentence, sentence } from '../domain/sentences/sentence.ts';

/** A file that cannot be read as a table, in words for the bank. Neither message nor refusal holds any of its cells. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';
  readonly refusal: Refusal;

  constructor(code: RefusalCode, said: Sentence, options?: ErrorOptions) {
    super(`the file is refused: ${code}`, options);
    this.refusal = refuse(code, said);
  }
}

export const notATable = (said: Sentence): SheetRefused => new SheetRefused('not-a-table', said);

/** @param fault what is wrong with which part, as a clause */
export const damaged = (fault: Sentence, cause?: unknown): SheetRefused =>
  new SheetRefused('not-a-table', sentence('workbook-damaged', { fault }), { cause });

export const tooLarge = (what: Sentence): SheetRefused =>
  new SheetRefused('too-large', sentence('workbook-too-large', { what }));
