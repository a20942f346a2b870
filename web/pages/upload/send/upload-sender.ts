import { isProblemWithCode } from '../../../api/problem.ts';
import type { Upload } from '../../../api/queries/uploads.ts';
import { fileTypeParameter, sliceParameters } from '../../../api/slice-parameters.ts';
import { UnreadableFile } from '../check/run-check.ts';
import type { FileKind } from '../kind.ts';
import { forgetBegun, rememberBegun } from './begun-uploads.ts';
import { sha256Of } from './fingerprint.ts';
import { PartPlan } from './part-plan.ts';
import { putBlob, StorageRefusal } from './put-blob.ts';
import { type RetryOptions, withRetries } from './retry.ts';
import { Slots } from './slots.ts';
import { announceUpload, cancelUpload, completeUpload, partUrls, readUpload, receivedParts } from './upload-calls.ts';

/** Larger files go in parts, so that an interruption loses one part at most. */
const MULTIPART_ABOVE_BYTES = 16 * 1024 ** 2;
const PART_BYTES = 8 * 1024 ** 2;
/** Up to this size a file is hashed before it is sent: it takes a moment, and what arrives is compared with it. */
const HASHED_BYTES = 16 * 1024 ** 2;
const PARTS_AT_ONCE = 3;
/** Requests at the same time, of all files together: browsers open six connections to a host. */
const slots = new Slots(4);

export interface SendAs {
  /** The sync of which the file corrects rows; null for a whole file. */
  readonly corrects: string | null;
  /** The upload to go on with, if it was begun before the page was loaded. */
  readonly begun?: string;
}

export interface SendOptions {
  readonly signal: AbortSignal;
  readonly onUpload: (uploadId: string) => void;
  /** Bytes of the file that have gone out. */
  readonly onProgress: (bytes: number) => void;
  readonly onWait: (isWaiting: boolean) => void;
}

type Way = { readonly url: string; readonly headers: Readonly<Record<string, string>> } | { readonly plan: PartPlan };

/** Sends one file; when it was interrupted, `send` goes on with what is missing. */
export class UploadSender {
  readonly #file: File;
  readonly #kind: FileKind;
  readonly #corrects: string | null;
  #uploadId: string | undefined;
  #way: Way | undefined;
  /** The last `send`, until it has come to its end: one that was stopped may still be announcing the file. */
  #ending: Promise<void> = Promise.resolve();

  constructor(file: File, kind: FileKind, { corrects, begun }: SendAs) {
    this.#file = file;
    this.#kind = kind;
    this.#corrects = corrects;
    this.#uploadId = begun;
  }

  /** Resolves when the storage has the whole file. @throws {StorageRefusal} {ApiProblem} {UnreadableFile} */
  async send(options: SendOptions): Promise<void> {
    const sending = this.#ending.then(() => this.#send(options));
    this.#ending = sending.catch(() => {});
    await sending;
  }

  async #send(options: SendOptions): Promise<void> {
    options.signal.throwIfAborted();
    const retry: RetryOptions = { signal: options.signal, onWait: options.onWait };
    this.#way ??= this.#uploadId === undefined ? await this.#announce(options) : await this.#goOn(options);
    if (this.#way === undefined) return;
    try {
      if ('plan' in this.#way) await this.#sendParts(this.#way.plan, options, retry);
      else await this.#sendWhole(this.#way, options, retry);
    } catch (error) {
      if (isOver(error)) await this.#beginAnew();
      throw error;
    }
    if (this.#uploadId !== undefined) forgetBegun(this.#uploadId);
  }

  /** Tells the service that the file will not come. To be called when the sending was stopped. */
  async giveUp(): Promise<void> {
    await this.#ending;
    await this.#cancel();
  }

  async #cancel(): Promise<void> {
    const uploadId = this.#uploadId;
    if (uploadId === undefined) return;
    forgetBegun(uploadId);
    await cancelUpload(uploadId).catch(() => {
      // It ends by itself when its time is over.
    });
  }

  async #announce({ signal, onUpload, onWait }: SendOptions): Promise<Way> {
    const { size, name } = this.#file;
    const sha256 = size <= HASHED_BYTES ? await this.#readable(() => sha256Of(this.#file)) : undefined;
    const inParts = size > MULTIPART_ABOVE_BYTES;
    const announced = await withRetries(
      () =>
        announceUpload({
          ...sliceParameters(this.#kind),
          file_type: fileTypeParameter(this.#kind.fileType),
          file_name: name,
          size_bytes: size,
          ...(this.#corrects === null ? {} : { corrects: this.#corrects }),
          ...(sha256 === undefined ? {} : { sha256 }),
          ...(inParts ? { multipart: true, part_size: PART_BYTES } : {}),
        }),
      { signal, onWait },
    );
    this.#uploadId = announced.upload_id;
    onUpload(announced.upload_id);
    await this.#readable(() => rememberBegun(announced.upload_id, this.#file));
    return this.#wayOf(announced);
  }

  #wayOf({ upload_id, upload }: Upload): Way {
    if (!upload) throw new Error(`upload ${upload_id} has no URL`);
    if (upload.method === 'PUT') return { url: upload.url, headers: upload.headers };
    const { part_size, parts } = upload;
    const plan = new PartPlan(this.#file.size, part_size);
    for (const { part_number, url } of parts) plan.urls.set(part_number, url);
    return { plan };
  }

  /** The rest of an upload that was begun before; undefined if nothing is missing. */
  async #goOn(options: SendOptions): Promise<Way | undefined> {
    const uploadId = this.#uploadId!;
    options.onUpload(uploadId);
    try {
      const received = await withRetries(() => receivedParts(uploadId, options.signal), options);
      const plan = new PartPlan(this.#file.size, received.partSize);
      for (const { part_number, etag, size_bytes } of received.parts) plan.arrived(part_number, etag, size_bytes);
      for (const [number, url] of await withRetries(() => partUrls(uploadId, plan.missing()), options)) {
        plan.urls.set(number, url);
      }
      return { plan };
    } catch (error) {
      if (!isProblemWithCode(error, 'upload-not-open')) throw error;
    }
    const { status } = await readUpload(uploadId);
    if (status !== 'AWAITING_UPLOAD' && status !== 'EXPIRED') return undefined;
    // It was to arrive in one piece, whose URL is lost; or its time is over.
    await this.#cancel();
    return this.#announce(options);
  }

  async #sendWhole(
    { url, headers }: Extract<Way, { url: string }>,
    { signal, onProgress }: SendOptions,
    retry: RetryOptions,
  ): Promise<void> {
    const put = () => this.#readable(() => putBlob(url, this.#file.slice(), { headers, signal, onProgress }));
    await withRetries(() => slots.use(put), retry);
  }

  /** The next try announces the file again. */
  async #beginAnew(): Promise<void> {
    await this.#cancel();
    this.#uploadId = undefined;
    this.#way = undefined;
  }

  async #sendParts(plan: PartPlan, { signal, onProgress }: SendOptions, retry: RetryOptions): Promise<void> {
    const uploadId = this.#uploadId!;
    const report = () => onProgress(plan.sentBytes);
    report();
    // One part that cannot be sent ends the others: the whole waits then to be gone on with.
    const failed = new AbortController();
    const options = { ...retry, signal: AbortSignal.any([signal, failed.signal]) };
    const waiting = plan.missing();
    const sendSome = async () => {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
        await this.#sendPart(plan, part, report, options);
        report();
      }
    };
    const workers = Array.from({ length: PARTS_AT_ONCE }, () =>
      sendSome().catch((error: unknown) => {
        failed.abort(error);
        throw error;
      }),
    );
    const ends = await Promise.allSettled(workers);
    plan.underWay.clear();
    signal.throwIfAborted();
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure) throw failed.signal.reason;
    await withRetries(() => this.#complete(uploadId, plan), retry);
  }

  async #sendPart(plan: PartPlan, part: number, report: () => void, options: RetryOptions): Promise<void> {
    const { signal } = options;
    const blob = this.#file.slice(...plan.rangeOf(part));
    const onProgress = (bytes: number) => {
      plan.underWay.set(part, bytes);
      report();
    };
    let isRenewed = false;
    const put = () => this.#readable(() => putBlob(plan.urls.get(part)!, blob, { signal, onProgress }));
    const etag = await withRetries(async () => {
      try {
        return await slots.use(put);
      } catch (error) {
        plan.underWay.delete(part);
        if (isRenewed || !(error instanceof StorageRefusal && error.isUrlOver)) throw error;
        isRenewed = true;
        for (const [number, url] of await partUrls(this.#uploadId!, [part])) plan.urls.set(number, url);
        return slots.use(put);
      }
    }, options);
    plan.arrived(part, etag, blob.size);
  }

  async #complete(uploadId: string, plan: PartPlan): Promise<void> {
    if ([...plan.etags.values()].includes('')) {
      // Something on the way keeps the ETags from the page: the service has seen them.
      const { parts } = await receivedParts(uploadId);
      for (const { part_number, etag, size_bytes } of parts) plan.arrived(part_number, etag, size_bytes);
    }
    try {
      await completeUpload(uploadId, plan.etags);
    } catch (error) {
      // An answer that got lost: it was completed by the try before.
      if (!isProblemWithCode(error, 'upload-not-open')) throw error;
      const { status } = await readUpload(uploadId);
      if (status === 'AWAITING_UPLOAD' || status === 'EXPIRED') throw error;
    }
  }

  /** Tells a file that cannot be read from a line that is down: to the browser's requests they look the same. */
  async #readable<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const isUnclear = error instanceof DOMException || (error instanceof StorageRefusal && error.status === 0);
      if (isUnclear && !(await isReadable(this.#file))) throw new UnreadableFile(String(error));
      throw error;
    }
  }
}

/** The upload does not take its file any more: its time has run out, or somebody has given it up. */
const isOver = (error: unknown): boolean =>
  isProblemWithCode(error, 'upload-not-open') || (error instanceof StorageRefusal && error.isUrlOver);

const isReadable = (file: Blob): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
