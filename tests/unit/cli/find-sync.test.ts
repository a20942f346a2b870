import { describe, expect, it } from 'vitest';
import { findSlice, findSync } from '../../../cli/find-sync.ts';
import { chosenSlices, type SliceOptions } from '../../../cli/slice-options.ts';
import { type Query, TrancheClient } from '../../../shared/client/tranche-client.ts';
import type { Page } from '../../../shared/domain/pagination.ts';
import type { PublicationBody } from '../../../shared/domain/publication.ts';
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

describe('what is meant where nothing says so', () => {
  const synced = (number: number, dataset: string, variant: string | null, minute: string): SyncLog =>
    sync(number, 0, { dataset, variant, queued_at: `2026-03-02T09:${minute}:00.000Z` });
  const ofLoans = synced(1, 'loans', 'RETAIL', '10');
  const ofTrades = synced(2, 'trades', null, '30');

  /** Lists as the service does: of the dataset that is named, or of the first; of a variant where one is. */
  class Lists extends TrancheClient {
    readonly #syncs: readonly SyncLog[];
    constructor(...syncs: readonly SyncLog[]) {
      super('http://127.0.0.1:1', { tenant_id: 'BANK001', api_key: '' });
      this.#syncs = syncs;
    }
    override async listSyncs({ dataset = 'loans', variant, limit }: Query): Promise<Page<SyncLog>> {
      const own = this.#syncs.filter(
        (each) => each.dataset === dataset && (variant === undefined || each.variant === variant),
      );
      const newestFirst = own.toSorted((a, b) => (a.queued_at < b.queued_at ? 1 : -1));
      return { data: newestFirst.slice(0, Number(limit)), next_cursor: null };
    }
    override async listPublications(query: Query): Promise<Page<PublicationBody>> {
      const { data } = await this.listSyncs(query);
      const published = data.map(({ dataset, variant, queued_at }) => ({ dataset, variant, published_at: queued_at }));
      return { data: published as PublicationBody[], next_cursor: null };
    }
  }

  function asked() {
    const notes: string[] = [];
    const terminal = { note: (line: string) => notes.push(line) };
    return { notes, context: { terminal } as unknown as Parameters<typeof findSync>[0] };
  }

  const found = async (client: TrancheClient, which: string | undefined, options: SliceOptions = {}) => {
    const { notes, context } = asked();
    return { id: (await findSync(context, client, which, options)).id, notes };
  };

  it('is the newest sync of all datasets, and it is said of which', async () => {
    expect(await found(new Lists(ofTrades), undefined)).toEqual({
      id: ofTrades.id,
      notes: [expect.stringMatching(/of trades/)],
    });
    expect(await found(new Lists(ofLoans, ofTrades), undefined)).toMatchObject({ id: ofTrades.id });
    const later = synced(3, 'loans', 'COMMERCIAL', '40');
    expect(await found(new Lists(ofLoans, later, ofTrades), undefined)).toEqual({
      id: later.id,
      notes: [expect.stringMatching(/of COMMERCIAL/)],
    });
    await expect(found(new Lists(), undefined)).rejects.toThrow('There was no sync yet.');
  });

  it('is no guess where a slice is named, and none of a dataset without the file that is named', async () => {
    const client = new Lists(ofLoans, ofTrades);
    expect(await found(client, 'RETAIL')).toEqual({ id: ofLoans.id, notes: [] });
    expect(await found(client, 'trades')).toEqual({ id: ofTrades.id, notes: [] });
    expect(await found(client, undefined, { fileType: 'credit' })).toMatchObject({ id: ofLoans.id });
    await expect(found(client, 'COMMERCIAL')).rejects.toThrow('There was no sync of COMMERCIAL yet.');
    await expect(found(new Lists(ofLoans), undefined, { dataset: 'trades' })).rejects.toThrow(/sync of trades yet/);
  });

  it('is, of rows, what was published last; a table that only one slice has names it', async () => {
    const of = async (client: TrancheClient, options: SliceOptions, table?: string) => {
      const { notes, context } = asked();
      const { text } = await findSlice(context, client, chosenSlices(undefined, options), table);
      return [text, notes.length];
    };
    const client = new Lists(ofLoans, ofTrades);
    expect(await of(client, {})).toEqual(['trades', 1]);
    expect(await of(client, {}, 'payment_plan')).toEqual(['loans.RETAIL', 1]);
    expect(await of(client, { dataset: 'loans' })).toEqual(['loans.RETAIL', 1]);
    expect(await of(new Lists(), {}, 'trade_outcome')).toEqual(['trades', 0]);
    expect(await of(new Lists(), { variant: 'COMMERCIAL' })).toEqual(['loans.COMMERCIAL', 0]);
    await expect(of(new Lists(), {})).rejects.toThrow('Nothing is loaded yet.');
    await expect(of(client, {}, 'trades')).rejects.toThrow(/--type is "trades".*Did you mean trade\?/);
  });
});
