import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StoredObject } from './bucket.ts';
import type { DiskLayout } from './disk-layout.ts';
import { malformedXml, noSuchUpload, S3Error } from './errors.ts';
import { KeyedLock } from './keyed-lock.ts';
import { nextSequencer } from './sequencer.ts';

export interface UploadedPart {
  readonly number: number;
  readonly file: string;
  readonly size: number;
  /** hex; also the part's etag */
  readonly md5: string;
  /** ISO 8601 */
  readonly lastModified: string;
}

export interface MultipartUpload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601 */
  readonly initiated: string;
  readonly parts: ReadonlyMap<number, UploadedPart>;
}

interface OpenUpload extends MultipartUpload {
  readonly parts: Map<number, UploadedPart>;
}

export interface RequestedPart {
  readonly number: number;
  readonly etag: string;
}

export const MAX_PART_NUMBER = 10_000;
const MIN_PART_BYTES = 5 * 1024 * 1024;

/**
 * Multipart uploads in progress. Each has a directory with `upload.json` and a file a part; the file's name carries
 * the part's number, its age and its MD5, so the rename that puts it there says all that a restart needs.
 */
export class MultipartUploads {
  private readonly layout: DiskLayout;
  private readonly uploads = new Map<string, OpenUpload>();
  private readonly lock = new KeyedLock();

  constructor(layout: DiskLayout) {
    this.layout = layout;
    for (const id of readdirSync(layout.uploads)) {
      const upload = loadUpload(path.join(layout.uploads, id), id);
      if (upload) this.uploads.set(id, upload);
    }
  }

  async create(bucket: string, key: string, headers: Readonly<Record<string, string>>): Promise<MultipartUpload> {
    const id = randomUUID().replaceAll('-', '');
    const settings = { bucket, key, headers, initiated: new Date().toISOString() };
    const directory = this.layout.temporary();
    try {
      await mkdir(directory);
      await writeFile(path.join(directory, 'upload.json'), JSON.stringify(settings));
      await rename(directory, this.directory(id));
    } catch (error) {
      await rm(directory, { recursive: true, force: true });
      throw error;
    }
    const upload: OpenUpload = { ...settings, id, parts: new Map() };
    this.uploads.set(id, upload);
    return upload;
  }

  /** @throws {S3Error} NoSuchUpload, also when the id belongs to another bucket or key */
  find(id: string, bucket: string, key: string): MultipartUpload {
    const upload = this.open(id);
    if (upload.bucket !== bucket || upload.key !== key) throw noSuchUpload(id);
    return upload;
  }

  list(bucket: string): MultipartUpload[] {
    return [...this.uploads.values()].filter((upload) => upload.bucket === bucket);
  }

  /** Takes a received file over as a part, in place of an earlier part of that number. */
  async addPart(id: string, number: number, received: { file: string; size: number; md5: string }): Promise<void> {
    await this.lock.run(id, async () => {
      const upload = this.open(id);
      const file = path.join(this.directory(id), partName(number, received.md5));
      await rename(received.file, file);
      const replaced = upload.parts.get(number);
      const { size, md5 } = received;
      upload.parts.set(number, { number, file, size, md5, lastModified: new Date().toISOString() });
      if (replaced) await rm(replaced.file, { force: true });
    });
  }

  /**
   * Checks the client's list of parts and hands them to `commit`; the upload is gone once that has resolved. When it
   * throws, the upload stays as it was.
   */
  async complete(
    id: string,
    requested: readonly RequestedPart[],
    commit: (parts: readonly UploadedPart[], etag: string) => Promise<StoredObject>,
  ): Promise<StoredObject> {
    return this.lock.run(id, async () => {
      const parts = selectParts(this.open(id), requested);
      const object = await commit(parts, multipartEtag(parts));
      await this.drop(id);
      return object;
    });
  }

  async abort(id: string): Promise<void> {
    await this.lock.run(id, async () => {
      this.open(id);
      await this.drop(id);
    });
  }

  private open(id: string): OpenUpload {
    const upload = this.uploads.get(id);
    if (!upload) throw noSuchUpload(id);
    return upload;
  }

  private async drop(id: string): Promise<void> {
    this.uploads.delete(id);
    await this.layout.removeAtomically(this.directory(id));
  }

  private directory(id: string): string {
    return path.join(this.layout.uploads, id);
  }
}

function selectParts(upload: MultipartUpload, requested: readonly RequestedPart[]): UploadedPart[] {
  if (requested.length === 0) throw malformedXml('it must name at least one part');
  const parts = requested.map(({ number, etag }) => {
    const part = upload.parts.get(number);
    if (part && part.md5 === etag) return part;
    throw new S3Error(
      400,
      'InvalidPart',
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      { UploadId: upload.id, PartNumber: String(number) },
    );
  });
  if (parts.some((part, index) => index > 0 && part.number <= parts[index - 1]!.number)) {
    throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const small = parts.slice(0, -1).find((part) => part.size < MIN_PART_BYTES);
  if (small) {
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      PartNumber: String(small.number),
      ProposedSize: String(small.size),
      MinSizeAllowed: String(MIN_PART_BYTES),
    });
  }
  return parts;
}

/** S3's etag of an object in parts: the MD5 of the parts' MD5s, and their count. */
function multipartEtag(parts: readonly UploadedPart[]): string {
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.md5, 'hex')));
  return `${createHash('md5').update(digests).digest('hex')}-${parts.length}`;
}

const partName = (number: number, md5: string): string =>
  `${String(number).padStart(5, '0')}.${nextSequencer()}.${md5}`;

function loadUpload(directory: string, id: string): OpenUpload | undefined {
  let settings: Omit<OpenUpload, 'id' | 'parts'>;
  try {
    settings = JSON.parse(readFileSync(path.join(directory, 'upload.json'), 'utf8')) as typeof settings;
  } catch {
    return undefined;
  }
  const parts = new Map<number, UploadedPart>();
  // In the order of their names a later upload of the same part comes after the one it replaces.
  for (const name of readdirSync(directory).sort()) {
    const [, number, md5] = /^(\d{5})\.[0-9A-F]{18}\.([0-9a-f]{32})$/.exec(name) ?? [];
    if (number === undefined || md5 === undefined) continue;
    const file = path.join(directory, name);
    const { size, mtime } = statSync(file);
    const replaced = parts.get(Number(number));
    if (replaced) rmSync(replaced.file, { force: true });
    parts.set(Number(number), { number: Number(number), file, size, md5, lastModified: mtime.toISOString() });
  }
  return { ...settings, id, parts };
}
