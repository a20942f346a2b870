import { describe, expect, it } from 'vitest';
import { rejectedBy } from '../../../cli/missing-rows.ts';
import { nextSteps, stepsAfterSaving } from '../../../cli/next-steps.ts';
import { problemDocument } from '../../../shared/domain/problems.ts';
import type { SyncFile, SyncLog } from '../../../shared/domain/sync.ts';
import { syncLogBody } from '../../../shared/http/schemas/sync.ts';
import syncs from '../../../web/i18n/en/syncs.ts';

const [example] = syncLogBody.meta()!.examples as [SyncLog];
const { id } = example;
const other = '0195c3a4-6f1e-7c21-9b7e-000000000009';
const page = syncs.fix.not;
const PLAN_REFERENCE = 'LOAN-PAYMENT-701';

const file = (rejected_rows: number, more: Partial<SyncFile> = {}): SyncFile => ({
  ...example.files.credit!,
  rejected_rows,
  error_count: rejected_rows,
  ...more,
});
const ended = (more: Partial<SyncLog>): SyncLog => ({ ...example, ...more });
const commandsOf = (sync: SyncLog) =>
  nextSteps(sync)
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim());

describe('what to type after a sync', () => {
  it('is nothing where every row was loaded', () => {
    expect(nextSteps(ended({ files: { credit: file(0) } }))).toEqual([]);
  });

  it('leads from the rejected rows back to the sync that rejected them', () => {
    expect(commandsOf(ended({ files: { credit: file(2) } }))).toEqual([
      `npx tranche errors ${id} --csv errors.csv`,
      `npx tranche errors ${id} --rejected fixed.csv`,
      `npx tranche upload fixed.csv --corrects ${id} --sync`,
    ]);
  });

  it('names both files where both have rows to mend, as errors --rejected calls them', () => {
    const sync = ended({
      files: { credit: file(2), payment_plan: file(3) },
      error_summary: { by_type: {}, by_field: {}, by_rule: { [PLAN_REFERENCE]: 2, 'LOAN-PAYMENT-030': 1 } },
    });
    expect(commandsOf(sync).slice(1)).toEqual([
      `npx tranche errors ${id} --rejected fixed.csv`,
      `npx tranche upload fixed-credit.csv fixed-payment_plan.csv --corrects ${id} --sync`,
    ]);
  });

  it('calls the file after its type where that is what tells it from another with the same columns', () => {
    const paid = (files: SyncLog['files']) => commandsOf(ended({ dataset: 'cash', variant: null, files })).slice(1);
    expect(paid({ sepa: file(2), swift: file(0) })).toEqual([
      `npx tranche errors ${id} --rejected fixed-sepa.csv`,
      `npx tranche upload fixed-sepa.csv --corrects ${id} --sync`,
    ]);
    expect(paid({ company: file(2) }).at(-1)).toBe(`npx tranche upload fixed.csv --corrects ${id} --sync`);
  });

  it('leaves out payments that lack nothing but their credit: they come back by themselves', () => {
    const sync = ended({
      files: { credit: file(2), payment_plan: file(3) },
      error_summary: { by_type: {}, by_field: {}, by_rule: { [PLAN_REFERENCE]: 3 } },
    });
    expect(commandsOf(sync).slice(1)).toEqual([
      `npx tranche errors ${id} --rejected fixed.csv --file-type credit`,
      `npx tranche upload fixed.csv --corrects ${id} --sync`,
    ]);
    expect(nextSteps(sync).at(-1)).toMatch(/payment_plan rows .* come back by themselves/);
    // Of a sync that rejected no credit, nothing will bring the missing ones.
    const alone = ended({ ...sync, files: { credit: file(0), payment_plan: file(3) } });
    expect(commandsOf(alone).at(-1)).toBe(`npx tranche upload fixed.csv --corrects ${id} --sync`);
    expect(commandsOf(alone)[1]).toBe(`npx tranche errors ${id} --rejected fixed.csv`);
  });

  it('corrects nothing that is not live: what failed or was only checked is sent whole', () => {
    const failed = { status: 'FAILED', failure: problemDocument('error-rate-exceeded'), publication: null } as const;
    for (const sync of [ended({ ...failed, files: { credit: file(9) } }), ended({ validate_only: true })]) {
      expect(nextSteps(sync).join('\n')).not.toContain('--corrects');
      expect(commandsOf(sync).at(-1)).toBe('npx tranche upload FILE … --sync');
    }
  });

  it('says of what loaded nothing what the page says, and shows its rejected rows to be looked at', () => {
    const unloaded = [
      [{ status: 'FAILED', failure: problemDocument('error-rate-exceeded'), publication: null }, page.failed],
      [{ validate_only: true, publication: null }, page.checkOnly],
      [{ publication: 'discarded' }, page.discarded],
    ] as const;
    for (const [state, sentence] of unloaded) {
      const sync = ended({ ...state, files: { credit: file(9) } });
      const saved = [{ sync, fileType: 'credit', file: 'rejected.csv' }];
      const live = ended({ id: other, files: { credit: file(0) } });
      const steps = nextSteps(sync);
      expect(steps).toContain(sentence);
      expect(steps).toContain('To look at what is wrong:');
      expect(steps.at(-1)).toBe('  npx tranche upload FILE … --sync');
      for (const book of [live, undefined]) {
        expect(stepsAfterSaving([], book, saved)).toEqual([
          `rejected.csv: to look at. ${sentence}`,
          '  npx tranche upload FILE … --sync',
        ]);
      }
    }
    expect(nextSteps(ended({ ...unloaded[0][0], files: { credit: file(0) } }))).toEqual([]);
  });

  it('tells rows that were sent again from those of a book that is not live', () => {
    const rejecting = ended({ files: { credit: file(2) }, queued_at: '2026-03-02T09:00:00.000Z' });
    const saved = [{ sync: rejecting, fileType: 'credit', file: 'fixed.csv' }];
    const liveAt = (queued_at: string) => ended({ id: other, files: { credit: file(0) }, queued_at });
    expect(stepsAfterSaving([], liveAt('2026-03-02T08:00:00.000Z'), saved)).toEqual([
      expect.stringMatching(`and live is the book of an earlier sync, ${other}: what is missing now,`),
    ]);
    expect(stepsAfterSaving([], liveAt('2026-03-02T10:00:00.000Z'), saved)[0]).toMatch(/sent again since/);
  });

  it('says the file type of a saved file where neither columns nor its name tell it', () => {
    const sync = ended({ dataset: 'cash', variant: null, files: { sepa: file(2), swift: file(1) } });
    const saved = (fileType: string, name: string) => ({ sync, fileType, file: name });
    const send = (...rows: ReturnType<typeof saved>[]) => stepsAfterSaving(rejectedBy(sync), sync, rows).slice(1);
    expect(send(saved('sepa', 'mine.csv'))).toEqual([
      `  npx tranche upload mine.csv --file-type sepa --corrects ${id} --sync`,
    ]);
    expect(send(saved('sepa', 'in swift/mine-sepa.csv'), saved('swift', 'in swift/mine-swift.csv'))).toEqual([
      `  npx tranche upload 'in swift/mine-sepa.csv' 'in swift/mine-swift.csv' --corrects ${id} --sync`,
    ]);
    expect(send(saved('sepa', 'swift-sepa.csv'), saved('swift', 'swift-swift.csv'))).toEqual([
      `  npx tranche upload swift-sepa.csv --file-type sepa --corrects ${id} --sync`,
      '  npx tranche upload swift-swift.csv --dataset cash --file-type swift --corrects live --sync',
    ]);
  });

  it('goes on correcting what a failed correction was to correct', () => {
    const corrects = '0195c3a4-6f1e-7c21-9b7e-000000000009';
    const failed = { status: 'FAILED', failure: problemDocument('error-rate-exceeded'), publication: null } as const;
    const commands = commandsOf(ended({ ...failed, corrects, files: { credit: file(9) } }));
    expect(commands.at(-1)).toBe(`npx tranche upload FILE … --corrects ${corrects} --sync`);
  });

  it('leads from a correction without rejected rows to those that are still missing', () => {
    const rejecting = ended({ id: other, files: { credit: file(9) } });
    const correction = ended({ corrects: rejecting.id, files: { credit: file(0) } });
    expect(nextSteps(correction)).toEqual([]);
    expect(nextSteps(correction, rejectedBy(rejecting))[0]).toMatch(/still missing/);
    const commands = (sync: SyncLog) => nextSteps(sync, rejectedBy(rejecting)).filter((line) => line.startsWith('  '));
    expect(commands(correction)).toEqual([
      `  npx tranche errors ${rejecting.id} --rejected fixed.csv`,
      `  npx tranche upload fixed.csv --corrects ${id} --sync`,
    ]);
    expect(commands({ ...correction, publication: 'pending' })).toContain(`  npx tranche publish ${id}`);
  });

  it('names nothing that was sent again since, and of each file the last sync that rejected rows of it', () => {
    const first = ended({ id: other, files: { credit: file(9), payment_plan: file(3) } });
    const second = ended({ corrects: other, files: { credit: file(2) } });
    const plan = { sync: first, fileType: 'payment_plan' };
    // Both are missing: of the credits those that the correction rejected.
    expect(nextSteps(second, [...rejectedBy(second), plan]).slice(-4)).toEqual([
      'Mend the rejected rows, and send only those; the loaded ones stay:',
      `  npx tranche errors ${id} --rejected fixed-credit.csv`,
      `  npx tranche errors ${other} --rejected fixed-payment_plan.csv --file-type payment_plan`,
      `  npx tranche upload fixed-credit.csv fixed-payment_plan.csv --corrects ${id} --sync`,
    ]);
    const third = ended({ corrects: id, files: { credit: file(0) } });
    expect(nextSteps(third, [plan]).slice(1)).toEqual([
      `  npx tranche errors ${other} --rejected fixed.csv --file-type payment_plan`,
      `  npx tranche upload fixed.csv --corrects ${id} --sync`,
    ]);
  });

  it('sends, after rejected rows were saved, the files that hold them', () => {
    const planFindings = (ofReference: number) => ({
      files: { credit: file(2), payment_plan: file(3) },
      error_summary: { by_type: {}, by_field: {}, by_rule: { [PLAN_REFERENCE]: ofReference } },
    });
    const rejecting = ended(planFindings(2));
    const both = [
      { sync: rejecting, fileType: 'credit', file: 'fixed-credit.csv' },
      { sync: rejecting, fileType: 'payment_plan', file: 'my own/fixed-payment_plan.csv' },
    ];
    expect(stepsAfterSaving(rejectedBy(rejecting), rejecting, both)[1]).toBe(
      `  npx tranche upload fixed-credit.csv 'my own/fixed-payment_plan.csv' --corrects ${id} --sync`,
    );
    // Saved, but nothing to mend: they come back with their credits.
    const waiting = ended(planFindings(3));
    const steps = stepsAfterSaving(rejectedBy(waiting), waiting, both);
    expect(steps[1]).toBe(`  npx tranche upload fixed-credit.csv --corrects ${id} --sync`);
    expect(steps.at(-1)).toMatch(/payment_plan rows .* come back by themselves/);
    // What is corrected is what is live by now; what was sent again since is not sent once more.
    const live = ended({ id: other, corrects: id, files: { credit: file(0) } });
    const [stale, , send] = stepsAfterSaving([{ sync: rejecting, fileType: 'payment_plan' }], live, both);
    expect(stale).toMatch(/^fixed-credit.csv holds credit rows .* sent again since/);
    expect(send).toBe(`  npx tranche upload 'my own/fixed-payment_plan.csv' --corrects ${live.id} --sync`);
    const pending = { ...rejecting, publication: 'pending' } as const;
    expect(stepsAfterSaving(rejectedBy(pending), pending, both)[1]).toBe(`  npx tranche publish ${id}`);
  });

  it('publishes first what waits to be published', () => {
    const commands = commandsOf(ended({ publication: 'pending', files: { credit: file(2) } }));
    expect(commands.slice(0, 3)).toEqual(
      ['changes', 'publish', 'discard'].map((command) => `npx tranche ${command} ${id}`),
    );
    const publish = commands.lastIndexOf(`npx tranche publish ${id}`);
    expect(publish).toBeGreaterThan(2);
    expect(publish).toBeLessThan(commands.findIndex((command) => command.includes('--corrects')));
  });

  it('names every upload of a delivery that would remove too much', () => {
    const [delivered] = example.files.credit!.uploads;
    const ids = ['0195c3a4-6f1e-7c21-9b7e-000000000001', '0195c3a4-6f1e-7c21-9b7e-000000000002'];
    const sync = ended({
      status: 'FAILED',
      failure: problemDocument('removes-too-much'),
      publication: null,
      files: { credit: file(0, { uploads: ids.map((upload_id) => ({ ...delivered!, upload_id })) }) },
    });
    expect(commandsOf(sync)).toEqual([
      `npx tranche changes ${id} --rows removed`,
      'npx tranche upload FILE --corrects live --sync',
      `npx tranche sync RETAIL --upload ${ids[0]} --upload ${ids[1]} --accept-removal`,
      `npx tranche cancel ${ids[0]} ${ids[1]}`,
    ]);
  });
});
