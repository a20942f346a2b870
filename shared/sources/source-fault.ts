import type { ProblemCode } from '../domain/problem-catalogue.ts';
import { type ProblemDocument, problemDocument } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';

/** The source does not give what was asked of it, and will not by itself. */
export class SourceFault extends Error {
  override readonly name: string = 'SourceFault';
  readonly code: ProblemCode;
  readonly said: Sentence;

  constructor(code: ProblemCode, said: Sentence) {
    super(code);
    this.code = code;
    this.said = said;
  }

  document(): ProblemDocument {
    return problemDocument(this.code, this.said);
  }
}

/** The source broke off in the middle of what can only be read in one piece: that is begun anew, as often as a pull is. */
export class BrokenOff extends SourceFault {
  override readonly name = 'BrokenOff';
}
