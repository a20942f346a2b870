import { type Sentence, sentence } from '../domain/sentences/sentence.ts';
import { type Refusal, refuse } from './header.ts';

/** What the first bytes of a file say it is, whatever its name says. */
export type FileSignature =
  | { readonly form: 'text' }
  | { readonly form: 'gzip' }
  /** What a workbook is; whether it is one, only its directory tells. */
  | { readonly form: 'zip' }
  | { readonly form: 'foreign'; readonly advice: Sentence };

const FORM_HEADER_BYTES = 512;
const ZIP = '504b0304';
/** An old workbook; and what one with a password is wrapped in, whatever its age. */
const COMPOUND = 'd0cf11e0a1b11ae1';
/** Names the part that holds the encrypted workbook, in UTF-16. */
const ENCRYPTED = 'EncryptedPackage'.replaceAll(/./g, '$&\0');

const FOREIGN: readonly { readonly magic: string; readonly offset?: number; readonly advice: Sentence }[] = [
  {
    magic: '504b0506',
    advice: sentence('form-zip-empty'),
  },
  { magic: '255044462d', advice: sentence('form-pdf') },
  { magic: '425a68', advice: sentence('form-bzip2') },
  { magic: 'fd377a585a00', advice: sentence('form-xz') },
  { magic: '28b52ffd', advice: sentence('form-zstandard') },
  { magic: '377abcaf271c', advice: sentence('form-7zip') },
  { magic: '526172211a07', advice: sentence('form-rar') },
  { magic: '50415231', advice: sentence('form-parquet') },
  {
    magic: '7573746172',
    offset: 257,
    advice: sentence('form-tar'),
  },
];

const FORM_ADVICE = sentence('form-body');

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
function compoundAdvice(start: Uint8Array): Sentence {
  const isEncrypted = new TextDecoder('latin1').decode(start).includes(ENCRYPTED);
  return isEncrypted ? sentence('form-encrypted-workbook') : sentence('form-old-workbook');
}

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));

/**
 * Refuses content by its first bytes that is neither text nor what may be a workbook.
 * @param unpacked whether the content comes out of a gzip file
 */
export function refuseForm(start: Uint8Array, { unpacked }: { unpacked: boolean }): Refusal | undefined {
  const signature = signatureOf(start);
  if (signature.form === 'zip' && unpacked) {
    return refuse('not-csv', sentence('gzip-of-zip'));
  }
  if (signature.form === 'foreign') {
    return refuse('not-csv', unpacked ? sentence('gzip-of', { refusal: signature.advice }) : signature.advice);
  }
  if (signature.form === 'gzip' && unpacked) {
    return refuse('not-csv', sentence('gzip-twice'));
  }
  return undefined;
}

/** Refuses a gzip file by what follows its compressed data. */
export const refuseTrailingBytes = (): Refusal => refuse('not-csv', sentence('gzip-followed'));
