import { describe, expect, it } from 'vitest';
import { type Bar, barChartSvg } from '../../../bench/charts/bar-chart.ts';
import { loadChart } from '../../../bench/charts/load-chart.ts';
import { figure } from '../../../bench/figures.ts';
import { describeSetting } from '../../../bench/machine.ts';

const bar = (label: string, value: number, more: Partial<Bar> = {}): Bar => ({
  label,
  value,
  least: value,
  most: value,
  isOwn: false,
  ...more,
});
const chart = (bars: readonly Bar[]) =>
  barChartSvg({ title: 'A <b> & "c"', subtitle: 'sub', unit: '×', reference: { value: 1, label: 'base' }, bars });
const widths = (svg: string) =>
  [...svg.matchAll(/<rect class="(?:own|other)"[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));

describe('a bar chart', () => {
  it('has bars in proportion to their values', () => {
    const [two, one, five] = widths(chart([bar('two', 2), bar('one', 1), bar('five', 5)]));
    expect(one).toBeCloseTo(five! / 5, 0);
    expect(two).toBeCloseTo((2 * five!) / 5, 0);
  });

  it('keeps room for the largest of the runs, and shows how far they are apart', () => {
    const svg = chart([bar('two', 2, { least: 1, most: 4 })]);
    const [, x1, x2] = /<line class="spread" x1="([\d.]+)"[^>]* x2="([\d.]+)"/.exec(svg)!;
    const [width] = widths(svg);
    expect((Number(x2) - Number(x1)) / width!).toBeCloseTo(1.5, 1);
    expect(chart([bar('two', 2)])).not.toContain('class="spread"');
  });

  it('escapes its texts, and tells those who do not see it what it shows', () => {
    const svg = chart([bar('<1 % & more>', 1.234)]);
    expect(svg).toContain('<title id="title">A &lt;b&gt; &amp; &quot;c&quot;</title>');
    expect(svg).toContain('base: 1 ×; &lt;1 % &amp; more&gt;: 1.23 ×.</desc>');
    expect(svg).not.toContain('<1 %');
  });

  it('is the same whenever it is drawn', () => {
    const bars = [bar('one', 1), bar('two', 2, { isOwn: true })];
    expect(chart(bars)).toBe(chart(bars));
  });
});

describe('the chart of the load', () => {
  const setting = { ...describeSetting({ scale: 0.02, runs: 3 }), measured_at: '2026-01-31T10:00:00.000Z' };
  const keys = ['clean', 'dirty_1', 'dirty_20', 'duckdb.clean', 'duckdb.dirty_1'].map(
    (name) => `load.${name}.ratio_to_floor`,
  );
  const figures = [...keys, 'load.stream.ratio_to_floor_per_row'].map((key, index) =>
    figure(key, key, '×', [index + 1, index + 2, index + 3]),
  );

  it('says what was measured, how large, and when', () => {
    const svg = loadChart(setting, figures);
    expect(svg).toContain('0.02 of the full size, 3 rounds by turns');
    expect(svg).toContain('2026-01-31');
    expect(svg).toContain('>csv-parse + zod, clean<');
    expect(widths(svg!)).toHaveLength(6);
  });

  it('is not drawn of a part of it', () => {
    expect(loadChart(setting, figures.slice(1))).toBeUndefined();
  });
});
