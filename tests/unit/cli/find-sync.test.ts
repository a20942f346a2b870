import { describe, expect, it } from 'vitest';
import { findRejecting } from '../../../cli/find-sync.ts';
import { TrancheClient } from '../../../shared/client/tranche-client.ts';
import type { SyncLog } from '../../../shared/domain/sync.ts';
import { syncLogBody } from '../../../shared/http/schemas/sync.ts';

const [example] = syncLogBody.meta()!.examples as [SyncLog];
const idOf = (number: number) => `0195c3a4-6f1e-7c21-9b7e-00000000000${number}`;

/** The nth sync, which corrects the one before. */
const sync = (number: number, rejected_rows: number, more: Partial<SyncLog> = {}): SyncLog => ({
  ...example,
  id: idOf(number),
  corrects: number === 1 ? null : idOf(number - 1),
  files: { credit: { ...example.files.credit!, rejected_rows } },
  ...more,
});

class KnownSyncs extends TrancheClient {
  readonly #known: readonly SyncLog[];

  constructor(known: readonly SyncLog[]) {
    super('http://127.0.0.1:1', { tenant_id: 'BANK001', api_key: '' });
    this.#known = known;
  }

  override async getSync(id: string): Promise<SyncLog> {
    return this.#known.find((known) => known.id === id)!;
  }
}

const missing = (detail: string) => ({ notices: [{ code: 'rows-still-rejected', detail, rows: 3 }] });

describe('the sync whose rejected rows are missing after a correction', () => {
  const client = new KnownSyncs([sync(1, 9), sync(2, 1), sync(3, 0), sync(8, 5, { corrects: null })]);

  it('is the one that the notice names', async () => {
    const named = sync(4, 0, missing(`3 rows that the sync ${idOf(1)} rejected are missing.`));
    expect((await findRejecting(client, named))?.id).toBe(idOf(1));
    // Payments may be of a delivery that this one does not correct.
    const elsewhere = sync(4, 0, missing(`3 payment_plan rows that the sync ${idOf(8)} rejected are still missing.`));
    expect((await findRejecting(client, elsewhere))?.id).toBe(idOf(8));
  });

  it('is the last that rejected rows, where the notice names none', async () => {
    expect((await findRejecting(client, sync(4, 0, missing('3 rows are missing.'))))?.id).toBe(idOf(2));
  });

  it('is none where nothing is missing, or the correction has rejected rows itself', async () => {
    expect(await findRejecting(client, sync(4, 0))).toBeUndefined();
    expect(await findRejecting(client, sync(4, 2, missing('5 rows are missing.')))).toBeUndefined();
    expect(await findRejecting(client, sync(4, 0, { corrects: null, ...missing('') }))).toBeUndefined();
  });
});
