import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { announceFile } from '../../shared/client/send-file.ts';
import { RefusedRequest, type TrancheClient } from '../../shared/client/tranche-client.ts';
import { Slice } from '../../shared/contracts/slice.ts';
import { datasetNamed } from '../../shared/datasets/registry.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { Upload } from '../../shared/domain/upload.ts';
import type { Names } from './canonical.ts';
import type { Delivery, ReturnedFile, Step, WrittenFile } from './corpus/delivery.ts';
import type { RejectedRows } from './rejected-rows.ts';

/** What came of a step. */
export interface Outcome {
  /** As they are once the sync is over; or why one was not even announced. */
  readonly uploads: readonly (Upload | Refused)[];
  /** Undefined where nothing was synced, because not every file could be read. */
  readonly sync: SyncLog | Refused | undefined;
}

/** The service would not do what was asked. */
export interface Refused {
  readonly refused: unknown;
}

export const isRefused = (answer: object): answer is Refused => 'refused' in answer;

const PATIENCE_MS = 5 * 60_000;
const POLL_MS = 30;

/** What holds where a step says nothing else: whatever is wrong with a file, what can be loaded is published. */
const CONFIG = { is_enabled: true, max_error_rate: 1, max_removed_rate: 1, publish: 'automatic' } as const;

/** A bank's side of a delivery, step by step, by the public API. */
export class DeliveringBank {
  readonly slice: Slice;
  readonly #client: TrancheClient;
  readonly #corpusFolder: string;
  readonly #rejected: RejectedRows;
  readonly #names: Names;
  readonly #syncs = new Map<string, string>();
  readonly #uploads: string[] = [];

  constructor(client: TrancheClient, delivery: Delivery, corpusFolder: string, rejected: RejectedRows, names: Names) {
    this.slice = Slice.of(datasetNamed(delivery.dataset), delivery.variant);
    this.#client = client;
    this.#corpusFolder = corpusFolder;
    this.#rejected = rejected;
    this.#names = names;
  }

  async take(step: Step<WrittenFile | ReturnedFile>): Promise<Outcome> {
    await this.#client.updateConfig(this.slice, { ...CONFIG, ...step.config });
    if (step.decides) return this.#decide(step.decides, step.name);
    const sent: (Upload | Refused)[] = [];
    for (const [index, file] of step.files.entries()) {
      sent.push(await this.#send(step, file, `upload ${index + 1} of ${step.name}`));
    }
    const staged = sent.filter((upload): upload is Upload => !isRefused(upload) && upload.status === 'STAGED');
    if (staged.length < sent.length) {
      // Or a later step would find them staged.
      for (const { upload_id } of staged) await this.#client.cancelUpload(upload_id);
      return { uploads: await this.#asTheyAre(sent), sync: undefined };
    }
    const uploadIds = staged.map(({ upload_id }) => upload_id);
    const sync = await answerOf(async () => {
      const { id, batch_id } = await this.#client.startSync(this.slice, {
        ...(step.rebuild ? { rebuild: true } : { uploadIds }),
        validateOnly: step.validateOnly,
        acceptRemoval: step.acceptRemoval,
      });
      this.#name(step.name, id, batch_id);
      return this.#ended(id);
    });
    return { uploads: await this.#asTheyAre(sent), sync };
  }

  /** Leaves nothing staged that the next delivery would be told of. */
  async finish(): Promise<void> {
    for (const id of this.#uploads) {
      const { status } = await this.#client.getUpload(id);
      if (status === 'STAGED') await this.#client.cancelUpload(id);
    }
  }

  async #decide(
    { step, on }: { readonly step: string; readonly on: 'publish' | 'discard' },
    name: string,
  ): Promise<Outcome> {
    const id = this.#syncOf(step);
    const sync = await answerOf(async () => {
      await (on === 'publish' ? this.#client.publishSync(id) : this.#client.discardSync(id));
      return until(
        `the sync ${id} to be decided`,
        () => this.#client.getSync(id),
        ({ publication }) => publication !== 'pending',
      );
    });
    this.#syncs.set(name, id);
    return { uploads: [], sync };
  }

  async #send(step: Step<unknown>, file: WrittenFile | ReturnedFile, name: string): Promise<Upload | Refused> {
    const { slice } = this;
    const { fileType } = file;
    const local =
      'rejectedIn' in file
        ? await this.#rejected.written(this.#syncOf(file.rejectedIn), fileType)
        : path.join(this.#corpusFolder, file.path);
    if (local === undefined) return { refused: 'no rows were rejected that could be sent again' };
    const corrects = step.corrects === undefined ? {} : { corrects: this.#syncOf(step.corrects) };
    const more = 'announced' in file ? file.announced : {};
    return answerOf(async () => {
      const announced = await announceFile(
        this.#client,
        { slice, fileType, path: local },
        { announced: { ...more, ...corrects } },
      );
      this.#uploads.push(announced.uploadId);
      this.#names.give(announced.uploadId, name);
      await announced.send();
      return until(
        `${local} to be staged`,
        () => this.#client.getUpload(announced.uploadId),
        ({ status }) => status !== 'AWAITING_UPLOAD',
      );
    });
  }

  async #ended(id: string): Promise<SyncLog> {
    return until(
      `the sync ${id} to end`,
      () => this.#client.getSync(id),
      ({ completed_at }) => completed_at !== null,
    );
  }

  async #asTheyAre(uploads: readonly (Upload | Refused)[]): Promise<(Upload | Refused)[]> {
    const now: (Upload | Refused)[] = [];
    for (const upload of uploads) {
      now.push(
        isRefused(upload)
          ? upload
          : await until(
              `${upload.upload_id} to be let go`,
              () => this.#client.getUpload(upload.upload_id),
              ({ status }) => status !== 'SYNCING',
            ),
      );
    }
    return now;
  }

  #name(step: string, syncId: string, batchId: string): void {
    this.#syncs.set(step, syncId);
    this.#names.give(syncId, `sync ${step}`);
    this.#names.give(batchId, `batch of ${step}`);
  }

  #syncOf(step: string): string {
    const id = this.#syncs.get(step);
    // What the service says of an identifier that it does not know shows that the step before has gone wrong.
    return id ?? '00000000-0000-7000-8000-000000000000';
  }
}

async function answerOf<Answer>(ask: () => Promise<Answer>): Promise<Answer | Refused> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    return { refused: { status: error.status, ...error.problem } };
  }
}

async function until<Answer>(
  what: string,
  ask: () => Promise<Answer>,
  isDone: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE_MS / 1000} s for ${what}: ${JSON.stringify(answer)}`);
    await sleep(POLL_MS);
  }
}
