import { describe, expect, it } from 'vitest';
import { csvHeader } from '../../shared/contracts/samples.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import type { LoanType, SyncLog } from './answers.ts';
import type { Bank, OutgoingFile } from './bank.ts';
import { creditFile } from './files.ts';
import { banksFor } from './tenants.ts';

const LINES = 400_000;
/** A large sync that takes seconds: every line is looked at in full, and none is a row. */
function tedious(loanType: LoanType): OutgoingFile {
  const credit = loans.fileTypes.find(({ name }) => name === 'credit')!;
  const content = `${csvHeader(credit, loanType)}\n${'xxxxxx\n'.repeat(LINES)}`;
  return { slice: loanType, fileType: 'credit', content };
}

const startedAt = ({ started_at }: SyncLog) => Date.parse(started_at!);
const endedAt = ({ completed_at }: SyncLog) => Date.parse(completed_at!);

describe('a bank with much to do', () => {
  it('holds no other up, and its own large syncs take turns', async () => {
    const [noisy, quiet] = (await banksFor('FAIRTURNS', 2)) as [Bank, Bank];
    await Promise.all([noisy.stage(tedious('RETAIL')), noisy.stage(tedious('COMMERCIAL'))]);
    const started = await Promise.all([noisy.startSync('RETAIL'), noisy.startSync('COMMERCIAL')]);

    const quick = await quiet.load(creditFile('RETAIL', 50));
    const [first, second] = (await Promise.all(started.map(({ id }) => noisy.waitForSync(id)))).sort(
      (a, b) => startedAt(a) - startedAt(b),
    ) as [SyncLog, SyncLog];

    expect(endedAt(quick)).toBeLessThan(endedAt(second));
    expect(startedAt(second)).toBeGreaterThanOrEqual(endedAt(first));
    for (const log of [first, second]) expect(log.files.credit).toMatchObject({ rejected_rows: LINES });
  });
});
