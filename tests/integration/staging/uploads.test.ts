import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemDocument } from '../../../shared/domain/problems.ts';
import type { FileKind } from '../../../shared/domain/slice.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { UPLOAD_STATUSES } from '../../../shared/domain/upload.ts';
import { finishStaging, rejectUpload } from '../../../shared/staging/stage.ts';
import { listStagedPointers } from '../../../shared/staging/staged-files.ts';
import { cases } from '../../properties.ts';
import { RETAIL } from '../../slices.ts';
import { bankWithFiles, inspected, stageInForce } from './bank-with-files.ts';
import { startStagingTable } from './services.ts';

let table: Awaited<ReturnType<typeof startStagingTable>>;
beforeAll(async () => {
  table = await startStagingTable();
});
afterAll(() => table.stop());

const credit: FileKind = { dataset: 'loans', variant: 'RETAIL', fileType: 'credit' };
const plan: FileKind = { ...credit, fileType: 'payment_plan' };
const START = Date.parse('2026-01-31T06:00:00Z');

let tenants = 0;
/** A new bank with files, under a clock that only the test moves. */
function freshStaging() {
  tenants += 1;
  let now = START;
  const { staging, announce, status } = bankWithFiles(tenantScope(`UPLOAD${tenants}`), () => now);
  return {
    staging,
    status,
    pass: (milliseconds: number) => (now += milliseconds),
    create: ({ variant, fileType }: FileKind = credit, file_name = 'krediler.csv') =>
      announce(fileType, { variant, file_name }),
  };
}

describe('the registry', () => {
  test('keeps what was created, any Unicode name included, and only for its tenant', async () => {
    const { staging, create } = freshStaging();
    const name = 'Krediler İğdır 2026 – «son» 📈.csv';
    const id = await create(credit, name);
    expect(await staging.uploads.get(id)).toMatchObject({
      file_name: name,
      status: 'AWAITING_UPLOAD',
      staged_at: null,
    });
    expect(await freshStaging().staging.uploads.get(id)).toBeUndefined();
    expect(await staging.uploads.get(uuid())).toBeUndefined();
  });

  test('an upload past its time reads as EXPIRED, and is staged all the same when its file comes late', async () => {
    const { staging, pass, create, status } = freshStaging();
    const id = await create();
    pass(3_599_999);
    expect(await status(id)).toBe('AWAITING_UPLOAD');
    pass(1);
    expect(await status(id)).toBe('EXPIRED');
    await stageInForce(staging, id, inspected());
    expect(await status(id)).toBe('STAGED');
  });

  test('a transition happens from the named statuses only, and only for the named sync', async () => {
    const { staging, create, status } = freshStaging();
    const id = await create();
    expect(await staging.uploads.transition(id, { from: ['STAGED'], to: 'SYNCING' })).toBeUndefined();
    await stageInForce(staging, id, inspected());
    const sync = uuid();
    expect(await staging.uploads.transition(id, { from: ['STAGED'], to: 'SYNCING', syncId: sync })).toMatchObject({
      sync_id: sync,
    });
    const load = (ofSync: string) => staging.uploads.transition(id, { from: ['SYNCING'], to: 'LOADED', ofSync });
    expect(await load(uuid())).toBeUndefined();
    expect(await status(id)).toBe('SYNCING');
    expect(await load(sync)).toMatchObject({ status: 'LOADED' });
    expect(await staging.uploads.transition(uuid(), { from: ['STAGED'], to: 'SYNCING' })).toBeUndefined();
  });

  test('pages through any list exactly: every upload once, newest first, never more than the limit', async () => {
    const { staging, pass, create } = freshStaging();
    const ids: string[] = [];
    const kinds = [credit, plan, { ...credit, variant: 'COMMERCIAL' as const }];
    for (let index = 0; index < 23; index += 1) {
      ids.push(await create(kinds[index % kinds.length]));
      if (index === 7) pass(3_600_000);
      if (index % 5 === 0) await rejectUpload(staging, ids.at(-1)!, problemDocument('not-csv'));
    }
    const everything = (await staging.uploads.list({}, { limit: 1000 })).uploads;
    expect(everything.map((upload) => upload.upload_id)).toEqual([...ids].sort().reverse());
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          variant: fc.option(fc.constantFrom('RETAIL' as const, 'COMMERCIAL' as const), { nil: undefined }),
          fileType: fc.option(fc.constantFrom('credit' as const, 'payment_plan' as const), { nil: undefined }),
          status: fc.option(fc.constantFrom(...UPLOAD_STATUSES), { nil: undefined }),
        }),
        fc.integer({ min: 1, max: 30 }),
        async (filter, limit) => {
          const expected = everything.filter(
            (upload) =>
              (filter.variant ?? upload.variant) === upload.variant &&
              (filter.fileType ?? upload.file_type) === upload.file_type &&
              (filter.status ?? upload.status) === upload.status,
          );
          const found: string[] = [];
          let after: string | undefined;
          do {
            const page = await staging.uploads.list(filter, { limit, after });
            found.push(...page.uploads.map((upload) => upload.upload_id));
            expect(page.uploads.length).toBe(Math.min(limit, expected.length - found.length + page.uploads.length));
            after = page.next ?? undefined;
          } while (after !== undefined);
          expect(found).toEqual(expected.map((upload) => upload.upload_id));
        },
      ),
      { numRuns: cases(60) },
    );
  });
});

describe('staging', () => {
  test('makes the upload STAGED and points at it; a second delivery of the event changes nothing', async () => {
    const { staging, pass, create } = freshStaging();
    const id = await create();
    await stageInForce(staging, id, inspected());
    const [staged, pointer] = [await staging.uploads.get(id), await staging.staged.read(credit)];
    expect(staged).toMatchObject({ status: 'STAGED', staged_at: '2026-01-31T06:00:00.000Z', inspected: inspected() });
    expect(pointer).toMatchObject({ upload_ids: [id], held: false });
    pass(1000);
    await stageInForce(staging, id, inspected('e2'));
    expect([await staging.uploads.get(id), await staging.staged.read(credit)]).toEqual([staged, pointer]);
  });

  test('the upload staged later is the newer one, whichever was created first', async () => {
    const { staging, pass, create, status } = freshStaging();
    const [first, second] = [await create(), await create()];
    await stageInForce(staging, second, inspected());
    pass(1);
    await stageInForce(staging, first, inspected());
    expect([await status(first), await status(second)]).toEqual(['STAGED', 'SUPERSEDED']);
    expect(await staging.staged.ofSlice(RETAIL)).toMatchObject([{ upload_ids: [first], replaced: [] }]);
  });

  test('kinds do not replace each other, nor do tenants; one query finds them all', async () => {
    const one = freshStaging();
    const other = freshStaging();
    const staged = [await one.create(credit), await one.create(plan)] as const;
    await stageInForce(one.staging, staged[0], inspected());
    await stageInForce(one.staging, staged[1], inspected());
    const elsewhere = await other.create(credit);
    await stageInForce(other.staging, elsewhere, inspected());
    expect((await one.staging.staged.ofSlice(RETAIL)).flatMap((pointer) => pointer.upload_ids)).toEqual([...staged]);
    const all = (await listStagedPointers()).flatMap((pointer) => pointer.upload_ids);
    for (const id of [...staged, elsewhere]) expect(all).toContain(id);
  });

  test.for([2, 12])(
    '%i concurrent stagings, each delivered twice, leave exactly one STAGED, the one pointed at',
    async (count) => {
      const { staging, create, status } = freshStaging();
      const ids = await Promise.all(Array.from({ length: count }, () => create()));
      await Promise.all([...ids, ...ids].map((id) => stageInForce(staging, id, inspected())));
      const statuses = await Promise.all(ids.map(status));
      expect(statuses.filter((found) => found === 'STAGED')).toHaveLength(1);
      expect(statuses.filter((found) => found === 'SUPERSEDED')).toHaveLength(count - 1);
      expect(await staging.staged.read(credit)).toMatchObject({
        upload_ids: [ids[statuses.indexOf('STAGED')]],
        replaced: [],
      });
    },
  );

  test('a late retry of an older upload cannot replace a newer one, not even one that is loaded already', async () => {
    const { staging, pass, create, status } = freshStaging();
    const [old, newer] = [await create(), await create()];
    // The first delivery of the old one crashed right after it noted the inspection.
    await staging.uploads.noteInspection(old, inspected());
    pass(1000);
    await stageInForce(staging, newer, inspected());
    await staging.uploads.transition(newer, { from: ['STAGED'], to: 'LOADED' });
    await staging.staged.take(credit, [newer]);
    await stageInForce(staging, old, inspected());
    expect(await status(old)).toBe('SUPERSEDED');
    expect(await staging.staged.ofSlice(RETAIL)).toEqual([]);
  });

  test('a crash after any write is made good from the pointer alone', async () => {
    const { staging, pass, create, status } = freshStaging();
    const [first, second, third] = [await create(), await create(), await create()];
    await stageInForce(staging, first, inspected());
    // Two stagings in a row crash right after they have swung the pointer.
    for (const id of [second, third]) {
      pass(1);
      const noted = await staging.uploads.noteInspection(id, inspected());
      await staging.staged.point(credit, { upload_id: id, staged_at: noted!.staged_at! });
    }
    expect(await Promise.all([first, second, third].map(status))).toEqual([
      'STAGED',
      'AWAITING_UPLOAD',
      'AWAITING_UPLOAD',
    ]);
    await finishStaging(staging, (await staging.staged.read(credit))!);
    expect(await Promise.all([first, second, third].map(status))).toEqual(['SUPERSEDED', 'SUPERSEDED', 'STAGED']);
    expect(await staging.staged.read(credit)).toMatchObject({ upload_ids: [third], replaced: [] });
  });

  test('an upload that a sync has taken is not superseded by a newer one', async () => {
    const { staging, pass, create, status } = freshStaging();
    const [taken, newer] = [await create(), await create()];
    await stageInForce(staging, taken, inspected());
    await staging.uploads.transition(taken, { from: ['STAGED'], to: 'SYNCING', syncId: uuid() });
    pass(1);
    await stageInForce(staging, newer, inspected());
    expect([await status(taken), await status(newer)]).toEqual(['SYNCING', 'STAGED']);
    await staging.staged.take(credit, [taken]);
    expect(await staging.staged.read(credit)).toMatchObject({ upload_ids: [newer] });
  });

  test('a rejected upload keeps its reason and is not staged afterwards', async () => {
    const { staging, create, status } = freshStaging();
    const id = await create();
    const problem = problemDocument('header-missing-columns', 'The header …', [
      { field: 'rate', code: 'missing', detail: '…' },
    ]);
    await rejectUpload(staging, id, problem);
    await stageInForce(staging, id, inspected());
    expect(await status(id)).toBe('REJECTED');
    expect((await staging.uploads.get(id))?.problem).toEqual(problem);
    expect(await staging.staged.ofSlice(RETAIL)).toEqual([]);
  });
});
