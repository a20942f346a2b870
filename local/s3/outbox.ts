import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DiskLayout } from './disk-layout.ts';
import type { S3EventRecord } from './events.ts';

export type DeliverEvent = (record: S3EventRecord) => void | Promise<void>;

/** The change an event tells of. `dataId` is the version that was written, or the one that was removed. */
export interface AnnouncedChange {
  readonly kind: 'created' | 'removed';
  readonly bucket: string;
  readonly key: string;
  readonly dataId: string;
}

interface Entry {
  readonly record: S3EventRecord;
  readonly change: AnnouncedChange;
}

export interface Announcement {
  /** The change is on disk: the event is due, and is kept until it is delivered. */
  confirm(): Promise<void>;
  /** The change did not happen. */
  cancel(): Promise<void>;
}

const PREPARED = '.prepared.json';
const DUE = '.json';

/**
 * Events that are not delivered yet, one small file each, so that a crash between the commit of an object and the
 * delivery of its event loses neither. An event is written before the commit (`prepared`), renamed after it (due) and
 * removed when the receiver's promise resolves. A crash between the first two is settled at start, by looking whether
 * the change is there. So every event is delivered at least once, and none for a change that did not happen.
 */
export class Outbox {
  private readonly layout: DiskLayout;
  private readonly deliver: DeliverEvent;
  private readonly log: (line: string) => void;
  private leftOver: { file: string; record: S3EventRecord }[] = [];
  private closed = false;

  constructor(layout: DiskLayout, deliver: DeliverEvent, log: (line: string) => void) {
    this.layout = layout;
    this.deliver = deliver;
    this.log = log;
  }

  /** Reads what an earlier run left. Must run before the first request. */
  recover(happened: (change: AnnouncedChange) => boolean): void {
    for (const name of readdirSync(this.layout.outbox).sort()) {
      const file = path.join(this.layout.outbox, name);
      const entry = readEntry(file);
      if (entry && (!name.endsWith(PREPARED) || happened(entry.change))) {
        this.leftOver.push({ file, record: entry.record });
      } else {
        rmSync(file, { force: true });
      }
    }
  }

  deliverLeftOver(): void {
    for (const { file, record } of this.leftOver) this.schedule(file, record);
    this.leftOver = [];
  }

  async prepare(record: S3EventRecord, change: AnnouncedChange): Promise<Announcement> {
    const name = path.join(this.layout.outbox, `${record.s3.object.sequencer}-${randomUUID()}`);
    const entry: Entry = { record, change };
    await this.layout.writeJson(name + PREPARED, entry);
    return {
      confirm: async () => {
        await rename(name + PREPARED, name + DUE);
        this.schedule(name + DUE, record);
      },
      cancel: () => rm(name + PREPARED, { force: true }),
    };
  }

  /** Starts no further delivery; what is undelivered stays for the next start. */
  close(): void {
    this.closed = true;
  }

  private schedule(file: string, record: S3EventRecord): void {
    // Not in the caller's stack: the client's answer must not wait for the receiver.
    setImmediate(async () => {
      if (this.closed) return;
      try {
        await this.deliver(record);
        await rm(file, { force: true });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.log(
          `s3: ${record.eventName} in ${record.s3.bucket.name} was not delivered and is kept until the next start: ${reason}`,
        );
      }
    });
  }
}

/** Undefined when the file cannot be read: it is renamed into place whole, so that means damage from outside. */
function readEntry(file: string): Entry | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Entry;
  } catch {
    return undefined;
  }
}
