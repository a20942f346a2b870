import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../functions/metrics/families.ts';
import { synthesised, text } from './synthesis.ts';

interface Panel {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
    readonly query?: string;
  };
}

/** The body as CloudWatch gets it, what is known only when deployed in angle brackets. */
function panelsOf(app: ReturnType<typeof synthesised>): Panel[] {
  const body = app.only('AWS::CloudWatch::Dashboard').properties.DashboardBody as { 'Fn::Join': [string, unknown[]] };
  const written = body['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : `<${idIn(part)}>`)).join('');
  return (JSON.parse(written) as { widgets: Panel[] }).widgets;
}
const idIn = (part: unknown): string =>
  /"(?:Ref|Fn::GetAtt|Fn::ImportValue)":\[?"([^"]+)"/.exec(text(part))?.[1] ?? '?';

const app = synthesised();
const panels = panelsOf(app);
/** Counted when a function ends its work, and not at /metrics under this name. */
const ONLY_HERE = [
  'sync_failures_total',
  'dry_runs_total',
  'rejected_rows_ratio',
  'sync_publish_seconds',
  'provider_call_seconds',
];

describe('the dashboard', () => {
  it('begins with the state of every alarm', () => {
    const [shown] = panels.flatMap(({ properties }) => (properties.alarms ? [properties.alarms] : []));
    const names = app.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName as string);
    expect(shown?.map((arn) => arn.split(':alarm:')[1]).sort()).toEqual(names.sort());
  });

  it('has panels in sections, that do not overlap and each have a title', () => {
    expect(
      panels.filter(({ type }) => type === 'text').map(({ properties }) => properties.markdown?.split('\n')[0]),
    ).toEqual([
      '# Tranche',
      '## API',
      '## Syncs',
      '## Files',
      '## Streams',
      '## Webhooks',
      '## Mediator',
      '## Engines',
      '## Functions and queues',
    ]);
    const cells = panels.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, at) => `${x + (at % width)},${y + Math.floor(at / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    const titles = panels.filter(({ type }) => type !== 'text').map(({ properties }) => properties.title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).not.toContain(undefined);
    for (const { x, width } of panels) expect(x + width).toBeLessThanOrEqual(24);
  });

  it('shows numbers that are emitted, of this installation', () => {
    const all = panels.flatMap(({ properties }) => properties.metrics ?? []);
    const direct = all
      .filter(([namespace]) => namespace === 'Tranche')
      .map(([, name, dimension, value]) => ({ name, dimension, value }));
    const searched = all.flatMap(([first]) => {
      const { expression } = (first ?? {}) as { expression?: string };
      const [, name, value] = /MetricName="(\w+)" service="([^"]+)"/.exec(expression ?? '') ?? [];
      return name === undefined ? [] : [{ name, dimension: 'service', value }];
    });
    const shown = [...direct, ...searched];
    expect(shown.length).toBeGreaterThan(25);
    for (const { name, dimension, value } of shown) {
      if (dimension === 'Installation') continue;
      expect([name, dimension, value]).toEqual([name, 'service', 'tranche']);
      expect(Object.hasOwn(FAMILIES, name as string) || ONLY_HERE.includes(name as string), name as string).toBe(true);
    }
  });

  it('leaves out engines that are not made here, and is left out of an emulator', () => {
    const given = panelsOf(
      synthesised({
        postgresSecret: 'bank/postgres',
        credentialsSecret: 'bank/credentials',
        clickhouseSecret: 'bank/clickhouse',
      }),
    );
    const titles = (of: Panel[]) => of.map(({ properties }) => properties.title);
    expect(titles(panels)).toEqual(expect.arrayContaining(['Aurora, percent', "ClickHouse's disk, percent"]));
    expect(titles(given).filter((title) => /Aurora|disk/.test(title ?? ''))).toEqual([]);
    expect(synthesised({ emulator: true }).ofType('AWS::CloudWatch::Dashboard')).toEqual([]);
  });

  it('is named for its installation', () => {
    const other = synthesised({ installation: 'other' }).only('AWS::CloudWatch::Dashboard');
    expect(other.properties.DashboardName).toBe('Other');
  });
});
