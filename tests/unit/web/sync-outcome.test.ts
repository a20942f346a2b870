import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLive, liveFileTypes } from '../../../web/api/live-book.ts';
import type { components } from '../../../web/api/schema.ts';
import { rowCountsOf, stateOf } from '../../../web/api/sync-outcome.ts';
import {
  attentionItems,
  failedSourceItems,
  isWatched,
  rowsStillRejected,
  rowsWithoutReference,
  type Situation,
} from '../../../web/pages/overview/attention-items.ts';

type Schemas = components['schemas'];
type Publication = Schemas['Publication'];
type Pull = Schemas['Pull'];
type Source = Schemas['Source'];
type SyncConfig = Schemas['SyncConfig'];
type SyncLog = Schemas['SyncLog'];
type Upload = Schemas['Upload'];
type Counts = Partial<Schemas['SyncFile']>;

const file = (counts: Counts = {}) => ({
  upload_id: null,
  uploads: [],
  total_rows: 10,
  valid_rows: 10,
  rejected_rows: 0,
  quarantined_rows: 0,
  error_count: 0,
  kept_rows: null,
  returned_rows: null,
  removed_rows: null,
  ...counts,
});
const sync = (changes: Partial<SyncLog> = {}): SyncLog =>
  ({
    id: 'a',
    dataset: 'loans',
    variant: 'RETAIL',
    batch_id: 'batch a',
    status: 'COMPLETED',
    validate_only: false,
    publication: 'published',
    corrects: null,
    completed_at: '2026-03-02T10:00:00Z',
    removed_rows: 0,
    failure: null,
    notices: [],
    files: { credit: file() },
    ...changes,
  }) as SyncLog;
const RETAIL = { dataset: 'loans', variant: 'RETAIL' } as const;
const partly = { credit: file({ total_rows: 4440, valid_rows: 4244, rejected_rows: 196 }) };
const withoutReference = (rows: number): SyncLog['notices'] => [{ code: 'rows-without-reference', detail: '', rows }];
const book = (changes: Partial<Publication> = {}): Publication =>
  ({
    sync_id: 'a',
    dataset: 'loans',
    files: { credit: { batch_id: 'batch a', rows: 10 } },
    live: true,
    ...changes,
  }) as Publication;

describe('what became of a sync', () => {
  it.each<[string, Partial<SyncLog>]>([
    ['COMPLETED', {}],
    ['PARTLY_LOADED', { files: partly }],
    ['PARTLY_LOADED', { corrects: 'b', notices: [{ code: 'rows-still-rejected', detail: '', rows: 3 }] }],
    ['AWAITING_PUBLICATION', { publication: 'pending', files: partly }],
    ['DISCARDED', { publication: 'discarded' }],
    ['VALID', { validate_only: true, publication: null }],
    ['PARTLY_VALID', { validate_only: true, publication: null, files: partly }],
    ['FAILED', { status: 'FAILED', publication: null, files: partly }],
    ['STORING', { status: 'STORING', publication: null }],
  ])('is %s', (state, changes) => {
    expect(stateOf(sync(changes))).toBe(state);
  });

  it('says of a whole file what was loaded, and of a correction what that makes with all that was kept', () => {
    expect(rowCountsOf(sync({ files: partly }))).toEqual([
      { fileType: 'credit', sound: { as: 'loaded', rows: 4244 }, rejected: 196 },
    ]);
    expect(rowCountsOf(sync({ status: 'FAILED', files: partly }))[0]?.sound.as).toBe('valid');
    const files = {
      credit: file({ total_rows: 196, valid_rows: 196, kept_rows: 4244, returned_rows: 0 }),
      payment_plan: file({ total_rows: 0, valid_rows: 0, kept_rows: 900, returned_rows: 100 }),
    };
    expect(rowCountsOf(sync({ corrects: 'b', files }))).toEqual([
      { fileType: 'credit', sound: { as: 'fixed', rows: 196 }, kept: 4244, live: 4440 },
      { fileType: 'payment_plan', sound: { as: 'fixed', rows: 0 }, kept: 900, returned: 100, live: 1000 },
    ]);
  });

  it('always adds up: what is live is what was fixed, kept and came back', () => {
    const count = fc.nat(1e9);
    fc.assert(
      fc.property(count, count, count, (valid_rows, kept_rows, returned_rows) => {
        const files = { credit: file({ valid_rows, kept_rows, returned_rows }) };
        const [said] = rowCountsOf(sync({ corrects: 'b', files }));
        expect((said?.sound.rows ?? 0) + (said?.kept ?? 0) + (said?.returned ?? 0)).toBe(said?.live);
      }),
    );
  });

  it('is live while its rows are, under a later sync of another file type too', () => {
    expect(isLive(sync(), undefined)).toBe(false);
    expect(isLive(sync(), book())).toBe(true);
    const later = book({
      sync_id: 'b',
      files: { credit: { batch_id: 'batch a', rows: 1 }, payment_plan: { batch_id: 'batch b', rows: 1 } },
    });
    expect([isLive(sync(), later), liveFileTypes(sync(), later)]).toEqual([true, ['credit']]);
    expect(isLive(sync({ id: 'c', batch_id: 'batch c' }), later)).toBe(false);
  });
});

describe('what needs attention', () => {
  const situation = (changes: Partial<Situation> = {}): Situation => ({
    slice: RETAIL,
    config: { is_enabled: true, requires: [] as string[] } as SyncConfig,
    syncs: [],
    book: undefined,
    chain: [],
    uploads: [],
    staged: [],
    ...changes,
  });
  const upload = (changes: Partial<Upload>): Upload =>
    ({
      upload_id: 'u',
      file_type: 'credit',
      status: 'STAGED',
      sync_id: null,
      superseded_by: null,
      ...changes,
    }) as Upload;
  const kinds = (changes: Partial<Situation>) => attentionItems(situation(changes)).map(({ kind }) => kind);
  const stopped = sync({ status: 'FAILED', failure: { type: '/problems/removes-too-much' } as SyncLog['failure'] });

  it('is what lost the row it names, until that is counted anew', () => {
    const first = sync({ notices: withoutReference(6) });
    expect(rowsWithoutReference([])).toBe(0);
    expect(rowsWithoutReference([first])).toBe(6);
    // A correction after which none lacks it says nothing of it.
    expect(rowsWithoutReference([sync({ id: 'b', corrects: 'a' }), first])).toBe(0);
    expect(rowsWithoutReference([sync({ id: 'b', corrects: 'a', notices: withoutReference(2) }), first])).toBe(2);
    expect(rowsWithoutReference([sync({ files: { payment_plan: file() } })])).toBe(0);
    const old = sync({ notices: [{ code: 'rows-without-reference', detail: '', count: 4 }] });
    expect(rowsWithoutReference([old])).toBe(4);
  });

  it('is nothing where all that was sent is live', () => {
    const live = sync();
    expect(kinds({ syncs: [live], book: book(), chain: [live], uploads: [upload({ status: 'LOADED' })] })).toEqual([]);
    expect(kinds({ staged: [upload({})], uploads: [upload({})] })).toEqual([]);
  });

  it.each<[string, Partial<Situation>]>([
    ['failed', { syncs: [sync({ status: 'FAILED' })] }],
    ['removes-too-much', { syncs: [stopped], staged: [upload({ sync_id: 'a' })] }],
    ['pending', { syncs: [sync(), sync({ id: 'b', publication: 'pending' })] }],
    ['rejected-rows', { book: book(), chain: [sync({ files: partly })] }],
    ['without-reference', { book: book(), chain: [sync({ notices: withoutReference(6) })] }],
    ['rejected-file', { uploads: [upload({ status: 'REJECTED' })] }],
    ['held', { staged: [upload({ sync_id: 'a check' })] }],
    ['waits-disabled', { config: { is_enabled: false } as SyncConfig, staged: [upload({})] }],
    ['disabled', { config: { is_enabled: false } as SyncConfig }],
    [
      'waits-for',
      { config: { is_enabled: true, requires: ['credit', 'payment_plan'] } as SyncConfig, staged: [upload({})] },
    ],
    ['superseded', { uploads: [upload({ upload_id: 'new' }), upload({ status: 'SUPERSEDED', superseded_by: 'new' })] }],
    [
      'superseded',
      {
        book: book(),
        chain: [sync({ notices: [{ code: 'uploads-superseded', detail: '', upload_ids: ['u'] }] })],
        uploads: [upload({ status: 'SUPERSEDED', superseded_by: 'new' })],
      },
    ],
  ])('%s', (kind, changes) => {
    expect(kinds(changes)).toEqual([kind]);
  });

  it('is a source that the schedule pulls, and whose last pull failed', () => {
    const source = (changes: Partial<Source> = {}) =>
      ({ source_id: 's', pull_id: 'p', is_enabled: true, ...RETAIL, ...changes }) as Source;
    expect(isWatched(source(), 'loans')).toBe(true);
    expect(isWatched(source(), 'cash')).toBe(false);
    expect(isWatched(source({ is_enabled: false }), 'loans')).toBe(false);
    expect(isWatched(source({ pull_id: null }), 'loans')).toBe(false);
    const pull = (changes: Partial<Pull> = {}) =>
      ({ pull_id: 'p', source_id: 's', status: 'FAILED', ...changes }) as Pull;
    expect(failedSourceItems([source()], [pull()])).toEqual([
      { kind: 'failed-source', slice: RETAIL, source: source(), pull: pull() },
    ]);
    // It is tried again, went well, is not known yet, or is an earlier one.
    for (const pulls of [
      [pull({ status: 'PULLING' })],
      [pull({ status: 'SYNCED' })],
      [],
      [pull({ pull_id: 'before' })],
    ])
      expect(failedSourceItems([source()], pulls)).toEqual([]);
  });

  it('ends with what was to be done', () => {
    // Its files were discarded, or another sync has loaded them.
    expect(kinds({ syncs: [stopped] })).toEqual([]);
    const again = [upload({ status: 'LOADED', upload_id: 'new' }), upload({ status: 'REJECTED' })];
    expect(kinds({ uploads: again })).toEqual([]);
    expect(kinds({ uploads: [upload({ status: 'SUPERSEDED', superseded_by: 'old' })] })).toEqual([]);
  });

  it('counts the rejected rows that no correction has brought yet', () => {
    const first = sync({ files: partly });
    const correction = (counts: Counts) => sync({ id: 'b', corrects: 'a', files: { credit: file(counts) } });
    expect(rowsStillRejected([])).toBe(0);
    expect(rowsStillRejected([first])).toBe(196);
    expect(rowsStillRejected([correction({ valid_rows: 196 }), first])).toBe(0);
    expect(rowsStillRejected([correction({ valid_rows: 100 }), first])).toBe(96);
    expect(rowsStillRejected([correction({ valid_rows: 186, rejected_rows: 10 }), first])).toBe(10);
    expect(rowsStillRejected([correction({ valid_rows: 300, rejected_rows: 2 }), first])).toBe(2);
  });

  it('takes the count of the service for it where there is one', () => {
    const first = sync({ files: partly });
    const corrected = (rows: number, counts: Counts) =>
      sync({
        id: 'b',
        corrects: 'a',
        files: { credit: file(counts) },
        notices: [{ code: 'rows-still-rejected', detail: '', rows }],
      });
    expect(rowsStillRejected([corrected(96, { valid_rows: 300 }), first])).toBe(96);
    expect(rowsStillRejected([corrected(1, { valid_rows: 300, rejected_rows: 2 }), first])).toBe(2);
    expect(attentionItems(situation({ book: book(), chain: [corrected(96, {}), first] }))).toEqual([
      { kind: 'rejected-rows', slice: RETAIL, syncId: 'a', rows: 96 },
    ]);
  });

  it('is not what payments lacked of credits that a newer whole file has replaced', () => {
    const replaced = sync({
      id: 'old',
      batch_id: 'batch old',
      files: { credit: file({ rejected_rows: 5 }), payment_plan: file({ rejected_rows: 1264 }) },
    });
    const files = { credit: { batch_id: 'batch a', rows: 1 }, payment_plan: { batch_id: 'batch old', rows: 1 } };
    expect(kinds({ book: book({ files }), chain: [sync()], syncs: [sync(), replaced] })).toEqual([]);
    const swapped = { credit: { batch_id: 'batch old', rows: 1 }, payment_plan: { batch_id: 'batch a', rows: 1 } };
    expect(
      attentionItems(situation({ book: book({ files: swapped }), chain: [sync()], syncs: [sync(), replaced] })),
    ).toEqual([{ kind: 'rejected-rows', slice: RETAIL, syncId: 'old', rows: 5 }]);
  });

  it('is also what an earlier load of another file type lacks', () => {
    const payments = sync({ id: 'p', batch_id: 'batch p', files: { payment_plan: file({ rejected_rows: 7 }) } });
    const files = { credit: { batch_id: 'batch a', rows: 1 }, payment_plan: { batch_id: 'batch p', rows: 1 } };
    expect(attentionItems(situation({ book: book({ files }), chain: [sync()], syncs: [sync(), payments] }))).toEqual([
      { kind: 'rejected-rows', slice: RETAIL, syncId: 'p', rows: 7 },
    ]);
  });
});
