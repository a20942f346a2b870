import type { Refusal } from '../../../shared/contracts/header.ts';
import type { RecognisedFile } from './check/check-file.ts';
import type { Verdict } from './check/verdict.ts';
import type { FileKind, PartialKind } from './kind.ts';

/** A file that was chosen and is not on its way yet. */
export interface ChosenFile {
  readonly id: string;
  readonly file: File;
  /** The file type whose sheet it is, of a workbook with several; undefined for whichever comes first, and of other files. */
  readonly table: string | undefined;
  /** What its header says; undefined until it has been read. */
  readonly recognised: RecognisedFile | Refusal | undefined;
  /** What somebody has said it is, against or beyond the header. */
  readonly picked: PartialKind;
  /** The sync of which it corrects rows, null for a whole file; undefined as long as nobody has said so. */
  readonly corrects: string | null | undefined;
  readonly verdict: Verdict | undefined;
  /** What it was, or is being, checked as. */
  readonly checkedAs: FileKind | undefined;
  /** It could not be read or checked. */
  readonly error: unknown;
  /** To be sent though some of its rows would be rejected. */
  readonly isSentAllTheSame: boolean;
}
