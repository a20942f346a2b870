import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Checksum } from './checksums.ts';
import type { CorsRule } from './cors.ts';
import type { BucketLayout, DiskLayout } from './disk-layout.ts';
import { compareUtf8 } from './list-objects.ts';
import { dataFile, ObjectData } from './object-data.ts';

export interface StoredObject {
  readonly key: string;
  readonly dataId: string;
  /** the size of each data file, in order; one file unless it was uploaded in parts */
  readonly segments: readonly number[];
  readonly size: number;
  /** without quotes */
  readonly etag: string;
  /** ISO 8601 */
  readonly lastModified: string;
  /** content-type & co. and x-amz-meta-*, lower-case */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: Checksum;
}

interface BucketSettings {
  readonly created: string;
  readonly cors: readonly CorsRule[];
}

/** One bucket: its settings and the index of its objects, both kept in memory and on disk. */
export class Bucket {
  readonly name: string;
  readonly layout: BucketLayout;
  readonly data: ObjectData;
  private readonly disk: DiskLayout;
  private settings: BucketSettings;
  private readonly objects = new Map<string, StoredObject>();
  private sorted: string[] | undefined;

  private constructor(disk: DiskLayout, name: string, settings: BucketSettings) {
    this.disk = disk;
    this.name = name;
    this.layout = disk.bucket(name);
    this.data = new ObjectData(this.layout.data);
    this.settings = settings;
  }

  static async create(disk: DiskLayout, name: string, cors: readonly CorsRule[]): Promise<Bucket> {
    const bucket = new Bucket(disk, name, { created: new Date().toISOString(), cors });
    await mkdir(bucket.layout.objects, { recursive: true });
    await mkdir(bucket.layout.data, { recursive: true });
    await bucket.saveCors(cors);
    return bucket;
  }

  /** Synchronous: start-up is faster so. A bucket whose creation was cut off is completed. */
  static load(disk: DiskLayout, name: string, log: (line: string) => void): Bucket {
    const layout = disk.bucket(name);
    mkdirSync(layout.objects, { recursive: true });
    mkdirSync(layout.data, { recursive: true });
    const settings = readJson<BucketSettings>(layout.settings);
    if (!settings) log(`s3: the settings of bucket ${name} cannot be read; it is used without CORS rules`);
    const bucket = new Bucket(disk, name, settings ?? { created: new Date().toISOString(), cors: [] });
    bucket.rebuildIndex(log);
    return bucket;
  }

  get created(): string {
    return this.settings.created;
  }

  get cors(): readonly CorsRule[] {
    return this.settings.cors;
  }

  async saveCors(cors: readonly CorsRule[]): Promise<void> {
    const settings = { ...this.settings, cors };
    await this.disk.writeJson(this.layout.settings, settings);
    this.settings = settings;
  }

  get isEmpty(): boolean {
    return this.objects.size === 0;
  }

  get(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  put(object: StoredObject): void {
    if (!this.objects.has(object.key)) this.sorted = undefined;
    this.objects.set(object.key, object);
  }

  remove(key: string): void {
    if (this.objects.delete(key)) this.sorted = undefined;
  }

  /** All keys, in the order of their UTF-8 bytes. */
  keys(): readonly string[] {
    this.sorted ??= [...this.objects.keys()].sort(compareUtf8);
    return this.sorted;
  }

  private rebuildIndex(log: (line: string) => void): void {
    const unclaimed = new Set(readdirSync(this.layout.data));
    for (const name of readdirSync(this.layout.objects)) {
      const object = readJson<StoredObject>(path.join(this.layout.objects, name));
      const whole = object?.segments.every((size, index) => {
        const file = dataFile(object.dataId, index);
        return unclaimed.has(file) && statSync(path.join(this.layout.data, file)).size === size;
      });
      if (!object || !whole) {
        log(`s3: ${this.name}/objects/${name} is left out: it or its data is damaged`);
        continue;
      }
      for (const index of object.segments.keys()) unclaimed.delete(dataFile(object.dataId, index));
      this.put(object);
    }
    // Left by a crash between writing data and committing it, or between replacing an object and removing the old one.
    for (const name of unclaimed) rmSync(path.join(this.layout.data, name), { force: true });
  }
}

/** Undefined when there is no such file or it is damaged; files are renamed into place whole. */
function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
