import { open } from 'node:fs/promises';
import path from 'node:path';
import { refuseForm, signatureOf } from '../contracts/file-signature.ts';
import { HEAD_BYTES, type Refusal } from '../contracts/header.ts';
import { kindsOf, namesNoColumn, type PossibleKind, recogniseHead } from '../contracts/recognise-head.ts';
import type { Slice } from '../contracts/slice.ts';
import { toldByName } from '../contracts/told-by-name.ts';
import { allSlices } from '../datasets/registry.ts';
import { otherTables, sheetNamesOfAny } from '../sheets/sheet-names.ts';
import { refusalOfUnrecognised } from '../sheets/sheet-refusal.ts';
import { SheetRefused } from '../sheets/sheet-refused.ts';
import { DamagedGzip } from '../staging/gzip.ts';
import { unpackHead } from '../staging/unpack.ts';
import type { DeliveryFile } from './send-file.ts';
import { readWorkbookHead } from './workbook-head.ts';

/**
 * Why a file was not recognised: it cannot be read here; it is none of the files Tranche takes; its header fits several
 * kinds; another file is of the same kind.
 */
export type UnrecognisedReason = 'unreadable' | 'foreign' | 'ambiguous' | 'repeated';

export class UnrecognisedFile extends Error {
  override readonly name = 'UnrecognisedFile';
  readonly reason: UnrecognisedReason;
  readonly path: string;
  /** What the nearest kind of file says of a foreign one. */
  readonly refusal: Refusal | undefined;

  constructor(reason: UnrecognisedReason, path: string, message: string, refusal?: Refusal) {
    super(message);
    this.reason = reason;
    this.path = path;
    this.refusal = refusal;
  }
}

/** The kinds that the header of a file fits: several that have the same columns. */
export type Kinds = readonly [PossibleKind, ...PossibleKind[]];

/** What files may be, and how they are taken. */
export interface PossibleKinds {
  /** Empty for any. */
  readonly slices?: readonly Slice[];
  /** Empty for any. */
  readonly fileTypes?: readonly string[];
  /** Whether several files of a kind are one delivery, in their order; else the second is refused. */
  readonly severalOfAKind?: boolean;
  /** Whether a header without rows will do. */
  readonly allowEmpty?: boolean;
  /** Asked what a file is where nothing tells; what it answers goes for the other files of that dataset too. */
  readonly choose?: ((path: string, kinds: Kinds) => Promise<PossibleKind | undefined>) | undefined;
}

interface Guess {
  readonly path: string;
  readonly kinds: Kinds;
}

/**
 * Finds out from their headers what files hold. A workbook with a sheet for several file types is one file of each. Where file
 * types have the same columns, a file is of the one that it, or its sheet, is called after. Where variants have, it is of that
 * of the other files of its dataset that are given along with it. Otherwise it is what is chosen.
 * @throws {UnrecognisedFile}
 */
export async function recogniseFiles(
  paths: readonly string[],
  { slices = [], fileTypes = [], severalOfAKind = false, allowEmpty = false, choose }: PossibleKinds = {},
): Promise<DeliveryFile[]> {
  const possible = kindsOf(slices.length > 0 ? slices : allSlices).filter(
    ({ fileType }) => fileTypes.length === 0 || fileTypes.includes(fileType),
  );
  if (possible.length === 0) throw new RangeError(`no slice has a file type ${fileTypes.join(' or ')}`);
  const guesses: Guess[] = [];
  for (const file of paths) guesses.push(...(await guessTables(file, possible, allowEmpty)));
  const settled = guesses.flatMap(({ kinds: [kind, another] }) => (another ? [] : [kind.slice]));
  const files: DeliveryFile[] = [];
  const chosen: Slice[] = [];
  for (const { path: file, kinds } of guesses) {
    const alongWith = ofSlices(kinds, settled);
    const known = theOnly(kinds) ?? theOnly(alongWith) ?? theOnly(ofSlices(kinds, chosen));
    const kind = known ?? (await choose?.(file, kinds));
    if (!kind) throw ambiguous(file, kinds, alongWith.length > 1);
    if (!known) chosen.push(kind.slice);
    files.push({ path: file, ...kind });
  }
  if (!severalOfAKind) assertOneOfAKind(files);
  return files;
}

const theOnly = ([kind, another]: readonly PossibleKind[]): PossibleKind | undefined => (another ? undefined : kind);

const ofSlices = (kinds: readonly PossibleKind[], slices: readonly Slice[]): PossibleKind[] =>
  kinds.filter(({ slice }) => slices.some(({ text }) => text === slice.text));

const unique = (names: readonly string[]): string[] => [...new Set(names)];

/** Says which option tells what the header does not. @param areSeveral whether it might go along with several files */
function ambiguous(file: string, kinds: Kinds, areSeveral: boolean): UnrecognisedFile {
  const [{ slice, fileType }] = kinds;
  const datasets = unique(kinds.map((kind) => kind.slice.dataset));
  const fileTypes = unique(kinds.map((kind) => kind.fileType));
  const say = (message: string) => new UnrecognisedFile('ambiguous', file, `${file} ${message}`);
  if (datasets.length > 1) {
    const names = kinds.map((kind) => `${kind.slice.text} ${kind.fileType}`).join(', ');
    return say(`may be any of these, whose columns are the same: ${names}. Say which it is with --dataset.`);
  }
  if (fileTypes.length > 1) {
    const names = fileTypes.join(' or ');
    const named = `${fileTypes[0]}${path.extname(file)}`;
    return say(
      `is a ${names} file, whose columns are the same, and its name does not tell: say which it is with --file-type, ` +
        `or call it after what it holds, such as ${named}.`,
    );
  }
  const variants = unique(kinds.flatMap((kind) => kind.slice.variant ?? [])).join(' and ');
  const remedy = areSeveral
    ? 'one of them at a time.'
    : `or give a file of the same delivery along with it whose columns tell.`;
  return say(
    `is a ${fileType} file, whose columns are the same for ${variants}: ` +
      `say which it is with ${variantOption(slice)}, ${remedy}`,
  );
}

/** The option that names a variant, by the name that its dataset has for them. */
export const variantOption = ({ contract }: Slice): string =>
  `--${contract.variants?.column.replaceAll('_', '-') ?? 'variant'}`;

/** @throws {UnrecognisedFile} */
function assertOneOfAKind(files: readonly DeliveryFile[]): void {
  for (const [index, file] of files.entries()) {
    const isSameKind = (other: DeliveryFile) =>
      other.slice.text === file.slice.text && other.fileType === file.fileType;
    const earlier = files.slice(0, index).find(isSameKind);
    if (!earlier) continue;
    throw new UnrecognisedFile(
      'repeated',
      file.path,
      `${earlier.path} and ${file.path} are both ${file.slice.shortText} ${file.fileType} files: the second would supersede the first.`,
    );
  }
}

/** What a file may hold; of a workbook, in each of its sheets that is called like a file type. */
async function guessTables(file: string, possible: readonly PossibleKind[], allowEmpty: boolean): Promise<Guess[]> {
  const head = await readHead(file, possible);
  const first = guess(file, head, possible, allowEmpty);
  const guesses = [first];
  for (const fileType of otherTables(head.sheetNames ?? [], first.kinds, possible)) {
    const kinds = possible.filter((kind) => kind.fileType === fileType);
    guesses.push(guess(file, await readHead(file, kinds), kinds, allowEmpty));
  }
  return guesses;
}

/** @throws {UnrecognisedFile} */
function guess(file: string, head: FileHead, possible: readonly PossibleKind[], allowEmpty: boolean): Guess {
  const form = refuseForm(head.bytes, { unpacked: head.unpacked });
  if (form) throw foreign(file, form);
  const recognised = recogniseHead(head.bytes, { complete: head.complete, allowEmpty }, possible);
  if (!recognised.ok) {
    if (namesNoColumn(recognised)) throw noTable(file, head, possible, recognised);
    throw foreign(file, refusalOfUnrecognised(recognised, head.sheet));
  }
  // Some of several, so that there is one.
  const kinds = toldByName(recognised.kinds, [head.sheet, path.basename(file)]) as Kinds;
  return { path: file, kinds };
}

function foreign(file: string, refusal: Refusal): UnrecognisedFile {
  const what = refusal.code === 'empty-file' ? 'is empty' : 'is none of the files Tranche takes';
  return new UnrecognisedFile('foreign', file, `${file} ${what}. ${refusal.detail}`, refusal);
}

/** Of a file that has nothing of any kind it helps nobody what one of them lacks. */
function noTable(
  file: string,
  { sheetNames }: FileHead,
  possible: readonly PossibleKind[],
  { errors: _, ...refusal }: Refusal,
): UnrecognisedFile {
  const kinds = unique(possible.map(({ slice, fileType }) => `${slice.dataset} ${fileType}`)).join(', ');
  const detail =
    `Its first row names no column of these: ${kinds}.` +
    (sheetNames === undefined
      ? ' The header must be the first line.'
      : ' If another sheet holds the table, name it like the file type or put it first.');
  return new UnrecognisedFile('foreign', file, `${file} is no table that Tranche knows. ${detail}`, refusal);
}

interface FileHead {
  readonly bytes: Uint8Array;
  readonly complete: boolean;
  readonly unpacked: boolean;
  /** Of a workbook. */
  readonly sheet?: string;
  readonly sheetNames?: readonly string[];
}

/**
 * The beginning of a file's content, unpacked; of a workbook, that of its sheet as CSV.
 * @param possible whose sheet is looked for
 * @throws {UnrecognisedFile}
 */
export async function readHead(
  file: string,
  possible: readonly PossibleKind[] = kindsOf(allSlices),
): Promise<FileHead> {
  try {
    const handle = await open(file);
    try {
      const buffer = Buffer.alloc(HEAD_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
      const read = buffer.subarray(0, bytesRead);
      const complete = bytesRead < HEAD_BYTES;
      if (signatureOf(read).form === 'zip') {
        return { ...(await readWorkbookHead(file, sheetNamesOfAny(possible))), unpacked: false };
      }
      if (read[0] !== 0x1f || read[1] !== 0x8b) return { bytes: read, complete, unpacked: false };
      const { head, exhausted } = await unpackHead(read, HEAD_BYTES);
      return { bytes: head, complete: complete && exhausted, unpacked: true };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): UnrecognisedFile {
  if (error instanceof SheetRefused) {
    const { refusal } = error;
    return new UnrecognisedFile('foreign', file, `${path.resolve(file)} cannot be read. ${refusal.detail}`, refusal);
  }
  if (error instanceof DamagedGzip) {
    const detail = 'it is a damaged gzip file';
    const refusal = { ok: false, code: 'not-csv', detail: 'The gzip stream is damaged.' } as const;
    return new UnrecognisedFile('foreign', file, `${path.resolve(file)} cannot be read: ${detail}.`, refusal);
  }
  const reason = reasonOf(error as NodeJS.ErrnoException);
  return new UnrecognisedFile('unreadable', file, `${path.resolve(file)} cannot be read: ${reason}.`);
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'you may not read it';
  return message;
}
