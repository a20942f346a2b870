import { incompleteBody, S3Error } from './errors.ts';

export interface UploadForm {
  /** the fields before the file, names in lower case */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  /** To be read to its end; yields the file's bytes as they arrive. */
  readonly content: AsyncGenerator<Buffer>;
}

const MAX_FIELDS_BYTES = 20 * 1024;

const malformed = (why: string) =>
  new S3Error(
    400,
    'MalformedPOSTRequest',
    `The body of your POST request is not well-formed multipart/form-data: ${why}.`,
  );

/** The boundary of a multipart/form-data content type. */
export function formBoundary(contentType: string): string {
  const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw malformed('the content type names no boundary');
  return boundary;
}

/**
 * Reads a browser's form up to its `file` field, which is handed on as a stream. As in S3, fields after the file are
 * ignored.
 */
export async function readUploadForm(source: AsyncIterable<Buffer>, boundary: string): Promise<UploadForm> {
  const reader = new DelimitedReader(source);
  const fields = new Map<string, string>();
  let budget = MAX_FIELDS_BYTES;
  const readText = async (delimiter: Buffer): Promise<string> => {
    const pieces: Buffer[] = [];
    for await (const piece of reader.until(delimiter)) {
      budget -= piece.length;
      if (budget < 0) {
        throw new S3Error(
          400,
          'MaxPostPreDataLengthExceeded',
          `The form fields before the file exceed ${MAX_FIELDS_BYTES} bytes.`,
        );
      }
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  };
  // The first boundary may stand at the very start; seen so, every boundary follows a line break.
  reader.unread(CRLF);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  await readText(delimiter);
  for (;;) {
    const lineEnd = (await readText(CRLF)).trim();
    if (lineEnd.startsWith('--')) break;
    if (lineEnd !== '') throw malformed('a boundary is followed by text');
    // Likewise for a part without headers.
    reader.unread(CRLF);
    const { name, fileName } = readDisposition(await readText(HEADERS_END));
    if (name === 'file') return { fields, fileName: fileName ?? '', content: reader.until(delimiter) };
    fields.set(name.toLowerCase(), await readText(delimiter));
  }
  throw new S3Error(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
}

const CRLF = Buffer.from('\r\n');
const HEADERS_END = Buffer.from('\r\n\r\n');

function readDisposition(headers: string): { name: string; fileName: string | undefined } {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1];
  if (disposition === undefined) throw malformed('a part has no Content-Disposition');
  // Browsers escape quotes and line breaks in these names as %22, %0D and %0A, and nothing else.
  const parameter = (wanted: string) =>
    new RegExp(`(?:^|;)\\s*${wanted}=(?:"([^"]*)"|([^;\\s]+))`, 'i')
      .exec(disposition)
      ?.slice(1)
      .find((value) => value !== undefined)
      ?.replace(/%(22|0D|0A)/gi, (escaped) => decodeURIComponent(escaped));
  const name = parameter('name');
  if (name === undefined) throw malformed('a part has no name');
  return { name, fileName: parameter('filename') };
}

/** Reads a stream of bytes piecewise, up to one delimiter after another. */
export class DelimitedReader {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Puts bytes back in front of what comes next. */
  unread(bytes: Buffer): void {
    this.rest = Buffer.concat([bytes, this.rest]);
  }

  /** What comes before the delimiter, which is consumed. @throws {S3Error} IncompleteBody when it does not come */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const found = this.rest.indexOf(delimiter);
      if (found >= 0) {
        const piece = this.rest.subarray(0, found);
        this.rest = this.rest.subarray(found + delimiter.length);
        if (piece.length > 0) yield piece;
        return;
      }
      // The last bytes may be the beginning of the delimiter: they wait.
      const safe = this.rest.length - delimiter.length + 1;
      if (safe > 0) {
        const piece = this.rest.subarray(0, safe);
        this.rest = this.rest.subarray(safe);
        yield piece;
      }
      const next = await this.source.next();
      if (next.done) throw incompleteBody('a form boundary is missing');
      this.rest = this.rest.length > 0 ? Buffer.concat([this.rest, next.value]) : next.value;
    }
  }
}
