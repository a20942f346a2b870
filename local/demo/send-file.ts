import { openAsBlob } from 'node:fs';
import path from 'node:path';
import type { Upload } from '../../shared/http/schemas/upload.ts';
import type { FileType, Variant } from '../../shared/staging/file-kind.ts';
import type { TrancheClient } from './tranche-client.ts';

/** A file and what it holds. */
export interface DemoFile {
  readonly loanType: Variant;
  readonly fileType: FileType;
  readonly path: string;
}

/** Larger files go in parts, which can be sent side by side, and again one by one. */
const MULTIPART_ABOVE_BYTES = 128 * 1024 * 1024;
const PARTS_AT_ONCE = 2;
const TRIES = 3;

/**
 * Announces a file and sends it to its presigned URL, or URLs. Its bytes are read as they are sent.
 * @param onProgress the share that has been sent, after each part
 * @throws {RefusedRequest} by the service, {Error} by the storage
 */
export async function sendFile(
  client: TrancheClient,
  file: DemoFile,
  onProgress: (share: number) => void = () => {},
): Promise<Upload> {
  const content = await openAsBlob(file.path);
  const upload = await client.createUpload({
    loan_type: file.loanType,
    file_type: file.fileType,
    file_name: path.basename(file.path),
    size_bytes: content.size,
    ...(content.size > MULTIPART_ABOVE_BYTES ? { multipart: true } : {}),
  });
  const instructions = upload.upload;
  if (!instructions) throw new Error(`the service gave no URL to send ${path.basename(file.path)} to`);
  if (instructions.method === 'PUT') {
    await put(instructions.url, content, instructions.headers);
    onProgress(1);
    return upload;
  }
  const { parts, part_size } = instructions;
  const waiting = [...parts];
  const sent: { part_number: number; etag: string }[] = [];
  const sendParts = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const start = (part.part_number - 1) * part_size;
      const etag = await put(part.url, content.slice(start, start + part_size), {});
      sent.push({ part_number: part.part_number, etag });
      onProgress(sent.length / parts.length);
    }
  };
  await Promise.all(Array.from({ length: PARTS_AT_ONCE }, sendParts));
  return client.completeUpload(
    upload.upload_id,
    sent.sort((a, b) => a.part_number - b.part_number),
  );
}

/** @returns the ETag */
async function put(url: string, content: Blob, headers: Readonly<Record<string, string>>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, { method: 'PUT', body: content, headers });
    const answer = await response.text();
    if (response.ok) return response.headers.get('etag') ?? '';
    if (response.status < 500 || attempt === TRIES) {
      // S3 says why in XML; the URL is a credential and is not shown.
      const reason = /<Message>([^<]*)</.exec(answer)?.[1] ?? 'no reason given';
      throw new Error(`The storage refused the file with status ${response.status}: ${reason}`);
    }
  }
}
