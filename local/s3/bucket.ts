import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
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
  /** absent where it was stored before its bucket kept versions: S3 calls that version `null` */
  readonly versionId?: string;
  /** not an object, but the place where one was removed */
  readonly isDeleteMarker?: true;
}

/** A version that another one, or a delete marker, has taken the place of. */
interface NoncurrentVersion extends StoredObject {
  /** ISO 8601 */
  readonly noncurrentSince: string;
}

/** What a bucket is told to do; kept with it. */
export interface BucketRules {
  readonly cors: readonly CorsRule[];
  /** Whether objects that are overwritten or removed are kept as noncurrent versions. Once on, it stays on. */
  readonly isVersioned: boolean;
  /** How long those live; of keys that no rule names, for ever. */
  readonly noncurrentDays: readonly { readonly prefix: string; readonly days: number }[];
}

interface BucketSettings extends BucketRules {
  readonly created: string;
}

const NO_RULES: BucketRules = { cors: [], isVersioned: false, noncurrentDays: [] };
const DAY_MS = 24 * 3600 * 1000;

export const versionIdOf = ({ versionId = 'null' }: StoredObject): string => versionId;

/** One bucket: its settings and the index of its objects, both kept in memory and on disk. */
export class Bucket {
  readonly name: string;
  readonly layout: BucketLayout;
  readonly data: ObjectData;
  private readonly disk: DiskLayout;
  private settings: BucketSettings;
  private readonly latest = new Map<string, StoredObject>();
  private readonly noncurrent = new Map<string, NoncurrentVersion[]>();
  private sorted: string[] | undefined;

  private constructor(disk: DiskLayout, name: string, settings: BucketSettings) {
    this.disk = disk;
    this.name = name;
    this.layout = disk.bucket(name);
    this.data = new ObjectData(this.layout.data);
    this.settings = settings;
  }

  static async create(disk: DiskLayout, name: string): Promise<Bucket> {
    const bucket = new Bucket(disk, name, { ...NO_RULES, created: new Date().toISOString() });
    for (const folder of bucket.folders) await mkdir(folder, { recursive: true });
    await bucket.saveRules({});
    return bucket;
  }

  /** Synchronous: start-up is faster so. A bucket whose creation was cut off is completed. */
  static load(disk: DiskLayout, name: string, log: (line: string) => void): Bucket {
    const settings = readJson<Partial<BucketSettings>>(disk.bucket(name).settings);
    if (!settings) log(`s3: the settings of bucket ${name} cannot be read; it is used without rules`);
    const bucket = new Bucket(disk, name, { ...NO_RULES, created: new Date().toISOString(), ...settings });
    for (const folder of bucket.folders) mkdirSync(folder, { recursive: true });
    bucket.rebuildIndex(log);
    return bucket;
  }

  get created(): string {
    return this.settings.created;
  }

  get cors(): readonly CorsRule[] {
    return this.settings.cors;
  }

  get isVersioned(): boolean {
    return this.settings.isVersioned;
  }

  /** Keeps those of the rules that are given in place of the ones before. */
  async saveRules(rules: Partial<BucketRules>): Promise<void> {
    const isVersioned = this.isVersioned || rules.isVersioned === true;
    const settings = { ...this.settings, ...rules, isVersioned };
    await this.disk.writeJson(this.layout.settings, settings);
    this.settings = settings;
    await this.expireNoncurrent();
  }

  get isEmpty(): boolean {
    return this.latest.size === 0 && this.noncurrent.size === 0;
  }

  /** The object of that key. */
  get(key: string): StoredObject | undefined {
    const latest = this.latest.get(key);
    return latest?.isDeleteMarker ? undefined : latest;
  }

  /** What stands at the key: its object, or the delete marker in its place. */
  latestOf(key: string): StoredObject | undefined {
    return this.latest.get(key);
  }

  /** One version of an object, or a delete marker, by its id. */
  version(key: string, versionId: string): StoredObject | undefined {
    const latest = this.latest.get(key);
    if (latest && versionIdOf(latest) === versionId) return latest;
    return this.noncurrent.get(key)?.find((version) => versionIdOf(version) === versionId);
  }

  put(object: StoredObject): void {
    const before = this.latest.get(object.key);
    if (before?.isDeleteMarker !== object.isDeleteMarker || before === undefined) this.sorted = undefined;
    this.latest.set(object.key, object);
  }

  remove(key: string): void {
    if (this.latest.delete(key)) this.sorted = undefined;
  }

  /**
   * Writes down what stands at a key as a noncurrent version, before another takes its place. A crash in between leaves
   * a version that is the latest one still; the next start takes it away.
   * @returns what makes it one, once the other is there
   */
  async keepVersion(object: StoredObject): Promise<() => Promise<void>> {
    const version: NoncurrentVersion = { ...object, noncurrentSince: new Date().toISOString() };
    await this.disk.writeJson(this.layout.version(object.key, versionIdOf(object)), version);
    return async () => {
      this.noncurrent.set(object.key, [...(this.noncurrent.get(object.key) ?? []), version]);
      await this.expireNoncurrent();
    };
  }

  /** All keys of objects, in the order of their UTF-8 bytes. */
  keys(): readonly string[] {
    this.sorted ??= [...this.latest.values()]
      .flatMap((object) => (object.isDeleteMarker ? [] : [object.key]))
      .sort(compareUtf8);
    return this.sorted;
  }

  private get folders(): string[] {
    return [this.layout.objects, this.layout.versions, this.layout.data];
  }

  /** Removes noncurrent versions past their time. Whoever reads one meanwhile reads it to its end. */
  private async expireNoncurrent(now = Date.now()): Promise<void> {
    for (const [key, versions] of this.noncurrent) {
      const days = this.settings.noncurrentDays.flatMap((rule) => (key.startsWith(rule.prefix) ? [rule.days] : []));
      const since = now - Math.min(...days) * DAY_MS;
      const gone = versions.filter(({ noncurrentSince }) => Date.parse(noncurrentSince) < since);
      if (gone.length === 0) continue;
      const left = versions.filter((version) => !gone.includes(version));
      if (left.length === 0) this.noncurrent.delete(key);
      else this.noncurrent.set(key, left);
      for (const version of gone) {
        await rm(this.layout.version(key, versionIdOf(version)), { force: true });
        await this.data.discard(version);
      }
    }
  }

  private rebuildIndex(log: (line: string) => void): void {
    const unclaimed = new Set(readdirSync(this.layout.data));
    const load = <T extends StoredObject>(folder: string, name: string): T | undefined => {
      const object = readJson<T>(path.join(folder, name));
      const whole = object?.segments.every((size, index) => {
        const file = dataFile(object.dataId, index);
        return unclaimed.has(file) && statSync(path.join(this.layout.data, file)).size === size;
      });
      if (object && whole) return object;
      log(`s3: ${this.name}/${path.basename(folder)}/${name} is left out: it or its data is damaged`);
      return undefined;
    };
    const claim = (object: StoredObject): void => {
      for (const index of object.segments.keys()) unclaimed.delete(dataFile(object.dataId, index));
    };
    // Before the latest ones are claimed, because a version whose successor never came shares its data.
    const versions = readdirSync(this.layout.versions).map((name) => ({
      name,
      version: load<NoncurrentVersion>(this.layout.versions, name),
    }));
    for (const name of readdirSync(this.layout.objects)) {
      const object = load<StoredObject>(this.layout.objects, name);
      if (!object) continue;
      claim(object);
      this.put(object);
    }
    for (const { name, version } of versions) {
      if (!version) continue;
      if (this.latest.get(version.key)?.dataId === version.dataId) {
        rmSync(path.join(this.layout.versions, name), { force: true });
        continue;
      }
      claim(version);
      this.noncurrent.set(version.key, [...(this.noncurrent.get(version.key) ?? []), version]);
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
