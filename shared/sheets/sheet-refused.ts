import { type Refusal, type RefusalCode, refuse } from '../contracts/refusal.ts';

/** A file that cannot be read as a table, in words for the bank. Neither message nor refusal holds any of its cells. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';
  readonly refusal: Refusal;

  constructor(code: RefusalCode, detail: string, options?: ErrorOptions) {
    super(`the file is refused: ${code}`, options);
    this.refusal = refuse(code, detail);
  }
}

export const notATable = (detail: string): SheetRefused => new SheetRefused('not-a-table', detail);

/** @param what is wrong with which part, as a clause */
export const damaged = (what: string, cause?: unknown): SheetRefused =>
  new SheetRefused(
    'not-a-table',
    `The workbook is damaged: ${what}. Open it in Excel, save it anew as .xlsx and send that file.`,
    { cause },
  );

export const tooLarge = (what: string): SheetRefused =>
  new SheetRefused('too-large', `${what}. Send the data as CSV, or in several files.`);
