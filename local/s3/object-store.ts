import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Bucket, type StoredObject } from './bucket.ts';
import type { Checksum } from './checksums.ts';
import type { DiskLayout } from './disk-layout.ts';
import { noSuchBucket, S3Error } from './errors.ts';
import { eventRecord, type S3EventName } from './events.ts';
import { KeyedLock } from './keyed-lock.ts';
import type { AnnouncedChange, Announcement, Outbox } from './outbox.ts';
import { nextSequencer } from './sequencer.ts';

export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  /** The content, in order. The store takes the bytes over; the names stay the caller's to remove. */
  readonly content: readonly { readonly file: string; readonly size: number }[];
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: Checksum | undefined;
  readonly eventName: S3EventName;
  readonly sourceIp: string;
  /** Runs on the object that would be replaced, in one step with the replacing; throws to refuse. */
  readonly precondition?: (current: StoredObject | undefined) => void;
}

const BUCKET_NAME = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const MAX_KEY_BYTES = 1024;

/** Opaque to clients, as S3's are. */
const newVersionId = (): string => `${nextSequencer()}${randomUUID().replaceAll('-', '').slice(0, 14)}`;

/** Buckets and objects on disk. A kill at any moment leaves each object whole: as it was before, or as it is after. */
export class ObjectStore {
  private readonly layout: DiskLayout;
  private readonly region: string;
  private readonly outbox: Outbox | undefined;
  private readonly byName = new Map<string, Bucket>();
  private readonly lock = new KeyedLock();

  private constructor(layout: DiskLayout, region: string, outbox: Outbox | undefined) {
    this.layout = layout;
    this.region = region;
    this.outbox = outbox;
  }

  /** Rebuilds the index from what is on disk. */
  static open(
    layout: DiskLayout,
    options: { region: string; outbox: Outbox | undefined; log: (line: string) => void },
  ): ObjectStore {
    const store = new ObjectStore(layout, options.region, options.outbox);
    for (const name of readdirSync(layout.buckets)) {
      store.byName.set(name, Bucket.load(layout, name, options.log));
    }
    options.outbox?.recover((change) => store.hasHappened(change));
    return store;
  }

  buckets(): Bucket[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  findBucket(name: string): Bucket | undefined {
    return this.byName.get(name);
  }

  /** @throws {S3Error} NoSuchBucket */
  bucket(name: string): Bucket {
    const bucket = this.byName.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  async createBucket(name: string): Promise<void> {
    if (!BUCKET_NAME.test(name)) {
      throw new S3Error(400, 'InvalidBucketName', 'The specified bucket is not valid.', { BucketName: name });
    }
    await this.lock.run(name, async () => {
      if (this.byName.has(name)) {
        throw new S3Error(
          409,
          'BucketAlreadyOwnedByYou',
          'Your previous request to create the named bucket succeeded and you already own it.',
          { BucketName: name },
        );
      }
      this.byName.set(name, await Bucket.create(this.layout, name));
    });
  }

  async deleteBucket(name: string): Promise<void> {
    await this.lock.run(name, async () => {
      const bucket = this.bucket(name);
      if (!bucket.isEmpty) {
        throw new S3Error(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty', { BucketName: name });
      }
      this.byName.delete(name);
      await this.layout.removeAtomically(bucket.layout.directory);
    });
  }

  /** Makes the content the object of that key, in one step. */
  async commit(request: NewObject): Promise<StoredObject> {
    const { key, eventName, sourceIp } = request;
    if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
      throw new S3Error(400, 'KeyTooLongError', 'Your key is too long', {
        Size: String(Buffer.byteLength(key)),
        MaxSizeAllowed: String(MAX_KEY_BYTES),
      });
    }
    return this.changing(request.bucket, key, async (bucket) => {
      request.precondition?.(bucket.get(key));
      const dataId = await bucket.data.adopt(request.content.map(({ file }) => file));
      const segments = request.content.map(({ size }) => size);
      const object: StoredObject = {
        key,
        dataId,
        segments,
        size: segments.reduce((sum, size) => sum + size, 0),
        etag: request.etag,
        lastModified: new Date().toISOString(),
        headers: request.headers,
        ...(request.checksum && { checksum: request.checksum }),
        ...(bucket.isVersioned && { versionId: newVersionId() }),
      };
      await this.replace(bucket, object, eventName, sourceIp);
      return object;
    });
  }

  /** Makes it what stands at its key, in one step, and tells of it. What stood there is kept as a version, or discarded. */
  private async replace(bucket: Bucket, object: StoredObject, eventName: S3EventName, sourceIp: string): Promise<void> {
    const { key, dataId, versionId } = object;
    const replaced = bucket.latestOf(key);
    const created = object.isDeleteMarker ? {} : { created: object };
    let announcement: Announcement | undefined;
    let becomesNoncurrent: (() => Promise<void>) | undefined;
    try {
      announcement = await this.outbox?.prepare(
        eventRecord({ eventName, region: this.region, bucket: bucket.name, key, sourceIp, versionId, ...created }),
        { kind: 'created', bucket: bucket.name, key, dataId },
      );
      if (replaced && bucket.isVersioned) becomesNoncurrent = await bucket.keepVersion(replaced);
      await this.layout.writeJson(bucket.layout.object(key), object);
    } catch (error) {
      await announcement?.cancel();
      await bucket.data.discard(object);
      throw error;
    }
    bucket.put(object);
    await announcement?.confirm();
    if (becomesNoncurrent) await becomesNoncurrent();
    else if (replaced) await bucket.data.discard(replaced);
  }

  /**
   * Removing what is not there is no error, as in S3. Where the bucket keeps versions, nothing is removed: a delete marker
   * takes the object's place.
   * @returns the marker
   */
  remove(bucketName: string, key: string, sourceIp: string): Promise<StoredObject | undefined> {
    return this.changing(bucketName, key, async (bucket) => {
      if (bucket.isVersioned) {
        const marker: StoredObject = {
          key,
          dataId: randomUUID(),
          segments: [],
          size: 0,
          etag: '',
          lastModified: new Date().toISOString(),
          headers: {},
          versionId: newVersionId(),
          isDeleteMarker: true,
        };
        await this.replace(bucket, marker, 'ObjectRemoved:DeleteMarkerCreated', sourceIp);
        return marker;
      }
      const object = bucket.get(key);
      if (!object) return undefined;
      const eventName = 'ObjectRemoved:Delete';
      const announcement = await this.outbox?.prepare(
        eventRecord({ eventName, region: this.region, bucket: bucket.name, key, sourceIp }),
        { kind: 'removed', bucket: bucket.name, key, dataId: object.dataId },
      );
      try {
        await rm(bucket.layout.object(key));
      } catch (error) {
        await announcement?.cancel();
        throw error;
      }
      bucket.remove(key);
      await announcement?.confirm();
      await bucket.data.discard(object);
      return undefined;
    });
  }

  /** One change of a key at a time: conditions hold until the commit, and events keep the order of the changes. */
  private changing<T>(bucket: string, key: string, change: (bucket: Bucket) => Promise<T>): Promise<T> {
    return this.lock.run(`${bucket}/${key}`, () => change(this.bucket(bucket)));
  }

  private hasHappened(change: AnnouncedChange): boolean {
    const isThere = this.byName.get(change.bucket)?.latestOf(change.key)?.dataId === change.dataId;
    return change.kind === 'created' ? isThere : !isThere;
  }
}
