import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../shared/domain/profile.ts';
import { keptResult } from '../../../shared/warehouse/kept-results.ts';
import { dropOldResults } from '../../../shared/warehouse/old-results.ts';
import { profileOfBatch } from '../../../shared/warehouse/profile.ts';
import { COMMERCIAL } from '../../slices.ts';
import { readUnderTest } from './read-under-test.ts';

const test = readUnderTest();
const profileOf = async (loanType: string): Promise<Profile> =>
  (await test.ask<Profile>('/api/profiling', { loan_type: loanType })).body;

/** That many loans of no interest. */
const publishCredits = (variant: string, loansCount: number) =>
  test.publishRows(
    variant,
    'credit',
    Array.from({ length: loansCount }, (_, index) => ({
      loan_account_number: `LOAN_${index}`,
      customer_type: 'VIP',
      loan_status_code: 'ACTIVE',
    })),
  );

describe('the profile of the load before', () => {
  const versionOf = (version: string, dataType = 'credit') =>
    test.ask<Profile & { type?: string }>('/api/profiling', { loan_type: 'COMMERCIAL', data_type: dataType, version });
  const installments = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ loan_account_number: 'A', installment_number: index + 1 }));

  it('is that of the batch of its own file type, however long it has been live', async () => {
    const first = await test.publishRows('COMMERCIAL', 'payment_plan', installments(1));
    expect((await versionOf('previous', 'payment_plan')).body.type).toBe('/problems/nothing-to-compare');
    const second = await test.publishRows('COMMERCIAL', 'payment_plan', installments(2));
    // Credits alone, more often than rows are kept.
    for (let load = 0; load < 4; load += 1) await publishCredits('COMMERCIAL', 1);
    expect((await versionOf('live', 'payment_plan')).body).toMatchObject({ batch_id: second, row_count: 2 });
    expect((await versionOf('previous', 'payment_plan')).body.type).toBe('/problems/nothing-to-compare');
    await profileOfBatch(test.warehouse, COMMERCIAL, 'payment_plan', first);
    expect((await versionOf('previous', 'payment_plan')).body).toMatchObject({ batch_id: first, row_count: 1 });
  });

  it('is computed where its rows are kept', async () => {
    const before = await publishCredits('COMMERCIAL', 3);
    await publishCredits('COMMERCIAL', 1);
    expect((await versionOf('previous')).body).toMatchObject({ batch_id: before, row_count: 3 });
    expect((await versionOf('live')).body.row_count).toBe(1);
    expect((await versionOf('first')).status).toBe(400);
  });

  it('and that of the live one are kept, older ones are dropped; what syncs changed stays', async () => {
    const shelf = () =>
      test.sql.rows<{ batch: string; kind: string }>(
        `SELECT DISTINCT batch_id AS batch, splitByChar('-', version)[1] AS kind
         FROM (SELECT * FROM batch_profiles UNION ALL SELECT * FROM _kept_bank001_dw.batch_profiles)
         WHERE file_type = 'credit' ORDER BY batch, kind`,
      );
    await publishCredits('RETAIL', 1);
    const retail = (await profileOf('RETAIL')).batch_id;
    const batches: string[] = [];
    for (let load = 0; load < 4; load += 1) {
      batches.push(await publishCredits('COMMERCIAL', 1));
      const batchId = batches.at(-1)!;
      await profileOf('COMMERCIAL');
      await keptResult(test.warehouse, { batchId, fileType: 'credit', version: 'changes-1/x' }, async () => ({}));
    }
    const before = await shelf();
    await dropOldResults(test.warehouse, COMMERCIAL);
    expect(await shelf(), 'two are not worth a deletion').toEqual(before);
    await dropOldResults(test.warehouse, COMMERCIAL, { worthDeleting: 1 });
    const kept = await shelf();
    const of = (kind: string) => kept.filter((result) => result.kind === kind).map(({ batch }) => batch);
    expect(
      of('profile')
        .filter((batch) => batches.includes(batch))
        .sort(),
    ).toEqual(batches.slice(2).sort());
    expect(of('profile')).toContain(retail);
    expect(of('changes').sort()).toEqual([...batches].sort());
    expect((await versionOf('previous')).body.batch_id).toBe(batches[2]);
    await dropOldResults(test.warehouse, COMMERCIAL, { worthDeleting: 1 });
    expect(await shelf()).toEqual(kept);
  });
});
