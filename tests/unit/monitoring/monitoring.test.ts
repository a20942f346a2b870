import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { FAMILIES } from '../../../functions/metrics/families.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}
interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
}
interface RuleTest {
  readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[];
}

const alerts = (parse(read('monitoring/rules/tranche.rules.yml')) as { groups: { rules: Alert[] }[] }).groups.flatMap(
  ({ rules }) => rules,
);
const { tests } = parse(read('monitoring/rules/tranche.test.yml')) as { tests: RuleTest[] };
const dashboards = ['application', 'infrastructure'].map(
  (name) => JSON.parse(read(`monitoring/grafana/dashboards/${name}.json`)) as { title: string; panels: Panel[] },
);

/** Names of metrics in an expression; what only Prometheus has is `up`. */
const metricsIn = (expression: string): string[] =>
  [...expression.matchAll(/([a-z_]+)\{job="tranche"/g)].map(([, name = '']) => name).filter((name) => name !== 'up');
const isServed = (metric: string): boolean => Object.hasOwn(FAMILIES, metric.replace(/_(?:bucket|sum|count)$/, ''));

const promtool = spawnSync('promtool', ['--version']).status === 0;
const say = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8', timeout: 60_000 });
  return { status, said: stdout + stderr };
};

describe('alerts', () => {
  it.each(alerts.map((alert) => [alert.alert, alert] as const))(
    '%s leads to its section of the runbook',
    (_name, { annotations }) => {
      const [file = '', anchor] = annotations.runbook.split('#');
      const sections = [...read(file).matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
        title.toLowerCase().replaceAll(' ', '-'),
      );
      expect(sections).toContain(anchor);
    },
  );

  it.each(alerts.map((alert) => [alert.alert, alert] as const))(
    '%s looks at numbers that are served',
    (_name, { expr }) => {
      expect(expr).toContain('{job="tranche"');
      expect(metricsIn(expr).filter((metric) => !isServed(metric))).toEqual([]);
    },
  );

  it('each is tried: it fires, and there is a time when it does not', () => {
    for (const { alert } of alerts) {
      const tried = tests
        .flatMap(({ alert_rule_test }) => alert_rule_test)
        .filter(({ alertname }) => alertname === alert);
      expect([alert, tried.some(({ exp_alerts }) => exp_alerts.length > 0)]).toEqual([alert, true]);
      expect([alert, tried.some(({ exp_alerts }) => exp_alerts.length === 0)]).toEqual([alert, true]);
    }
  });

  // Debian's package `prometheus` has promtool; .ci/run installs it where it can.
  it.skipIf(!promtool)('promtool finds the rules right, and fires each', () => {
    const rules = path.join(ROOT, 'monitoring/rules');
    expect(say('check', 'rules', path.join(rules, 'tranche.rules.yml'))).toMatchObject({ status: 0 });
    expect(say('test', 'rules', path.join(rules, 'tranche.test.yml'))).toMatchObject({ status: 0 });
  });
});

describe('dashboards', () => {
  const panels = dashboards.flatMap(({ panels }) => panels);

  it.each(panels.map((panel) => [panel.title, panel] as const))(
    '"%s" shows numbers that are served',
    (_title, { targets }) => {
      const metrics = targets.flatMap(({ expr }) => metricsIn(expr));
      expect(metrics.filter((metric) => !isServed(metric))).toEqual([]);
    },
  );

  it.skipIf(!promtool)('every expression is one', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tranche-dashboards-'));
    const file = path.join(folder, 'panels.yml');
    const rules = panels.flatMap(({ targets }) => targets).map(({ expr }, at) => ({ record: `panel:${at}`, expr }));
    writeFileSync(file, stringify({ groups: [{ name: 'panels', rules }] }));
    expect(say('check', 'rules', '--lint=none', file)).toMatchObject({ status: 0 });
    rmSync(folder, { recursive: true });
  });
});
