import { describe, expect, it } from 'vitest';
import { findMissing } from '../../../cli/missing-rows.ts';
import { TrancheClient } from '../../../shared/client/tranche-client.ts';
import { asDetail } from '../../../shared/domain/sentences/sentence.ts';
import { serviceSentence } from '../../../shared/domain/sentences/service-sentence.ts';
import type { SyncLog, SyncNotice } from '../../../shared/domain/sync.ts';
import { syncLogBody } from '../../../shared/http/schemas/sync.ts';

const [example] = syncLogBody.meta()!.examples as [SyncLog];
const idOf = (number: number) => `0195c3a4-6f1e-7c21-9b7e-00000000000${number}`;

/** The nth sync, with so many rejected rows of each file. */
const sync = (number: number, rejected: Record<string, number>, notices: SyncNotice[] = []): SyncLog => ({
  ...example,
  id: idOf(number),
  files: Object.fromEntries(
    Object.entries(rejected).map(([name, rejected_rows]) => [name, { ...example.files.credit!, rejected_rows }]),
  ),
  notices,
});

class KnownSyncs extends TrancheClient {
  readonly #known: readonly SyncLog[];
  asked = 0;

  constructor(known: readonly SyncLog[]) {
    super('http://127.0.0.1:1', { tenant_id: 'BANK001', api_key: '' });
    this.#known = known;
  }

  override async getSync(id: string): Promise<SyncLog> {
    this.asked += 1;
    return this.#known.find((known) => known.id === id)!;
  }
}

const missing = (file_type: string, number: number): SyncNotice => ({
  code: 'rows-still-rejected',
  ...asDetail(serviceSentence('rows-still-rejected', { rows: 3, count: 3, file_type, sync_id: idOf(number) })),
  rows: 3,
});

describe('what the book of a sync lacks', () => {
  const client = () => new KnownSyncs([sync(1, { credit: 9, payment_plan: 2 }), sync(2, { credit: 1 })]);
  const found = async (asked: KnownSyncs, of: SyncLog) =>
    (await findMissing(asked, of)).map((rows) => `${rows.fileType} ${rows.sync.id}`);

  it('is what it rejected itself, and of files that it did not bring what the last sync of each rejected', async () => {
    const last = sync(3, { credit: 4 }, [missing('payment_plan', 1)]);
    expect(await found(client(), last)).toEqual([`credit ${idOf(3)}`, `payment_plan ${idOf(1)}`]);
    const another = sync(4, {}, [missing('credit', 2), missing('payment_plan', 1)]);
    expect(await found(client(), another)).toEqual([`credit ${idOf(2)}`, `payment_plan ${idOf(1)}`]);
  });

  it('asks for a sync once, and for none where nothing is missing', async () => {
    const asked = client();
    expect(await found(asked, sync(3, {}, [missing('credit', 1), missing('payment_plan', 1)]))).toHaveLength(2);
    expect(asked.asked).toBe(1);
    expect(await found(asked, sync(3, { credit: 0 }))).toEqual([]);
    expect(asked.asked).toBe(1);
  });
});
