import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './arguments.ts';
import { loadChart } from './charts/load-chart.ts';
import { type Figure, type Goal, isMet, type SectionResult } from './figures.ts';
import type { Setting } from './machine.ts';

export interface FinishedSection extends SectionResult {
  readonly title: string;
}

/** Of the README: drawn anew by each run at full size, or of a result that is named. */
const CHART = path.resolve(import.meta.dirname, '../docs/images/load.svg');
const RESULTS = path.join(import.meta.dirname, 'results');
const HEAD = ['', 'median', 'min', 'max', 'runs', 'goal', ''] as const;

/**
 * The whole report as text: one table, a block for each section, the goals beside the values.
 * @param showsDetails whether long listings are in it
 */
export function table(
  setting: Setting,
  sections: readonly FinishedSection[],
  { showsDetails = false }: { readonly showsDetails?: boolean } = {},
): string {
  const { machine, versions } = setting;
  const blocks = sections.map((section) => ({ ...section, rows: section.figures.map(cells) }));
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...blocks.flatMap(({ rows }) => rows.map((row) => row[column]?.length ?? 0))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 || column > 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const goals = sections.flatMap(({ figures }) => figures).filter(({ goal }) => goal);
  const met = goals.filter(({ goal, summary }) => goal && isMet(goal, summary));
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memory_gigabytes} GB, ${machine.system}`,
    `Node ${versions.node}, ClickHouse ${versions.clickhouse ?? 'not started'}, DuckDB ${versions.duckdb}, commit ${setting.commit ?? 'unknown'}`,
    `scale ${setting.scale}, ${setting.runs} runs, ${setting.measured_at}`,
    // What else ran makes everything slower, and ratios uneven.
    ...(machine.load_before > 1
      ? [
          `The machine was busy before it began: load ${machine.load_before} on ${machine.cores} cores. Times say little.`,
        ]
      : []),
    ...(setting.scale < 1
      ? ['The goals are meant for scale 1: what does not grow with the file weighs more here.']
      : []),
    '',
    line(HEAD),
    ...blocks.flatMap(({ title, rows, notes, listings = [] }) => [
      '',
      title,
      ...rows.map(line),
      ...notes.map((note) => `  · ${note}`),
      ...listings
        .filter(({ isDetail }) => showsDetails || !isDetail)
        .flatMap((listing) => ['', `  ${listing.title}`, ...listing.lines.map((each) => `    ${each}`)]),
    ]),
    '',
    `${met.length} of ${goals.length} goals met`,
  ].join('\n');
}

function cells({ label, unit, summary, goal }: Figure): string[] {
  const { median, min, max, runs } = summary;
  const shown = (value: number) => `${rounded(value)} ${unit}`;
  return [
    `  ${label}`,
    shown(median),
    runs > 1 ? rounded(min) : '',
    runs > 1 ? rounded(max) : '',
    String(runs),
    goal ? goalText(goal) : '',
    goal ? (isMet(goal, summary) ? 'met' : 'NOT MET') : '',
  ];
}

const goalText = ({ is, limit }: Goal): string => `${is === 'at most' ? '≤' : '≥'} ${limit}`;

/** Three digits that matter; whole numbers as they are. */
function rounded(value: number): string {
  if (!Number.isFinite(value)) return '?';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
  return value.toPrecision(3);
}

/** Writes `bench/results/<date>.json`. @returns its path */
export function writeResults(setting: Setting, sections: readonly FinishedSection[]): string {
  mkdirSync(RESULTS, { recursive: true });
  const file = path.join(RESULTS, `${setting.measured_at.slice(0, 19).replaceAll(':', '')}Z.json`);
  const contents = {
    ...setting,
    sections: sections.map(({ title, notes, figures, listings }) => ({
      title,
      notes,
      ...(listings && { listings: listings.map((listing) => ({ title: listing.title, lines: listing.lines })) }),
      figures: figures.map(({ goal, ...rest }) => ({
        ...rest,
        ...(goal ? { goal: { ...goal, met: isMet(goal, rest.summary) } } : {}),
      })),
    })),
  };
  writeFileSync(file, `${JSON.stringify(contents, null, 2)}\n`);
  return file;
}

/**
 * Draws the load beside the result, and for the README where it was measured at full size.
 * @param result the result's file
 * @returns the files that were written: none where the load was not measured
 */
export function writeCharts(result: string, setting: Setting, sections: readonly FinishedSection[]): string[] {
  const chart = loadChart(
    setting,
    sections.flatMap(({ figures }) => figures),
  );
  if (chart === undefined) return [];
  const files = [result.replace(/\.json$/, '.svg'), ...(setting.scale === 1 ? [CHART] : [])];
  for (const file of files) writeChart(file, chart);
  return files;
}

/**
 * Draws the README's chart from the file of an earlier result.
 * @returns the chart's file
 * @throws {UsageError} for a file that is no result, or one without the load
 */
export function drawChart(result: string): string {
  const { sections, ...setting } = readResult(result);
  const chart = loadChart(
    setting,
    sections.flatMap(({ figures }) => figures),
  );
  if (chart === undefined)
    throw new UsageError(
      `--chart ${result}: that result has not all the figures of the chart, which a run of the section load has`,
    );
  writeChart(CHART, chart);
  return CHART;
}

function readResult(file: string): Setting & { sections: FinishedSection[] } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Setting & { sections: FinishedSection[] };
  } catch (error) {
    throw new UsageError(`--chart ${file} is no result of the benchmark: ${(error as Error).message}`);
  }
}

function writeChart(file: string, chart: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, chart);
}

/**
 * One line: every number under its full name (`load.clean.ratio_to_floor.median`), and the same as a tree, so that both
 * ways of looking one up work.
 */
export function jsonLine(setting: Setting, sections: readonly FinishedSection[]): string {
  const flat: Record<string, number> = {};
  const tree: Record<string, unknown> = { setting };
  for (const { key, summary } of sections.flatMap(({ figures }) => figures)) {
    const { runs, ...numbers } = summary;
    for (const [statistic, value] of Object.entries({ ...numbers, runs })) flat[`${key}.${statistic}`] = value;
    put(tree, key.split('.'), summary);
  }
  return JSON.stringify({ ...tree, ...flat });
}

function put(tree: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) tree[name] = value;
  else {
    tree[name] ??= {};
    put(tree[name] as Record<string, unknown>, rest, value);
  }
}
