import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Slice } from '../contracts/slice.ts';
import { fileNameFault } from '../domain/file-name.ts';
import type { NewUpload, Upload } from '../domain/upload.ts';
import { FileChanged, putBytes } from './put-bytes.ts';
import { sliceQuery, type TrancheClient } from './tranche-client.ts';

/** A file of a delivery, and what it holds. */
export interface DeliveryFile {
  readonly slice: Slice;
  readonly fileType: string;
  readonly path: string;
}

export interface SentPart {
  readonly part_number: number;
  readonly etag: string;
}

/** An upload in parts that has begun: what it takes to go on with it. Its URLs are credentials. */
export interface BegunUpload {
  readonly upload_id: string;
  readonly part_size: number;
  readonly parts: readonly { readonly part_number: number; readonly url: string }[];
  readonly expires_at: string;
  readonly sent: readonly SentPart[];
}

/** Where uploads that have begun are written down, so that they can be gone on with after an interruption. */
export interface UploadJournal {
  find(): BegunUpload | undefined;
  keep(upload: BegunUpload): void;
  forget(): void;
}

/** What is said of a file besides what it holds: how it is meant, and what it must add up to. */
export type Announced = Pick<NewUpload, 'corrects' | 'allow_empty' | 'expected_rows' | 'expected_sums'>;

export interface SendOptions {
  /** Of the file, lower-case hex: the service compares it with what arrives. */
  readonly sha256?: string | undefined;
  readonly announced?: Announced | undefined;
  /** Parts sent side by side. */
  readonly partsAtOnce?: number;
  /** Larger files go in parts. */
  readonly multipartAbove?: number;
  readonly journal?: UploadJournal | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes of the file have been sent. */
  readonly onProgress?: (bytes: number, total: number) => void;
}

/** Larger files go in parts, which can be sent side by side, and again one by one. */
const MULTIPART_ABOVE_BYTES = 128 * 1024 * 1024;
const PARTS_AT_ONCE = 2;

/** The name of a file is none that the service takes. */
export class FileNameRefused extends Error {
  override readonly name = 'FileNameRefused';
}

/** A file that the service knows of, and that is yet to be sent. */
export interface AnnouncedFile {
  readonly uploadId: string;
  /** @throws {StorageRefused} {StorageUnreachable} {FileChanged} */
  readonly send: () => Promise<Upload>;
}

/**
 * Announces a file and sends it to its presigned URL, or URLs. Its bytes are read as they are sent.
 * @throws {FileNameRefused}, {FileChanged}; {RefusedRequest} by the service, {StorageRefused} {StorageUnreachable} by the storage
 */
export async function sendFile(client: TrancheClient, file: DeliveryFile, options: SendOptions = {}): Promise<Upload> {
  return (await announceFile(client, file, options)).send();
}

/**
 * Announces a file, or finds the upload of it that was interrupted. Files that belong together are all announced before the
 * first is sent: the schedule waits for what was announced.
 * @throws {FileNameRefused} {RefusedRequest}
 */
export async function announceFile(
  client: TrancheClient,
  file: DeliveryFile,
  options: SendOptions = {},
): Promise<AnnouncedFile> {
  const { signal, onProgress = () => {}, multipartAbove = MULTIPART_ABOVE_BYTES } = options;
  const { size } = await stat(file.path);
  const fileName = path.basename(file.path);
  const fault = fileNameFault(fileName);
  if (fault) throw new FileNameRefused(`${fileName}: ${fault.detail}`);
  const inParts = (begun: BegunUpload): AnnouncedFile => ({
    uploadId: begun.upload_id,
    send: async () => {
      await assertSize(file, size);
      return sendParts(client, file, size, begun, options);
    },
  });
  const resumed = await openUpload(client, options.journal);
  if (resumed) return inParts(resumed);
  const upload = await client.createUpload({
    ...sliceQuery(file.slice),
    file_type: file.fileType,
    file_name: fileName,
    size_bytes: size,
    ...(options.sha256 === undefined ? {} : { sha256: options.sha256 }),
    ...(size > multipartAbove ? { multipart: true } : {}),
    ...options.announced,
  });
  const instructions = upload.upload;
  if (!instructions) throw new Error(`the service gave no URL to send ${fileName} to`);
  if (instructions.method === 'PUT') {
    const { url, headers } = instructions;
    const onSent = (bytes: number) => onProgress(bytes, size);
    const send = async () => {
      await assertSize(file, size);
      await putBytes({ path: file.path, start: 0, end: size, url, headers }, { onSent, signal });
      return upload;
    };
    return { uploadId: upload.upload_id, send };
  }
  const { part_size, parts, expires_at } = instructions;
  const begun = { upload_id: upload.upload_id, part_size, parts, expires_at, sent: [] };
  options.journal?.keep(begun);
  return inParts(begun);
}

/** The URLs are good for as many bytes as were announced. @throws {FileChanged} */
async function assertSize(file: DeliveryFile, announced: number): Promise<void> {
  const { size } = await stat(file.path);
  if (size !== announced) throw new FileChanged(file.path, announced, size);
}

/** The upload that was begun before, if it still waits for its file. */
async function openUpload(client: TrancheClient, journal: UploadJournal | undefined): Promise<BegunUpload | undefined> {
  const begun = journal?.find();
  if (begun === undefined) return undefined;
  const upload = await client.getUpload(begun.upload_id).catch(() => undefined);
  if (upload?.status === 'AWAITING_UPLOAD') return begun;
  journal?.forget();
  return undefined;
}

async function sendParts(
  client: TrancheClient,
  { path }: DeliveryFile,
  size: number,
  begun: BegunUpload,
  { partsAtOnce = PARTS_AT_ONCE, journal, signal, onProgress = () => {} }: SendOptions,
): Promise<Upload> {
  const { part_size } = begun;
  const sent = [...begun.sent];
  const isSent = (part: { part_number: number }) => sent.some(({ part_number }) => part_number === part.part_number);
  const endOf = (part_number: number) => Math.min(part_number * part_size, size);
  const bytesOf = (part_number: number) => endOf(part_number) - (part_number - 1) * part_size;
  const under = new Map(sent.map(({ part_number }) => [part_number, bytesOf(part_number)]));
  const report = () =>
    onProgress(
      [...under.values()].reduce((total, bytes) => total + bytes, 0),
      size,
    );
  const waiting = begun.parts.filter((part) => !isSent(part));
  // One part that cannot be sent ends the others: the whole is lost, or gone on with later.
  const failed = new AbortController();
  const signals = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const sendSome = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const { part_number, url } = part;
      const start = (part_number - 1) * part_size;
      const etag = await putBytes(
        { path, start, end: endOf(part_number), url, headers: {} },
        {
          onSent: (bytes) => {
            under.set(part_number, bytes);
            report();
          },
          signal: signals,
        },
      );
      sent.push({ part_number, etag });
      journal?.keep({ ...begun, sent: [...sent] });
    }
  };
  report();
  const workers = Array.from({ length: Math.min(partsAtOnce, Math.max(1, waiting.length)) }, () =>
    sendSome().catch((error) => {
      failed.abort(error);
      throw error;
    }),
  );
  try {
    await Promise.all(workers);
  } finally {
    await Promise.allSettled(workers);
  }
  const upload = await client.completeUpload(
    begun.upload_id,
    sent.sort((a, b) => a.part_number - b.part_number),
  );
  journal?.forget();
  return upload;
}
