import { type Refusal, refuse } from './header.ts';

/** What the first bytes of a file say it is, whatever its name says. */
export type FileSignature =
  | { readonly form: 'text' }
  | { readonly form: 'gzip' }
  /** What a workbook is; whether it is one, only its directory tells. */
  | { readonly form: 'zip' }
  | { readonly form: 'foreign'; readonly advice: string };

const FORM_HEADER_BYTES = 512;
const ZIP = '504b0304';
const SAVE_AS = 'In Excel, use Save As and choose "Excel Workbook (.xlsx)" or "CSV UTF-8", then send that file.';
/** An old workbook; and what one with a password is wrapped in, whatever its age. */
const COMPOUND = 'd0cf11e0a1b11ae1';
/** Names the part that holds the encrypted workbook, in UTF-16. */
const ENCRYPTED = 'EncryptedPackage'.replaceAll(/./g, '$&\0');

const FOREIGN: readonly { readonly magic: string; readonly offset?: number; readonly advice: string }[] = [
  {
    magic: '504b0506',
    advice: 'The file is an empty ZIP archive. Send the CSV file itself, plain or compressed with gzip.',
  },
  { magic: '255044462d', advice: 'The file is a PDF document. Export the data itself as CSV.' },
  { magic: '425a68', advice: 'The file is compressed with bzip2. Compress it with gzip instead.' },
  { magic: 'fd377a585a00', advice: 'The file is compressed with xz. Compress it with gzip instead.' },
  { magic: '28b52ffd', advice: 'The file is compressed with Zstandard. Compress it with gzip instead.' },
  { magic: '377abcaf271c', advice: 'The file is a 7-Zip archive. Compress the CSV file with gzip instead.' },
  { magic: '526172211a07', advice: 'The file is a RAR archive. Compress the CSV file with gzip instead.' },
  { magic: '50415231', advice: 'The file is a Parquet file. Export the data as CSV.' },
  {
    magic: '7573746172',
    offset: 257,
    advice: 'The file is a tar archive. Send the CSV file itself, plain or compressed with gzip.',
  },
];

const FORM_ADVICE =
  'The file is wrapped in a form (multipart/form-data). Send the bare file to the URL: curl -T, not -F.';

/** Whether it is the body of a form: a line that parts begin with, and their headers. */
export function isFormBody(start: Uint8Array): boolean {
  const [line = '', ...headers] = String.fromCharCode(...start.subarray(0, FORM_HEADER_BYTES)).split('\r\n');
  return /^--[^ ]/.test(line) && headers.some((header) => /^content-disposition: *form-data/i.test(header));
}

/** @param start the first 300 bytes or more, or the whole file */
export function signatureOf(start: Uint8Array): FileSignature {
  if (isFormBody(start)) return { form: 'foreign', advice: FORM_ADVICE };
  if (start[0] === 0x1f && start[1] === 0x8b) return { form: 'gzip' };
  if (hasAt(start, ZIP)) return { form: 'zip' };
  if (hasAt(start, COMPOUND)) return { form: 'foreign', advice: compoundAdvice(start) };
  const foreign = FOREIGN.find(({ magic, offset }) => hasAt(start, magic, offset));
  return foreign === undefined ? { form: 'text' } : { form: 'foreign', advice: foreign.advice };
}

const hasAt = (start: Uint8Array, magic: string, offset = 0): boolean =>
  bytesOf(magic).every((byte, index) => start[offset + index] === byte);

/** Its directory may stand anywhere in it, so that what is shown of it may not tell. */
function compoundAdvice(start: Uint8Array): string {
  const isEncrypted = new TextDecoder('latin1').decode(start).includes(ENCRYPTED);
  return isEncrypted
    ? 'The workbook is protected by a password. Remove it (in Excel: File, Info, Protect Workbook), save the file and send it again.'
    : `The file is an old Excel workbook (.xls), one with a password, or another Office document. ${SAVE_AS}`;
}

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));

/**
 * Refuses content by its first bytes that is neither text nor what may be a workbook.
 * @param unpacked whether the content comes out of a gzip file
 */
export function refuseForm(start: Uint8Array, { unpacked }: { unpacked: boolean }): Refusal | undefined {
  const signature = signatureOf(start);
  if (signature.form === 'zip' && unpacked) {
    return refuse(
      'not-csv',
      'Inside the gzip is a ZIP archive. Send a workbook (.xlsx) as it is, not compressed again.',
    );
  }
  if (signature.form === 'foreign') {
    return refuse('not-csv', unpacked ? `Inside the gzip: ${signature.advice}` : signature.advice);
  }
  if (signature.form === 'gzip' && unpacked) {
    return refuse('not-csv', 'The file is compressed with gzip twice. Compress it once.');
  }
  return undefined;
}

/** Refuses a gzip file by what follows its compressed data. */
export const refuseTrailingBytes = (): Refusal =>
  refuse(
    'not-csv',
    'Bytes follow the end of the compressed data, and what they were meant to be cannot be told. Compress the file again.',
  );
