import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import type { SyncLog } from '../../../shared/domain/sync.ts';
import type { Measurement } from '../../../shared/observability/emf.ts';
import type { Sample } from '../../../shared/observability/prometheus.ts';
import { type AlarmProperties, isAlarming, type Named, type Point, pointsOf, sourcesOf } from './cloudwatch.ts';
import { synthesised, text } from './synthesis.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const app = synthesised();
const alarms = app.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties as unknown as AlarmProperties);
const alarmCalled = (name: string): AlarmProperties =>
  alarms.find(({ AlarmName }) => AlarmName === `Tranche-${name}`) as AlarmProperties;
const named = alarms.map((alarm) => [alarm.AlarmName, alarm] as const);

/** The lines that the code of the functions writes for CloudWatch, as values of metrics. */
let emit: (measurement: Measurement) => void;
let gauges: (samples: readonly Sample[]) => Measurement[];
let noteSyncEnded: (log: SyncLog) => void;
let noteRecorded: typeof import('../../../shared/streams/stream-counted.ts').noteRecorded;
let noteAttempt: typeof import('../../../shared/webhooks/webhook-counted.ts').noteAttempt;
let written: Record<string, unknown>[] = [];
beforeAll(async () => {
  vi.resetModules();
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'tranche');
  vi.spyOn(console, 'log').mockImplementation((line: string) => void written.push(JSON.parse(line)));
  ({ emit } = await import('../../../shared/observability/emf.ts'));
  ({ gauges } = await import('../../../functions/metrics/gauges.ts'));
  ({ noteSyncEnded } = await import('../../../shared/observability/sync-ended.ts'));
  ({ noteRecorded } = await import('../../../shared/streams/stream-counted.ts'));
  ({ noteAttempt } = await import('../../../shared/webhooks/webhook-counted.ts'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function told(minute: number, tell: () => void): Point[] {
  written = [];
  tell();
  return written.flatMap((line) => pointsOf(line, minute));
}

const SOURCES = ['staging', 'missing_loads', 'streams', 'webhooks', 'mediator', 'postgres', 'clickhouse'];
const calm: readonly Sample[] = [
  ...SOURCES.map((source) => ({ name: 'metrics_source_up', labels: { source }, value: 1 })),
  { name: 'postgres_connections', labels: { state: 'idle' }, value: 6 },
  { name: 'postgres_connections', labels: { state: 'active' }, value: 2 },
  { name: 'postgres_max_connections', labels: {}, value: 100 },
  { name: 'clickhouse_errors_total', labels: {}, value: 40 },
  { name: 'clickhouse_active_parts', labels: { database: 'bank001_dw' }, value: 90 },
  { name: 'clickhouse_running_queries', labels: {}, value: 1 },
  { name: 'sync_queue_oldest_seconds', labels: {}, value: 2 },
  {
    name: 'staged_file_age_seconds',
    labels: { tenant: 'BANK001', dataset: 'loans', variant: 'RETAIL', held: 'false' },
    value: 40,
  },
  // Held for a sync by hand: it may wait.
  {
    name: 'staged_file_age_seconds',
    labels: { tenant: 'BANK002', dataset: 'loans', variant: 'RETAIL', held: 'true' },
    value: 90_000,
  },
  {
    name: 'sync_in_progress_seconds',
    labels: { tenant: 'BANK001', dataset: 'loans', variant: 'RETAIL', state: 'QUEUED' },
    value: 2,
  },
  { name: 'sync_missing', labels: { tenant: 'BANK001', dataset: 'loans', variant: 'RETAIL' }, value: 0 },
];
/** Minutes of which each is measured; `now` is what is added or takes the place of what is calm. */
const measured = (now: (minute: number) => readonly Sample[], minutes = 20): Point[] =>
  Array.from({ length: minutes }, (_, at) => at + 1).flatMap((minute) => {
    const changed = now(minute);
    const same = (a: Sample) => (b: Sample) => a.name === b.name && text(a.labels) === text(b.labels);
    const rest = calm.filter((sample) => !changed.some(same(sample)));
    return told(minute, () => gauges([...rest, ...changed]).forEach(emit));
  });
const of = (tenant: string, more: object = {}) =>
  ({ tenant, dataset: 'loans', variant: 'RETAIL', ...more }) as Record<string, string>;

const ended = (more: Partial<SyncLog> = {}): SyncLog =>
  ({
    id: '01a1f953-f5d9-72b0-8456-fd409025ee08',
    tenant_id: 'BANK001',
    dataset: 'loans',
    variant: 'RETAIL',
    status: 'COMPLETED',
    validate_only: false,
    publication: 'published',
    files: { credit: { valid_rows: 90, rejected_rows: 10 } },
    stages: [],
    error_count: 12,
    duration_ms: 900,
    queued_at: '2026-11-20T05:00:00.000Z',
    started_at: '2026-11-20T05:00:01.000Z',
    ...more,
  }) as unknown as SyncLog;
const syncs = (...logs: SyncLog[]): Point[] => logs.flatMap((log, at) => told(10 + at, () => noteSyncEnded(log)));
/** Chunks of events, each with how long the slowest of them waited. */
const chunks = (...seconds: number[]): Point[] =>
  seconds.flatMap((lagSeconds, at) =>
    told(1 + at, () => noteRecorded({ tenant_id: 'BANK001', stream: 's' }, { events: 9, alerts: 1, lagSeconds })),
  );
/** Attempts to send webhooks. */
const attempts = (...outcomes: Parameters<typeof noteAttempt>[1][]): Point[] =>
  outcomes.flatMap((outcome, at) => told(1 + at, () => noteAttempt('BANK001', outcome)));
const failed = {
  status: 'FAILED',
  publication: null,
  files: { credit: { valid_rows: null, rejected_rows: null } },
} as unknown as Partial<SyncLog>;

/** What AWS itself measures, under the name that the alarm has: that of a resource of the same template. */
const byAws = (name: string, minutes: readonly number[], value: number): Point[] =>
  minutes.map((minute) => ({ ...(sourcesOf(alarmCalled(name))[0] as Named), minute, value }));
const always = Array.from({ length: 20 }, (_, at) => at + 1);

/** For each alarm on numbers of the service a time when it must be heard, and one when it must not. */
const SITUATIONS: Readonly<Record<string, { bad: () => Point[]; good: () => Point[]; atMinute?: number }>> = {
  ServiceDown: { bad: () => [], good: () => measured(() => []) },
  SourceDown: {
    bad: () => measured(() => [{ name: 'metrics_source_up', labels: { source: 'clickhouse' }, value: 0 }]),
    good: () => measured(() => []),
  },
  ServerErrors: {
    bad: () => [...byAws('ServerErrors', always, 0), ...byAws('ServerErrors', [19, 20], 1)],
    good: () => [...always.flatMap(() => byAws('ServerErrors', always, 0)), ...byAws('ServerErrors', [20], 1)],
  },
  SlowAnswers: {
    bad: () => [...byAws('SlowAnswers', always, 30), ...byAws('SlowAnswers', [18, 19], 2500)],
    good: () => byAws('SlowAnswers', always, 1900),
  },
  SyncsFail: {
    atMinute: 24,
    bad: () => syncs(ended(), ended(failed), ended(failed)),
    // A dry run that finds a file wrong has done what it was asked for.
    good: () =>
      syncs(ended(), ended(), ended(failed), ended(), ended({ ...failed, validate_only: true }), ended(), ended()),
  },
  StagedFileWaits: {
    bad: () =>
      measured(() => [{ name: 'staged_file_age_seconds', labels: of('BANK009', { held: 'false' }), value: 901 }]),
    good: () => measured(() => []),
  },
  SyncNotTaken: {
    bad: () => measured(() => [{ name: 'sync_queue_oldest_seconds', labels: {}, value: 301 }]),
    good: () =>
      measured((minute) => [{ name: 'sync_queue_oldest_seconds', labels: {}, value: minute === 20 ? 301 : 0 }]),
  },
  SyncTakesLong: {
    bad: () => measured(() => [{ name: 'sync_in_progress_seconds', labels: of('BANK009'), value: 3601 }]),
    good: () => measured(() => [{ name: 'sync_in_progress_seconds', labels: of('BANK009'), value: 3599 }]),
  },
  SyncMissing: {
    bad: () => measured(() => [{ name: 'sync_missing', labels: of('BANK009'), value: 1 }]),
    good: () => measured((minute) => [{ name: 'sync_missing', labels: of('BANK009'), value: minute > 8 ? 1 : 0 }]),
  },
  ManyRowsRejected: {
    atMinute: 24,
    bad: () => syncs(ended({ files: { credit: { valid_rows: 70, rejected_rows: 30 } } } as never)),
    // The second published nothing.
    good: () => syncs(ended(), ended({ ...failed, files: { credit: { valid_rows: 0, rejected_rows: 9 } } } as never)),
  },
  EventsWait: {
    bad: () =>
      measured(() => [{ name: 'stream_waiting_seconds', labels: { tenant: 'BANK009', stream: 's' }, value: 121 }]),
    good: () =>
      measured((minute) => [
        {
          name: 'stream_waiting_seconds',
          labels: { tenant: 'BANK009', stream: 's' },
          value: minute === 20 ? 121 : 119,
        },
      ]),
  },
  EventsLate: {
    bad: () => chunks(...always.map(() => 10.5)),
    good: () => chunks(...always.map(() => 9.5)),
  },
  WebhooksWait: {
    bad: () => measured(() => [{ name: 'webhook_waiting_seconds', labels: { tenant: 'BANK009' }, value: 301 }]),
    good: () =>
      measured((minute) => [
        { name: 'webhook_waiting_seconds', labels: { tenant: 'BANK009' }, value: minute === 20 ? 301 : 299 },
      ]),
  },
  WebhooksFail: {
    bad: () => attempts(...always.map((at) => (at === 1 ? 'delivered' : 'retried'))),
    good: () => attempts(...always.map((at) => (at <= 2 ? 'delivered' : 'failed'))),
  },
  MediatorWaits: {
    bad: () => measured(() => [{ name: 'mediator_waiting_seconds', labels: { tenant: 'BANK009' }, value: 301 }]),
    good: () =>
      measured((minute) => [
        { name: 'mediator_waiting_seconds', labels: { tenant: 'BANK009' }, value: minute === 20 ? 301 : 299 },
      ]),
  },
  TransactionsUnknown: {
    atMinute: 60,
    bad: () => measured(() => [{ name: 'transactions_unknown', labels: { tenant: 'BANK009' }, value: 1 }], 60),
    // Within the hour there was a minute without any.
    good: () =>
      measured(
        (minute) => [{ name: 'transactions_unknown', labels: { tenant: 'BANK009' }, value: minute === 3 ? 0 : 5 }],
        60,
      ),
  },
  ProvidersDown: {
    atMinute: 30,
    bad: () => measured(() => [{ name: 'providers_down', labels: { tenant: 'BANK009' }, value: 1 }], 30),
    good: () =>
      measured(
        (minute) => [{ name: 'providers_down', labels: { tenant: 'BANK009' }, value: minute === 3 ? 0 : 1 }],
        30,
      ),
  },
  PostgresConnections: {
    bad: () => measured(() => [{ name: 'postgres_connections', labels: { state: 'idle' }, value: 84 }]),
    good: () => measured(() => [{ name: 'postgres_connections', labels: { state: 'idle' }, value: 83 }]),
  },
  ClickHouseErrors: {
    bad: () => measured((minute) => [{ name: 'clickhouse_errors_total', labels: {}, value: 40 + 3 * minute }]),
    // A restart begins at 0 again.
    good: () =>
      measured((minute) => [{ name: 'clickhouse_errors_total', labels: {}, value: minute > 12 ? minute : 5000 }]),
  },
  ClickHouseParts: {
    bad: () => measured(() => [{ name: 'clickhouse_active_parts', labels: { database: 'bank009_dw' }, value: 501 }]),
    good: () =>
      measured((minute) => [
        { name: 'clickhouse_active_parts', labels: { database: 'bank009_dw' }, value: minute === 18 ? 900 : 300 },
      ]),
  },
};

describe('alarms of the service', () => {
  it.each(Object.keys(SITUATIONS))('%s fires when it should, and is quiet when it should be', (name) => {
    const { bad, good, atMinute = 20 } = SITUATIONS[name]!;
    const alarm = alarmCalled(name);
    expect(isAlarming(alarm, bad(), atMinute)).toBe(true);
    expect(isAlarming(alarm, good(), atMinute)).toBe(false);
  });

  it('look at numbers that the functions emit, and all of them are tried', () => {
    const emitted = new Set(
      [...measured(() => []), ...syncs(ended()), ...chunks(1), ...attempts('failed')].map(
        ({ namespace, name, dimensions }) => text([namespace, name, dimensions]),
      ),
    );
    const ours = alarms.filter((alarm) => sourcesOf(alarm).some(({ dimensions }) => 'service' in dimensions));
    expect(ours.length).toBeGreaterThan(10);
    for (const alarm of ours) {
      expect(Object.keys(SITUATIONS)).toContain(alarm.AlarmName.replace('Tranche-', ''));
      for (const { namespace, name, dimensions } of sourcesOf(alarm)) {
        expect(emitted, alarm.AlarmName).toContain(text([namespace, name, dimensions]));
      }
    }
  });

  it('hear of no tenant by itself: a bank more is no alarm more, and whose the worst is stands in the line', () => {
    for (const alarm of alarms) {
      for (const { dimensions } of sourcesOf(alarm)) expect(Object.keys(dimensions)).not.toContain('tenant');
    }
    measured(() => [{ name: 'staged_file_age_seconds', labels: of('BANK009', { held: 'false' }), value: 901 }]);
    expect(written[0]).toMatchObject({
      staged_file_age_seconds: 901,
      staged_file_age_seconds_of: 'BANK009 loans.RETAIL',
    });
  });

  it('say nothing of what could not be asked: it is missing, and not 0', () => {
    const silent = calm.filter(({ name }) => !name.startsWith('clickhouse') && name !== 'metrics_source_up');
    const up = SOURCES.map((source) => ({
      name: 'metrics_source_up',
      labels: { source },
      value: source === 'clickhouse' ? 0 : 1,
    }));
    const names = told(1, () => gauges([...silent, ...up]).forEach(emit)).map(({ name }) => name);
    expect(names).toContain('postgres_connections');
    expect(names.filter((name) => name.startsWith('clickhouse'))).toEqual([]);
  });

  it('of two installations in one account are apart', () => {
    const other = synthesised({ installation: 'other' });
    const sources = other
      .ofType('AWS::CloudWatch::Alarm')
      .map(({ properties }) => properties as unknown as AlarmProperties)
      .flatMap((alarm) => sourcesOf(alarm).map((source) => ({ ...source, alarm: alarm.AlarmName })));
    const ours = sources.filter(({ namespace }) => namespace === 'Tranche');
    expect(ours.length).toBeGreaterThan(10);
    for (const { alarm, dimensions } of ours) {
      expect(alarm).toMatch(/^Other-/);
      expect(Object.values(dimensions)).toEqual(['other']);
    }
    for (const { properties } of other.functions)
      expect(text(properties)).toContain('"POWERTOOLS_SERVICE_NAME":"other"');
  });
});

describe('every alarm', () => {
  const runbook = readFileSync(path.join(ROOT, 'docs/runbook.md'), 'utf8');
  const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(' ', '-'),
  );

  it.each(named)(
    '%s tells somebody, when it starts and when it ends, and says what it means and what to do',
    (_, alarm) => {
      expect(alarm.AlarmActions).toHaveLength(1);
      expect(alarm.OKActions).toEqual(alarm.AlarmActions);
      const [, meaning = '', section] =
        /^(.{20,}[.]) What to do: docs\/runbook\.md#([a-z-]+)$/.exec(alarm.AlarmDescription) ?? [];
      expect(meaning).not.toBe('');
      expect(sections).toContain(section);
    },
  );

  it('is of one metric where an emulator is to take it: those on expressions are left out', () => {
    const there = synthesised({ emulator: true }).ofType('AWS::CloudWatch::Alarm');
    expect(there.length).toBeGreaterThan(40);
    for (const { properties } of there) expect(properties.Metrics, String(properties.AlarmName)).toBeUndefined();
  });

  it('has a name of its own', () => {
    expect(new Set(alarms.map(({ AlarmName }) => AlarmName)).size).toBe(alarms.length);
  });

  it('leads to the runbook where it is said to be read', () => {
    const address = 'https://git.bank.example/tranche/docs/runbook.md';
    const [alarm] = synthesised({ runbook: address }).ofType('AWS::CloudWatch::Alarm');
    expect(alarm?.properties.AlarmDescription).toContain(` ${address}#`);
  });

  it('of Prometheus is one of CloudWatch too, or there are several in its place', () => {
    const { groups } = parse(readFileSync(path.join(ROOT, 'monitoring/rules/tranche.rules.yml'), 'utf8')) as {
      groups: { rules: { alert: string }[] }[];
    };
    const rules = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    expect(rules.length).toBeGreaterThan(10);
    // One for each queue: what to do differs.
    expect(rules.filter((rule) => alarmCalled(rule) === undefined)).toEqual(['DeadLetters']);
    expect(alarms.filter(({ AlarmName }) => AlarmName.endsWith('NotEmpty')).length).toBe(
      app.ofType('AWS::SQS::Queue').filter(app.isDead).length,
    );
  });
});

describe('alarms on what AWS and the machine of ClickHouse measure', () => {
  const others = alarms.filter(({ AlarmName }) => !Object.hasOwn(SITUATIONS, AlarmName.replace('Tranche-', '')));

  it.each(others.map((alarm) => [alarm.AlarmName, alarm] as const))(
    '%s fires beyond its limit, and not at it',
    (_, alarm) => {
      const [source, ...more] = sourcesOf(alarm);
      expect(more).toEqual([]);
      const points = (value: number) => always.map((minute) => ({ ...(source as Named), minute, value }));
      expect(isAlarming(alarm, points(alarm.Threshold + 1), 20)).toBe(true);
      expect(isAlarming(alarm, points(alarm.Threshold), 20)).toBe(false);
    },
  );

  it("name numbers that ClickHouse's machine tells", () => {
    const script = readFileSync(path.join(ROOT, 'infra/clickhouse/setup.sh'), 'utf8');
    const machine = others
      .flatMap((alarm) => sourcesOf(alarm))
      .filter(({ dimensions }) => 'Installation' in dimensions);
    expect(machine.length).toBe(2);
    for (const { name } of machine) expect(script).toContain(`"${name},`);
  });

  it('name resources of the template', () => {
    for (const alarm of others) {
      for (const { dimensions } of sourcesOf(alarm)) {
        const [value] = Object.values(dimensions);
        if (typeof value === 'string') continue;
        const id =
          (value as { Ref?: string; 'Fn::GetAtt'?: [string, string] }).Ref ??
          (value as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
        expect(
          app.all.some((found) => found.id === id),
          alarm.AlarmName,
        ).toBe(true);
      }
    }
  });
});
