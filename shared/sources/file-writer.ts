import type { TenantScope } from '../domain/tenancy.ts';
import type { TenantObjects } from '../staging/objects.ts';
import type { PulledRecord } from './connector.ts';
import { keepRest, readRest } from './kept-rest.ts';
import type { FileProgress, PullHold } from './pull-record.ts';
import { csvLine, type PlacedColumn, placedCells } from './pulled-csv.ts';
import { Repeats } from './repeats.ts';

const MIB = 1024 ** 2;
/** S3 takes no smaller part but the last, and 10,000 of them. */
const PART_BYTES = 8 * MIB;
const LARGE_PART_BYTES = 64 * MIB;
const SMALL_PARTS = 1000;

const partBytes = (parts: number): number => (parts < SMALL_PARTS ? PART_BYTES : LARGE_PART_BYTES);

interface WriterOptions {
  readonly scope: TenantScope;
  readonly hold: PullHold;
  readonly objects: TenantObjects;
  /** Of the object that the file becomes. */
  readonly key: string;
  readonly fileType: string;
  readonly columns: readonly PlacedColumn[];
  readonly dropsRepeated: boolean;
  /** Whether another worker may go on: then what is in no part yet is kept beside the checkpoint. */
  readonly goesOn: boolean;
  readonly signal: AbortSignal;
}

/** Writes one file of a pull into parts of an S3 object, from wherever the last checkpoint left it. */
export class FileWriter {
  readonly #options: WriterOptions;
  #progress: FileProgress;
  readonly #repeats: Repeats;
  #pending: Buffer[];
  #pendingBytes: number;
  #sequence = 0;

  private constructor(options: WriterOptions, progress: FileProgress, pending: Buffer, repeats: Repeats) {
    this.#options = options;
    this.#progress = progress;
    this.#repeats = repeats;
    this.#pending = [pending];
    this.#pendingBytes = pending.length;
  }

  static async open(options: WriterOptions, progress: FileProgress): Promise<FileWriter> {
    if (progress.kept === null) {
      const header = Buffer.from(csvLine(options.columns.map(([name]) => name)));
      return new FileWriter(options, { ...progress, bytes: header.length }, header, new Repeats());
    }
    const rest = await readRest(options.scope, options.hold.pullId, progress.kept);
    const pendingBytes = rest.readUInt32LE(0);
    const pending = rest.subarray(4, 4 + pendingBytes);
    return new FileWriter(options, progress, pending, Repeats.fromBytes(rest.subarray(4 + pendingBytes)));
  }

  /**
   * Adds the records of one page, and where the next one is; undefined behind the last.
   * @returns how many of them have not come before
   */
  addPage(records: readonly PulledRecord[], next: unknown): number {
    const { columns, dropsRepeated } = this.#options;
    const fresh = dropsRepeated ? records.filter(({ whole = '' }) => this.#repeats.isNew(whole)) : records;
    if (dropsRepeated) this.#repeats.endPage();
    const lines = fresh.map(({ cells }) => csvLine(placedCells(columns, cells)));
    const content = Buffer.from(lines.join(''));
    this.#pending.push(content);
    this.#pendingBytes += content.length;
    const { requests, rows, repeated_rows, bytes } = this.#progress;
    this.#progress = {
      ...this.#progress,
      position: next ?? null,
      is_read: next === undefined,
      requests: requests + 1,
      rows: rows + fresh.length,
      repeated_rows: repeated_rows + records.length - fresh.length,
      bytes: bytes + content.length,
    };
    return fresh.length;
  }

  /** Answers of the source so far. */
  get requests(): number {
    return this.#progress.requests;
  }

  /** Bytes of the file so far. */
  get bytes(): number {
    return this.#progress.bytes;
  }

  /** Whether there is enough for a part, or all is read. */
  get isPartFull(): boolean {
    return this.#progress.is_read || this.#pendingBytes >= partBytes(this.#progress.parts.length);
  }

  /**
   * Brings everything that was added to where it outlives this worker: parts to S3, the rest beside the checkpoint.
   * @returns what the checkpoint has to say of the file
   */
  async save(): Promise<FileProgress> {
    if (this.isPartFull && this.#pendingBytes > 0) await this.#sendPart();
    const { scope, hold, fileType, goesOn } = this.#options;
    const kept = this.#progress.is_read || !goesOn ? null : await this.#keep(scope, hold, fileType);
    this.#progress = { ...this.#progress, kept };
    return this.#progress;
  }

  #keep(scope: TenantScope, hold: PullHold, fileType: string): Promise<string> {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(this.#pendingBytes);
    const rest = Buffer.concat([head, ...this.#pending, this.#repeats.toBytes()]);
    this.#sequence += 1;
    return keepRest(scope, hold, { fileType, sequence: this.#sequence }, rest);
  }

  async #sendPart(): Promise<void> {
    const { objects, key, signal } = this.#options;
    const { parts, next_part } = this.#progress;
    const s3_upload_id = this.#progress.s3_upload_id ?? (await objects.beginMultipart(key));
    const content = Buffer.concat(this.#pending);
    const etag = await objects.sendPart(key, { s3_upload_id, part_number: next_part }, content, signal);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#progress = {
      ...this.#progress,
      s3_upload_id,
      parts: [...parts, [next_part, etag]],
      next_part: next_part + 1,
    };
  }
}
