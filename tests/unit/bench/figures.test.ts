import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../bench/arguments.ts';
import { atLeast, atMost, figure, isMet, percentile, ratios, summarise } from '../../../bench/figures.ts';
import { describeSetting } from '../../../bench/machine.ts';
import { alternate } from '../../../bench/measure.ts';
import { jsonLine, table } from '../../../bench/report.ts';

describe('arguments of the benchmark', () => {
  it('keeps the order in which sections build on each other, whatever the order they are named in', () => {
    expect(readArguments(['--only', 'reading,load', '--scale', '0.1', '--json'])).toEqual({
      only: ['load', 'reading'],
      scale: 0.1,
      runs: 5,
      quick: false,
      json: true,
      trace: false,
    });
  });

  it('makes a quick run a small one, but for what is asked for besides', () => {
    const quick = readArguments(['--quick']);
    expect(quick).toMatchObject({ scale: 0.02, runs: 1, quick: true });
    expect(readArguments(['--quick', '--only', 'small', '--runs', '3'])).toMatchObject({
      only: ['small'],
      scale: 0.02,
      runs: 3,
      quick: true,
    });
  });

  it.each([
    ['--only', 'loda'],
    ['--only', ''],
    ['--scale', '0'],
    ['--scale', '2'],
    ['--scale', 'big'],
    ['--runs', '2.5'],
    ['--faster'],
    ['load'],
  ])('refuses %s %s', (...args) => {
    expect(() => readArguments(args)).toThrow(UsageError);
  });
});

describe('figures', () => {
  it('takes ratios within a round, not between medians', () => {
    expect(summarise(ratios([1, 10, 3], [1, 5, 2]))).toEqual({ median: 1.5, min: 1, max: 2, runs: 3 });
    expect(() => ratios([1, 2], [1])).toThrow(RangeError);
  });

  it('interpolates percentiles', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([1, 2, 3, 4, 5], 1)).toBe(5);
    expect(() => summarise([])).toThrow(RangeError);
  });

  it('compares the median with the goal', () => {
    const summary = summarise([0.9, 1.2, 1.6]);
    expect([isMet(atMost(1.25), summary), isMet(atMost(1.1), summary), isMet(atLeast(1.3), summary)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('alternate', () => {
  it('runs contenders by turns and leaves the warm-up out', async () => {
    const order: string[] = [];
    const run = (name: string) => async () => order.push(name);
    const samples = await alternate({ a: run('a'), b: run('b') }, { runs: 2, warmUp: true, onRun: () => {} });
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(samples).toEqual({ a: [3, 5], b: [4, 6] });
  });
});

describe('report', () => {
  const setting = describeSetting({ scale: 1, runs: 3 });
  const sections = [
    {
      title: 'Load',
      notes: ['a note'],
      figures: [figure('load.clean.ratio_to_floor', 'clean', '×', [1.1, 1.3, 1.2], atMost(1.25))],
    },
  ];

  it('gives one line of JSON in which a figure is found by its full name and as a tree', () => {
    const line = jsonLine(setting, sections);
    const parsed = JSON.parse(line) as Record<string, unknown>;
    expect(line).not.toContain('\n');
    expect(parsed['load.clean.ratio_to_floor.median']).toBe(1.2);
    expect(parsed.load).toEqual({ clean: { ratio_to_floor: { median: 1.2, min: 1.1, max: 1.3, runs: 3 } } });
    expect(parsed.setting).toMatchObject({ scale: 1, runs: 3, versions: { node: process.version } });
  });

  it('shows value and goal side by side and counts the goals met', () => {
    const text = table(setting, sections);
    expect(text).toMatch(/clean\s+1\.20 ×\s+1\.10\s+1\.30\s+3\s+≤ 1\.25\s+met/);
    expect(text).toContain('1 of 1 goals met');
  });
});
