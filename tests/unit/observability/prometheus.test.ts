import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inBuckets } from '../../../shared/observability/histogram.ts';
import { type Family, prometheusText, type Sample } from '../../../shared/observability/prometheus.ts';

const FAMILIES: Record<string, Family> = {
  requests_total: { type: 'counter', help: 'Requests,\nin \\ all.' },
  seconds: { type: 'histogram', help: 'Time.' },
  waiting: { type: 'gauge', help: 'Files.' },
};

/** Reads a line back, as Prometheus does. */
function readSample(text: string): Sample {
  const [, name = '', , inside = '', value = ''] = /^([a-z_]+)(\{(.*)\})? (\S+)$/s.exec(text) ?? [];
  const labels: Record<string, string> = {};
  for (const [, label = '', escaped = ''] of inside.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/gs)) {
    labels[label] = escaped.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char));
  }
  return { name, labels, value: value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value) };
}
const samplesIn = (text: string): Sample[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readSample);

test('families come in their order, each described once; those without a sample are left out', () => {
  const text = prometheusText(FAMILIES, [
    { name: 'waiting', labels: {}, value: 2 },
    { name: 'requests_total', labels: { route: '/api/data' }, value: 7 },
    { name: 'undescribed_total', labels: {}, value: 1 },
  ]);
  expect(text).toBe(
    [
      '# HELP requests_total Requests,\\nin \\\\ all.',
      '# TYPE requests_total counter',
      'requests_total{route="/api/data"} 7',
      '# HELP waiting Files.',
      '# TYPE waiting gauge',
      'waiting 2',
      '',
    ].join('\n'),
  );
});

test('whatever a label says, it is read back as it was', () => {
  const value = fc.oneof(fc.double({ noNaN: true, min: 0 }), fc.nat());
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), value, (text, number) => {
      const sample = { name: 'requests_total', labels: { route: text }, value: number };
      expect(samplesIn(prometheusText(FAMILIES, [sample]))).toEqual([sample]);
    }),
  );
});

describe('a histogram', () => {
  const BOUNDS = [0.1, 0.5, 1, 10];
  const observed = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 30 });

  test('adds up: buckets grow, the last one holds all, the sum is the sum', () => {
    fc.assert(
      fc.property(observed, (times) => {
        const totals = new Map<string, Sample>();
        for (const part of times.flatMap((time) => inBuckets('seconds', { route: '/x' }, time, BOUNDS))) {
          const key = JSON.stringify([part.name, part.labels]);
          totals.set(key, { ...part, value: (totals.get(key)?.value ?? 0) + part.value });
        }
        const shuffled = [...totals.values()].toReversed();
        const lines = samplesIn(prometheusText(FAMILIES, shuffled));
        const buckets = lines.filter(({ name }) => name === 'seconds_bucket');
        expect(buckets.map(({ labels }) => labels.le)).toEqual([...BOUNDS.map(String), '+Inf']);
        for (const [index, bound] of [...BOUNDS, Number.POSITIVE_INFINITY].entries()) {
          expect(buckets[index]?.value).toBe(times.filter((time) => time <= bound).length);
        }
        const value = (wanted: string) => lines.find(({ name }) => name === wanted)?.value;
        expect(value('seconds_count')).toBe(times.length);
        expect(value('seconds_sum')).toBeCloseTo(
          times.reduce((sum, time) => sum + time, 0),
          9,
        );
      }),
    );
  });
});
