import { open } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeOf } from '../contracts/contract.ts';
import { refuseForm, signatureOf } from '../contracts/file-signature.ts';
import { HEAD_BYTES, type Refusal } from '../contracts/header.ts';
import { loans } from '../contracts/loans.ts';
import { recogniseHead } from '../contracts/recognise-head.ts';
import { FILE_TYPES, type FileTypeName, VARIANTS, type Variant } from '../domain/slice.ts';
import { sheetNamesOf } from '../sheets/sheet-names.ts';
import { SheetRefused } from '../sheets/sheet-refused.ts';
import { isNamed } from '../sheets/workbook.ts';
import { DamagedGzip } from '../staging/gzip.ts';
import { unpackHead } from '../staging/unpack.ts';
import type { PortfolioFile } from './send-file.ts';
import { readSheetHead } from './sheet-head.ts';

/**
 * Why a file was not recognised: it cannot be read here; it is none of the files Tranche takes; its header fits several
 * kinds; another file is of the same kind; it is a workbook with a table for several kinds.
 */
export type UnrecognisedReason = 'unreadable' | 'foreign' | 'ambiguous' | 'repeated' | 'several-tables';

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

/** What files may be; empty for any. */
export interface PossibleKinds {
  readonly loanTypes: readonly Variant[];
  readonly fileTypes?: readonly FileTypeName[];
  /** Whether several files of a kind are one delivery, in their order; else the second is refused. */
  readonly severalOfAKind?: boolean;
  /** Whether a header without rows will do. */
  readonly allowEmpty?: boolean;
}

interface Guess {
  readonly path: string;
  readonly fileType: FileTypeName;
  readonly loanTypes: readonly Variant[];
}

/**
 * Finds out from their headers what files hold. Payment plans look the same for every loan type: theirs is that of the
 * credit files given along with them, or of the one loan type that is possible.
 * @throws {UnrecognisedFile}
 */
export async function recogniseFiles(
  paths: readonly string[],
  { loanTypes, fileTypes = [], severalOfAKind = false, allowEmpty = false }: PossibleKinds,
): Promise<PortfolioFile[]> {
  const possible = {
    loanTypes: loanTypes.length > 0 ? loanTypes : VARIANTS,
    fileTypes: fileTypes.length > 0 ? fileTypes : FILE_TYPES,
  };
  const guesses: Guess[] = [];
  for (const file of paths) guesses.push(await guess(file, possible, allowEmpty));
  const ofCredits = guesses.filter(({ fileType }) => fileType === 'credit').flatMap((credit) => credit.loanTypes);
  const files = guesses.map((candidate): PortfolioFile => {
    const possible = candidate.loanTypes.length > 1 ? [...new Set(ofCredits)] : candidate.loanTypes;
    const [loanType, another] = possible;
    if (loanType === undefined || another !== undefined) {
      throw new UnrecognisedFile(
        'ambiguous',
        candidate.path,
        `${candidate.path} is a ${candidate.fileType} file, whose columns are the same for ${VARIANTS.join(' and ')}: ` +
          (another === undefined
            ? 'say which it is with --loan-type, or give its credit file along with it.'
            : 'say which it is with --loan-type, one loan type at a time.'),
      );
    }
    return { path: candidate.path, fileType: candidate.fileType, loanType };
  });
  for (const [index, file] of severalOfAKind ? [] : files.entries()) {
    const earlier = files
      .slice(0, index)
      .find((other) => other.loanType === file.loanType && other.fileType === file.fileType);
    if (earlier) {
      throw new UnrecognisedFile(
        'repeated',
        file.path,
        `${earlier.path} and ${file.path} are both ${file.loanType} ${file.fileType} files: the second would supersede the first.`,
      );
    }
  }
  return files;
}

async function guess(
  file: string,
  { loanTypes, fileTypes }: { readonly loanTypes: readonly Variant[]; readonly fileTypes: readonly FileTypeName[] },
  allowEmpty: boolean,
): Promise<Guess> {
  const head = await readHead(file, fileTypes);
  const form = refuseForm(head.bytes, { unpacked: head.unpacked });
  const possible = { variants: loanTypes, fileTypes };
  const recognised = form ?? recogniseHead(head.bytes, { complete: head.complete, allowEmpty }, loans, possible);
  if (!recognised.ok) {
    const what = recognised.code === 'empty-file' ? 'is empty' : 'is none of the files Tranche takes';
    const message = `${file} ${what}. ${recognised.detail}`;
    throw new UnrecognisedFile('foreign', file, message, recognised);
  }
  const others = fileTypes.filter((fileType) => fileType !== recognised.fileType && hasSheetOf(head, fileType));
  if (others.length > 0) {
    const message = `${file} has sheets for ${[recognised.fileType, ...others].join(' and ')}: give it once for each, with --file-type.`;
    throw new UnrecognisedFile('several-tables', file, message);
  }
  return {
    path: file,
    fileType: recognised.fileType as FileTypeName,
    loanTypes: recognised.variants as readonly Variant[],
  };
}

interface FileHead {
  readonly bytes: Buffer;
  readonly complete: boolean;
  readonly unpacked: boolean;
  /** Of a workbook. */
  readonly sheetNames?: readonly string[];
}

const hasSheetOf = ({ sheetNames = [] }: FileHead, fileType: FileTypeName): boolean =>
  sheetNames.some((sheet) => isNamed(sheet, sheetNamesOf(fileTypeOf(loans, fileType))));

/**
 * The beginning of a file's content, unpacked; of a workbook, that of its sheet as CSV.
 * @param fileTypes whose sheet is looked for
 * @throws {UnrecognisedFile}
 */
export async function readHead(file: string, fileTypes: readonly FileTypeName[] = FILE_TYPES): Promise<FileHead> {
  try {
    const handle = await open(file);
    try {
      const buffer = Buffer.alloc(HEAD_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
      const read = buffer.subarray(0, bytesRead);
      const complete = bytesRead < HEAD_BYTES;
      if (signatureOf(read).form === 'zip') {
        const names = fileTypes.flatMap((fileType) => sheetNamesOf(fileTypeOf(loans, fileType)));
        return { ...(await readSheetHead(file, names)), unpacked: false };
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
