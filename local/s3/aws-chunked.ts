import { createHash, type Hash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { incompleteBody, S3Error } from './errors.ts';
import { type ChunkSigning, verifyChunkSignature } from './signature-v4.ts';

const EMPTY_SHA256 = createHash('sha256').digest('hex');
/** Long enough for `<size>;chunk-signature=<64 hex>` and for any trailer S3 knows. */
const MAX_LINE_BYTES = 4096;
const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

const invalidChunk = (why: string) => new S3Error(400, 'InvalidRequest', `The aws-chunked body is malformed: ${why}.`);

/**
 * Takes aws-chunked framing off a body: `size[;chunk-signature=…] CRLF data CRLF … 0 CRLF trailers CRLF`.
 * The trailers are in `trailers` (lower-case names) once the stream has ended. With `signing`, the signature of each
 * chunk and of the trailers is checked; a chunk is passed on before that, so the reader must throw away what it has
 * when the stream fails.
 */
export class AwsChunkedDecoder extends Transform {
  readonly trailers = new Map<string, string>();
  private state: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size';
  private line: Buffer = Buffer.alloc(0);
  private remaining = 0;
  private readonly signing: ChunkSigning | undefined;
  private previousSignature: string;
  private chunkSignature = '';
  private chunkHash: Hash | undefined;
  private trailerLines = '';

  constructor(signing?: ChunkSigning) {
    super();
    this.signing = signing;
    this.previousSignature = signing?.seedSignature ?? '';
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.consume(bytes);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    // Some clients leave the last, empty line out when there are no trailers.
    const ended = this.state === 'done' || (this.state === 'trailer' && this.line.length === 0);
    try {
      if (!ended) throw incompleteBody('the last chunk is missing');
      if (this.state === 'trailer') this.endTrailers();
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  private consume(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.state === 'done') throw invalidChunk('there are bytes after its end');
      if (this.state === 'data') {
        const taken = rest.subarray(0, this.remaining);
        this.chunkHash?.update(taken);
        this.push(taken);
        this.remaining -= taken.length;
        rest = rest.subarray(taken.length);
        if (this.remaining === 0) this.endChunk();
        continue;
      }
      const newline = rest.indexOf(0x0a);
      const end = newline < 0 ? rest.length : newline + 1;
      this.line = Buffer.concat([this.line, rest.subarray(0, end)]);
      rest = rest.subarray(end);
      if (this.line.length > MAX_LINE_BYTES) throw invalidChunk('a line is too long');
      if (newline >= 0) this.takeLine();
    }
  }

  private takeLine(): void {
    const text = this.line.toString('latin1');
    this.line = Buffer.alloc(0);
    if (!text.endsWith('\r\n')) throw invalidChunk('a line must end with CR LF');
    const line = text.slice(0, -2);
    if (this.state === 'size') this.startChunk(line);
    else if (this.state === 'trailer') this.takeTrailer(line);
    else if (line === '') this.state = 'size';
    else throw invalidChunk('a chunk is longer than its size says');
  }

  private startChunk(line: string): void {
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
    if (!match) throw invalidChunk('a chunk must start with its size in hexadecimal');
    if (this.signing && match[2] === undefined) throw invalidChunk('a chunk has no chunk-signature');
    this.remaining = Number.parseInt(match[1]!, 16);
    this.chunkSignature = match[2] ?? '';
    this.chunkHash = this.signing ? createHash('sha256') : undefined;
    this.state = 'data';
    if (this.remaining > 0) return;
    this.endChunk();
    this.state = 'trailer';
  }

  private endChunk(): void {
    this.state = 'data-end';
    if (!this.signing || !this.chunkHash) return;
    const hash = this.chunkHash.digest('hex');
    this.checkSignature('AWS4-HMAC-SHA256-PAYLOAD', `${EMPTY_SHA256}\n${hash}`, this.chunkSignature);
  }

  private takeTrailer(line: string): void {
    if (line === '') {
      this.endTrailers();
      this.state = 'done';
      return;
    }
    const colon = line.indexOf(':');
    if (colon < 1) throw new S3Error(400, 'MalformedTrailerError', 'A trailer must look like name:value.');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (this.trailers.size >= 16) throw new S3Error(400, 'MalformedTrailerError', 'There are too many trailers.');
    this.trailers.set(name, value);
    if (name !== TRAILER_SIGNATURE) this.trailerLines += `${name}:${value}\n`;
  }

  private endTrailers(): void {
    const signature = this.trailers.get(TRAILER_SIGNATURE);
    this.trailers.delete(TRAILER_SIGNATURE);
    if (!this.signing || (this.trailerLines === '' && signature === undefined)) return;
    const hash = createHash('sha256').update(this.trailerLines, 'latin1').digest('hex');
    this.checkSignature('AWS4-HMAC-SHA256-TRAILER', hash, signature ?? '');
  }

  private checkSignature(algorithm: string, hashes: string, signature: string): void {
    if (!this.signing) return;
    const { signingKey, date, scope } = this.signing;
    const text = [algorithm, date, scope, this.previousSignature, hashes].join('\n');
    verifyChunkSignature(text, signingKey, signature);
    this.previousSignature = signature;
  }
}
