import { createHash, randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where everything lies under the server's directory. Nothing a client sends becomes a path: bucket names are checked
 * against S3's rule first, keys are hashed, the rest are ids of our own.
 *
 *     buckets/<bucket>/bucket.json          settings
 *     buckets/<bucket>/objects/<hash>.json  one object: its rename into place is the commit
 *     buckets/<bucket>/versions/            what it was before, where the bucket keeps versions: <hash>.<version id>.json
 *     buckets/<bucket>/data/<id>-<n>        its bytes, never changed once written
 *     uploads/<id>/upload.json, parts       multipart uploads in progress
 *     outbox/                               events not delivered yet
 *     tmp/                                  what is being received; emptied at start
 */
export class DiskLayout {
  readonly buckets: string;
  readonly uploads: string;
  readonly outbox: string;
  private readonly tmp: string;

  constructor(root: string) {
    this.buckets = path.join(root, 'buckets');
    this.uploads = path.join(root, 'uploads');
    this.outbox = path.join(root, 'outbox');
    this.tmp = path.join(root, 'tmp');
  }

  async prepare(): Promise<void> {
    await rm(this.tmp, { recursive: true, force: true });
    for (const directory of [this.buckets, this.uploads, this.outbox, this.tmp]) {
      await mkdir(directory, { recursive: true });
    }
  }

  temporary(): string {
    return path.join(this.tmp, randomUUID());
  }

  bucket(name: string): BucketLayout {
    const directory = path.join(this.buckets, name);
    const objects = path.join(directory, 'objects');
    const versions = path.join(directory, 'versions');
    const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
    return {
      directory,
      objects,
      versions,
      settings: path.join(directory, 'bucket.json'),
      data: path.join(directory, 'data'),
      object: (key) => path.join(objects, `${hashOf(key)}.json`),
      version: (key, versionId) => path.join(versions, `${hashOf(key)}.${versionId}.json`),
    };
  }

  /** Writes a JSON file so that a reader, also one after a crash, sees all of it or what was there before. */
  async writeJson(file: string, value: unknown): Promise<void> {
    const temporary = this.temporary();
    try {
      await writeFile(temporary, JSON.stringify(value));
      await rename(temporary, file);
    } catch (error) {
      // On a full disk every byte that is given back counts.
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Takes a file or directory away in one step, so that a crash in the middle leaves nothing half-removed behind. */
  async removeAtomically(target: string): Promise<void> {
    const doomed = this.temporary();
    await rename(target, doomed);
    await rm(doomed, { recursive: true, force: true });
  }
}

export interface BucketLayout {
  readonly directory: string;
  readonly settings: string;
  readonly objects: string;
  readonly versions: string;
  readonly data: string;
  readonly object: (key: string) => string;
  readonly version: (key: string, versionId: string) => string;
}

/** Gives a file a second name without copying it; copies where the file system has no hard links. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    await copyFile(from, to);
  }
}
