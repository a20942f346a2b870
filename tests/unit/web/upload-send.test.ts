import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChosenFile } from '../../../web/pages/upload/chosen-file.ts';
import { comingFiles } from '../../../web/pages/upload/coming-files.ts';
import { guessKind } from '../../../web/pages/upload/guess-kind.ts';
import { filesAsOne, isMixed, judge } from '../../../web/pages/upload/judge.ts';
import { isNamedAsRejected, namesErrorsColumn } from '../../../web/pages/upload/rejected-rows.ts';
import { scheduleOf } from '../../../web/pages/upload/schedule.ts';
import { PartPlan } from '../../../web/pages/upload/send/part-plan.ts';
import { RateMeter } from '../../../web/pages/upload/send/rate-meter.ts';
import { Slots } from '../../../web/pages/upload/send/slots.ts';

const chosen = (name: string, changes: Partial<ChosenFile> = {}): ChosenFile => ({
  id: name,
  file: new File(['x'], name),
  table: undefined,
  recognised: {
    ok: true,
    kinds: ['RETAIL', 'COMMERCIAL'].map((variant) => ({ dataset: 'loans', variant, fileType: 'payment_plan' })),
    otherTables: [],
    hasErrorsColumn: false,
  },
  picked: {},
  corrects: undefined,
  verdict: undefined,
  checkedAs: undefined,
  error: undefined,
  isSentAllTheSame: false,
  ...changes,
});
const credits = (variant: string) =>
  chosen(`${variant}.csv`, {
    recognised: {
      ok: true,
      kinds: [{ dataset: 'loans', variant, fileType: 'credit' }],
      otherTables: [],
      hasErrorsColumn: false,
    },
  });

describe('what a file is taken for', () => {
  it('is what its header says, or its companion, or its name, and what was picked before all', () => {
    const plan = chosen('plan.csv');
    const kindOf = (file: ChosenFile, ...others: ChosenFile[]) => guessKind(file, [file, ...others]);
    expect(kindOf(credits('RETAIL'))).toEqual({
      dataset: 'loans',
      fileType: 'credit',
      variant: 'RETAIL',
      from: { dataset: 'header', fileType: 'header', variant: 'header' },
    });
    expect(kindOf(plan)).toEqual({
      dataset: 'loans',
      fileType: 'payment_plan',
      from: { dataset: 'header', fileType: 'header' },
    });
    expect(kindOf(plan, credits('COMMERCIAL'))).toMatchObject({
      variant: 'COMMERCIAL',
      from: { variant: 'companion' },
    });
    expect(kindOf(plan, credits('COMMERCIAL'), credits('RETAIL')).variant).toBeUndefined();
    expect(kindOf(chosen('Ticari_Odeme.csv'))).toMatchObject({ variant: 'COMMERCIAL', from: { variant: 'name' } });
    expect(kindOf(chosen('bireysel-ticari.csv')).variant).toBeUndefined();
    const picked = { variant: 'RETAIL' } as const;
    expect(kindOf(chosen('ticari.csv', { picked }), credits('COMMERCIAL'))).toMatchObject({
      from: { variant: 'picked' },
    });
  });

  it('is of the file type that it is called after, where several have the same columns', () => {
    const payments = (name: string, changes: Partial<ChosenFile> = {}) =>
      chosen(name, {
        recognised: {
          ok: true,
          kinds: ['sepa', 'swift'].map((fileType) => ({ dataset: 'cash', variant: null, fileType })),
          otherTables: [],
          hasErrorsColumn: false,
        },
        ...changes,
      });
    const kindOf = (file: ChosenFile) => guessKind(file, [file]);
    const from = { dataset: 'header', fileType: 'name' };
    const swift = { dataset: 'cash', variant: null, fileType: 'swift', from };
    expect(kindOf(payments('swift_2023.csv'))).toEqual(swift);
    expect(kindOf(payments('SEPA-rejected (1).csv')).fileType).toBe('sepa');
    for (const name of ['payments.csv', 'sepa-and-swift.csv', 'separate.csv']) {
      const file = payments(name);
      expect(kindOf(file)).toEqual({ dataset: 'cash', variant: null, from: { dataset: 'header' } });
      expect(judge(file, [file], {}).readiness).toBe('KIND_MISSING');
    }
    expect(kindOf(payments('swift.csv', { picked: { fileType: 'sepa' } }))).toMatchObject({
      fileType: 'sepa',
      from: { fileType: 'picked' },
    });
  });

  it('is sent with rows that would be rejected only when that is meant', () => {
    const verdict = { ok: true, rejectedRows: 1 } as NonNullable<ChosenFile['verdict']>;
    const faulty = chosen('retail.csv', { verdict });
    const readinessOf = (file: ChosenFile) => judge(file, [file], {}).readiness;
    expect(readinessOf(faulty)).toBe('FAULTY');
    expect(readinessOf({ ...faulty, isSentAllTheSame: true })).toBe('READY');
    expect(readinessOf(chosen('plan.csv'))).toBe('KIND_MISSING');
    expect(readinessOf(chosen('retail.csv'))).toBe('CHECKING');
  });

  it('is not sent under a name that the service refuses', () => {
    const verdict = { ok: true, rejectedRows: 0 } as NonNullable<ChosenFile['verdict']>;
    for (const name of ['retail\u202evsc.csv', ' ', `retail${'x'.repeat(250)}.csv`]) {
      const file = chosen(name, { verdict, picked: { variant: 'RETAIL' } });
      expect(judge(file, [file], {}).readiness).toBe('REFUSED');
    }
    const named = chosen('retail.csv', { verdict });
    expect(judge(named, [named], {}).readiness).toBe('READY');
  });
});

describe('a file of rows that were rejected', () => {
  const sound = { ok: true, rejectedRows: 0 } as NonNullable<ChosenFile['verdict']>;
  const books = { 'loans.RETAIL': { sync_id: 'live' } };
  const fixed = { ...credits('RETAIL'), verdict: sound, file: new File(['x'], 'loans-rejected (1).csv') };
  const judged = (file: ChosenFile, live: Parameters<typeof judge>[2]) => judge(file, [file], live);

  it('is known by its name, however a browser or a person went on with it, and by its last column', () => {
    const endings = fc.constantFrom('', ' (1)', '-fixed', '_v2', ' – Kopya');
    const types = fc.constantFrom('.csv', '.CSV', '.csv.gz', '.txt');
    fc.assert(
      fc.property(fc.string(), endings, types, (name, ending, type) => {
        expect(isNamedAsRejected(`${name.replaceAll(/[/\\\\]/g, '')}-rejected${ending}${type}`)).toBe(true);
      }),
    );
    for (const name of ['credits.csv', 'rejected.csv', 'rejectedloans.csv', 'a-rejected', 'a-rejected/credits.csv'])
      expect(isNamedAsRejected(name)).toBe(false);
    for (const header of ['a;b;_tranche_errors', '_TRANCHE_ERRORS,a', 'a\t"_tranche_errors"'])
      expect(namesErrorsColumn(header)).toBe(true);
    expect(namesErrorsColumn('a;b;my_tranche_errors;_tranche')).toBe(false);
  });

  it('is a correction of the live book unless somebody says that it is all of it', () => {
    expect(judged(fixed, books)).toMatchObject({ looksFixed: true, corrects: 'live', readiness: 'READY' });
    expect(judged({ ...fixed, corrects: null }, books)).toMatchObject({ corrects: null, readiness: 'READY' });
    expect(judged({ ...credits('RETAIL'), verdict: sound }, books)).toMatchObject({
      corrects: null,
      looksFixed: false,
    });
  });

  it('is not sent as long as it is not known what it could correct', () => {
    expect(judged(fixed, undefined).readiness).toBe('CHECKING');
    expect(judged(fixed, {}).readiness).toBe('PURPOSE_MISSING');
    expect(judged({ ...fixed, corrects: null }, {}).readiness).toBe('READY');
    expect(judged({ ...fixed, verdict: { ...sound, rejectedRows: 1 } as typeof sound }, {}).readiness).toBe(
      'PURPOSE_MISSING',
    );
  });
});

describe('several files of one type', () => {
  it('are one file in their order, where they are for the same purpose', () => {
    const all = ['a.csv', 'b.csv', 'c.csv'].map((name) => ({
      ...credits('RETAIL'),
      id: name,
      file: new File([name], name),
    }));
    const groupsOf = (files: readonly ChosenFile[]) => filesAsOne(files.map((file) => judge(file, files, {})));
    const [group] = groupsOf([...all, chosen('plan.csv', { picked: { variant: 'RETAIL' } })]);
    expect(group?.files.map(({ id }) => id)).toEqual(['a.csv', 'b.csv', 'c.csv']);
    expect(isMixed(group!)).toBe(false);
    expect(groupsOf([all[0]!, credits('COMMERCIAL')])).toEqual([]);
    expect(isMixed(groupsOf([all[0]!, { ...all[1]!, corrects: 'live' }])[0]!)).toBe(true);
  });
});

describe('the files of a delivery that are not there yet', () => {
  const transfer = (uploadId: string | undefined, variant = 'RETAIL') =>
    ({ kind: { dataset: 'loans', variant, fileType: 'credit' }, uploadId }) as const;
  it('are those that neither wait nor are over', () => {
    const all = [
      transfer('staged'),
      transfer('over'),
      transfer('coming'),
      transfer(undefined),
      transfer('x', 'COMMERCIAL'),
    ];
    expect(comingFiles(all, { dataset: 'loans', variant: 'RETAIL' }, new Set(['staged']), new Set(['over']))).toEqual([
      all[2],
      all[3],
    ]);
  });
});

describe('a plan of parts', () => {
  it('covers every byte of a file once, and knows what is missing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1e6, max: 1e8 }), (size, partSize) => {
        const plan = new PartPlan(size, partSize);
        let end = 0;
        for (const part of plan.missing()) {
          const range = plan.rangeOf(part);
          expect(range[0]).toBe(end);
          end = range[1];
          plan.underWay.set(part, range[1] - range[0] + 300);
          expect(plan.sentBytes).toBeLessThanOrEqual(size);
          plan.arrived(part, `"${part}"`, range[1] - range[0]);
          expect(plan.sentBytes).toBe(end);
        }
        expect(end).toBe(size);
        expect(plan.missing()).toEqual([]);
      }),
    );
  });

  it('takes no part of another length', () => {
    const plan = new PartPlan(25, 10);
    plan.arrived(1, '"a"', 9);
    plan.arrived(3, '"c"', 5);
    plan.arrived(4, '"d"', 10);
    expect(plan.missing()).toEqual([1, 2]);
  });
});

describe('the rate', () => {
  it('is that of the last seconds, and unknown at first and after a step back', () => {
    const meter = new RateMeter();
    meter.add(0, 0);
    expect(meter.rate).toBeUndefined();
    for (let second = 1; second <= 20; second += 1) meter.add(second * 1000, second * 1000);
    expect(meter.rate).toBe(1000);
    for (let second = 21; second <= 40; second += 1) meter.add(20_000 + (second - 20) * 5000, second * 1000);
    expect(meter.rate).toBe(5000);
    meter.add(10, 41_000);
    expect(meter.rate).toBeUndefined();
  });
});

describe('slots', () => {
  it('let no more in than there are, and everyone in the end', async () => {
    const slots = new Slots(3);
    let inside = 0;
    let most = 0;
    const work = (fails: boolean) => async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      if (fails) throw new Error('failed');
    };
    const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => slots.use(work(at % 4 === 0))));
    expect(most).toBe(3);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  });
});

describe('the schedule', () => {
  const now = Date.parse('2026-03-02T10:00:00Z');
  const config = { is_enabled: true, sync_interval_minutes: 60, requires: [] };
  const both = { ...config, requires: ['payment_plan', 'credit'] as const };
  const given = { sync_id: 'a', file_type: 'credit' } as const;
  const fresh = { sync_id: null, file_type: 'credit' } as const;
  const plan = { sync_id: null, file_type: 'payment_plan' } as const;
  it.each([
    [config, null, [fresh], { state: 'soon' }],
    [config, { queued_at: '2026-03-02T08:00:00Z' }, [fresh], { state: 'soon' }],
    [config, { queued_at: '2026-03-02T09:30:00Z' }, [fresh], { state: 'later', from: '2026-03-02T10:30:00.000Z' }],
    [config, { queued_at: '2026-03-02T08:00:00Z' }, [given], { state: 'held' }],
    [config, { queued_at: '2026-03-02T08:00:00Z' }, [given, fresh], { state: 'soon' }],
    [{ ...config, is_enabled: false }, null, [fresh], { state: 'disabled' }],
    [both, null, [fresh], { state: 'incomplete', missing: ['payment_plan'] }],
    [both, null, [plan, given], { state: 'incomplete', missing: ['credit'] }],
    [both, null, [fresh, plan], { state: 'soon' }],
  ])('%#: takes files when they are due', (settings, newest, staged, expected) => {
    expect(scheduleOf({ ...settings, requires: [...settings.requires] }, newest, staged, now)).toEqual(expected);
  });
});
