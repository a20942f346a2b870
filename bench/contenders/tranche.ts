import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { type DeliveryFile, sendFile } from '../../shared/client/send-file.ts';
import { TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { Upload } from '../../shared/domain/upload.ts';
import { objectKey } from '../../shared/staging/object-key.ts';
import { assertLoaded, type Delivery, type LoadedRows } from '../deliveries.ts';
import { untilIdle, watchCpu, withCpu } from '../processes.ts';
import type { BenchService } from '../service.ts';
import { objectStore } from '../staging-objects.ts';

export interface SyncRun {
  /** From the request for the sync to the moment at which readers see the new portfolio. */
  readonly seconds: number;
  /** From the request to the end of everything: warnings, log, clean-up. */
  readonly completedSeconds: number;
  /** Of service and engine, from the request to that moment. */
  readonly publishedCpuSeconds: number | undefined;
  /** Of service and engine, from the request to the end. */
  readonly cpuSeconds: number | undefined;
  readonly log: SyncLog;
}

const STAGING_TIMEOUT_MS = 10 * 60_000;
const SYNC_TIMEOUT_MS = 30 * 60_000;
const STAGING_POLL_MS = 50;
/** Seldom: a poll costs CPU that the load could use, and no time is taken from it. */
const SYNC_POLL_MS = 250;

interface RequestedSync {
  readonly id: string;
  /** ms of the epoch, like {@link EndedSync.publishedAt}. */
  readonly requestedAt: number;
}
type EndedSync = Omit<SyncRun, 'cpuSeconds' | 'publishedCpuSeconds'> & { readonly publishedAt: number };

const loadedRows = ({ files }: SyncLog): LoadedRows =>
  Object.fromEntries(Object.entries(files).map(([fileType, { valid_rows }]) => [fileType, valid_rows ?? 0]));

/** A bank that delivers by the public API, as any client would. */
export class TrancheBank {
  readonly client: TrancheClient;
  readonly #service: BenchService;
  readonly #tenantId: string;
  readonly #apiKey: string;

  constructor(service: BenchService, tenant: 1 | 2 | 3 | string) {
    const { tenant_id, api_key } = typeof tenant === 'string' ? service.tenantNamed(tenant) : service.tenant(tenant);
    this.#service = service;
    this.#tenantId = tenant_id;
    this.#apiKey = api_key;
    this.client = new TrancheClient(service.url, { tenant_id, api_key });
  }

  get tenantId(): string {
    return this.#tenantId;
  }

  get apiKey(): string {
    return this.#apiKey;
  }

  /** Uploads the files, waits until they are staged, syncs them, and deletes the objects again. Only the sync is timed. */
  async deliver(delivery: Delivery, beforeSync: () => void = () => {}): Promise<SyncRun> {
    const uploads = await this.stage(delivery);
    await untilIdle(this.#service.pids);
    beforeSync();
    const watch = watchCpu(this.#service.pids);
    const { value, cpuSeconds } = await withCpu(this.#service.pids, () => this.#sync(delivery.slice));
    const publishedCpuSeconds = watch.stop()(value.publishedAt);
    assertLoaded('Tranche', delivery, loadedRows(value.log));
    await this.discard(uploads);
    return { ...value, cpuSeconds, publishedCpuSeconds };
  }

  /** @throws {Error} if a file is not accepted */
  async stage({ slice, paths }: Delivery): Promise<Upload[]> {
    const sent: Upload[] = [];
    for (const [fileType, file] of Object.entries(paths)) {
      sent.push(await sendFile(this.client, { slice, fileType, path: file }));
    }
    const deadline = Date.now() + STAGING_TIMEOUT_MS;
    for (const { upload_id, file_name } of sent) {
      let { status } = await this.client.getUpload(upload_id);
      while (status === 'AWAITING_UPLOAD' && Date.now() < deadline) {
        await sleep(STAGING_POLL_MS);
        ({ status } = await this.client.getUpload(upload_id));
      }
      if (status !== 'STAGED') throw new Error(`${file_name} is ${status} instead of STAGED`);
    }
    return sent;
  }

  /**
   * Sends one file, syncs it where it is staged, and waits for the end.
   * @returns the upload where it is not staged, else the sync: the status of either says how it ended
   */
  async deliverFile(file: DeliveryFile): Promise<Upload | SyncLog> {
    const deadline = Date.now() + SYNC_TIMEOUT_MS;
    const until = async <T extends { status: string }>(ask: () => Promise<T>, isUnderWay: (found: T) => boolean) => {
      for (;;) {
        const found = await ask();
        if (!isUnderWay(found)) return found;
        if (Date.now() > deadline) throw new Error(`${file.path} is still ${found.status} after half an hour`);
        await sleep(STAGING_POLL_MS);
      }
    };
    const { upload_id } = await sendFile(this.client, file);
    const upload = await until(
      () => this.client.getUpload(upload_id),
      ({ status }) => status === 'AWAITING_UPLOAD',
    );
    if (upload.status !== 'STAGED') return upload;
    const { id } = await this.client.startSync(file.slice);
    return until(
      () => this.client.getSync(id),
      ({ completed_at }) => completed_at === null,
    );
  }

  /**
   * All of them deliver the same at once.
   * @returns seconds from the first request for a sync until each bank's book was published
   */
  static async deliverAtOnce(banks: readonly TrancheBank[], delivery: Delivery): Promise<number[]> {
    const uploads = await Promise.all(banks.map((bank) => bank.stage(delivery)));
    await untilIdle([...new Set(banks.flatMap((bank) => bank.#service.pids))]);
    const begun = Date.now();
    const requested = await Promise.all(banks.map((bank) => bank.#request(delivery.slice)));
    const published: number[] = [];
    // One after the other: twenty clients that poll would take a good part of a core.
    for (const [index, bank] of banks.entries()) {
      const { publishedAt, log } = await bank.#ended(requested[index]!);
      assertLoaded('Tranche', delivery, loadedRows(log));
      published.push((publishedAt - begun) / 1000);
      await bank.discard(uploads[index]!);
    }
    return published;
  }

  async discard(uploads: readonly Upload[]): Promise<void> {
    const { client, bucket } = objectStore(this.#service);
    for (const upload of uploads) {
      const address = { tenantId: this.#tenantId, dataset: upload.dataset, variant: upload.variant };
      const Key = objectKey(
        { ...address, fileType: upload.file_type, uploadId: upload.upload_id },
        { gzip: upload.file_name.endsWith('.gz') },
      );
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    }
  }

  async #sync(slice: Slice): Promise<EndedSync> {
    return this.#ended(await this.#request(slice));
  }

  async #request(slice: Slice): Promise<RequestedSync> {
    // One clock: this process, the functions and the engine share the machine.
    const requestedAt = Date.now();
    // Sections load books of all sizes, one after the other.
    const { id } = await this.client.startSync(slice, { acceptRemoval: true });
    return { id, requestedAt };
  }

  async #ended({ id, requestedAt }: RequestedSync): Promise<EndedSync> {
    let log = await this.client.getSync(id);
    while (log.status !== 'COMPLETED' && log.status !== 'FAILED') {
      if (Date.now() > requestedAt + SYNC_TIMEOUT_MS)
        throw new Error(`the sync is still ${log.status} after half an hour`);
      await sleep(SYNC_POLL_MS);
      log = await this.client.getSync(id);
    }
    if (log.status === 'FAILED' || log.completed_at === null) {
      throw new Error(`the sync failed: ${log.failure?.detail ?? 'no reason given'}`);
    }
    const publishedAt = await this.#publishedAt(id);
    return {
      publishedAt,
      seconds: (publishedAt - requestedAt) / 1000,
      completedSeconds: (Date.parse(log.completed_at) - requestedAt) / 1000,
      log,
    };
  }

  /** When the row that makes the load visible was written, ms. */
  async #publishedAt(syncId: string): Promise<number> {
    const result = await this.#service.warehouse.query({
      query: `SELECT toUnixTimestamp64Milli(published_at) AS at FROM {database:Identifier}.published_batches WHERE sync_id = {sync:UUID}`,
      query_params: { database: tenantScope(this.#tenantId).database, sync: syncId },
      format: 'JSONEachRow',
    });
    const [row] = await result.json<{ at: number }>();
    if (!row) throw new Error(`the sync ${syncId} has published nothing`);
    return row.at;
  }
}
