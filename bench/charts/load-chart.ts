import type { Figure } from '../figures.ts';
import type { Setting } from '../machine.ts';
import { type Bar, type BarChart, barChartSvg } from './bar-chart.ts';

/** Figures of the section `load`, in their order on the chart. */
const BARS = [
  { key: 'load.clean.ratio_to_floor', label: 'Tranche, clean', isOwn: true },
  { key: 'load.dirty_1.ratio_to_floor', label: 'Tranche, 1 % wrong', isOwn: true },
  { key: 'load.dirty_20.ratio_to_floor', label: 'Tranche, 20 % wrong', isOwn: true },
  { key: 'load.duckdb.clean.ratio_to_floor', label: 'DuckDB, clean', isOwn: false },
  { key: 'load.duckdb.dirty_1.ratio_to_floor', label: 'DuckDB, 1 % wrong', isOwn: false },
  { key: 'load.stream.ratio_to_floor_per_row', label: 'csv-parse + zod, clean', isOwn: false },
] as const;

/** What a load takes, measured by the raw load of the same rows. @returns undefined where the load was not measured */
export function loadChart(
  { measured_at, machine, scale, runs }: Pick<Setting, 'measured_at' | 'machine' | 'scale' | 'runs'>,
  figures: readonly Pick<Figure, 'key' | 'summary'>[],
): string | undefined {
  const bars: Bar[] = [];
  for (const { key, label, isOwn } of BARS) {
    const found = figures.find((figure) => figure.key === key);
    if (!found) return undefined;
    const { median, min, max } = found.summary;
    bars.push({ label, value: median, least: min, most: max, isOwn });
  }
  const size = scale === 1 ? 'full size' : `${scale} of the full size`;
  const rounds = runs === 1 ? 'one round' : `${runs} rounds`;
  const chart: BarChart = {
    title: 'Time until checked loans are published: raw load of the same rows = 1',
    subtitle: `Shorter is better. ${size}, ${rounds} by turns, ${machine.cores} cores, ${measured_at.slice(0, 10)}`,
    unit: '×',
    reference: { value: 1, label: 'raw load into ClickHouse, which checks nothing' },
    bars,
  };
  return barChartSvg(chart);
}
