/** What holds of every dataset, asked of each that there is: whoever adds one has these tests. */
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  derivedTablesOf,
  isFileType,
  storedColumnsOfVariant,
  type Table,
  tablesOf,
} from '../../shared/contracts/contract.ts';
import { mayQuarantine } from '../../shared/contracts/quarantine.ts';
import type { DataPage, DataRow, FileType, Page, SyncLog, ValidationError } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { nameOf, type Sample, SLICES, sampleOf, withHeadersAgain } from './samples.ts';
import { banksFor } from './tenants.ts';

/** Of the file that the others refer to; others have more. */
const ROWS = 30;
const textOf = (value: unknown): string => JSON.stringify(value) ?? '';
/** Whether what a row has is the value, or a list that has it. */
const isOneOf = (has: unknown, value: unknown): boolean => (Array.isArray(has) ? has.includes(value) : has === value);
const isMissing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

describe.each(SLICES.map((slice) => ({ slice, name: slice.text })))('$name', ({ slice }) => {
  const { contract } = slice;
  const labels = { dataset: slice.dataset, ...(slice.variant === null ? {} : { variant: slice.variant }) };
  const tables = tablesOf(contract);
  let bank: Bank;
  let dirty: Sample;
  let log: SyncLog;
  const rowsOf = ({ name: data_type }: Table, query: Record<string, string | number> = {}) =>
    bank.all<DataRow>('/api/data', { ...labels, data_type, limit: 1000, ...query });
  /** How many rows readers see of each table, and of which batch. */
  const book = async () => {
    const seen: Record<string, readonly [batch: string | null, rows: number]> = {};
    for (const table of tables) {
      const page = await bank.call<DataPage>('/api/data', {
        query: { ...labels, data_type: table.name, limit: 1 },
      });
      seen[table.name] = [page.batch_id, page.total_count];
    }
    return seen;
  };

  beforeAll(async () => {
    [bank] = (await banksFor(`EVERY_${slice.dataset.toUpperCase()}`, 1)) as [Bank];
    dirty = withHeadersAgain(slice, sampleOf(slice, ROWS, 0.2, 1));
    await bank.configure(nameOf(slice), { max_error_rate: 1, max_removed_rate: 1 });
    log = await bank.load(...dirty.files);
  });

  it('loads what is right and rejects what is wrong, each row for its own reason', async () => {
    for (const [fileType, { rows, rejected }] of Object.entries(dirty.counts)) {
      expect(log.files[fileType as FileType]).toMatchObject({
        total_rows: rows,
        valid_rows: rows - rejected,
        rejected_rows: rejected,
      });
    }
    const findings = await bank.errors(log.id, { severity: 'ERROR' });
    const byRule: Record<string, Set<string>> = {};
    for (const { rule_id, file_type, row_number } of findings) {
      byRule[rule_id] ??= new Set();
      byRule[rule_id].add(`${file_type}/${row_number}`);
    }
    expect(Object.fromEntries(Object.entries(byRule).map(([rule, rows]) => [rule, rows.size]))).toEqual(
      dirty.rejectedBy,
    );
    expect(findings.every((finding) => finding.dataset === slice.dataset && finding.variant === slice.variant)).toBe(
      true,
    );
  });

  it('gives rejected rows back as they were sent', async () => {
    for (const { fileType, content } of dirty.files) {
      const { rejected } = dirty.counts[fileType]!;
      if (rejected === 0) continue;
      const sent = Buffer.from(content).toString('latin1').split('\n');
      const back = (await bank.rejectedCsv(log.id, fileType)).toString('latin1').split('\n');
      const errors: ValidationError[] = await bank.errors(log.id, { severity: 'ERROR', file_type: fileType });
      expect(new Set(errors.map(({ row_number }) => row_number)).size).toBe(rejected);
      // Rows may hold line breaks: the lines of each stand together, with the reason behind them.
      for (const { line_number } of errors) {
        const line = sent[line_number - 1]!.replace(/\r$/, '');
        expect(back.some((candidate) => candidate.startsWith(line) || candidate.includes(line))).toBe(true);
      }
    }
  });

  it('serves every row once, by any order and in pages of any size', async () => {
    for (const table of tables) {
      const all = await rowsOf(table);
      expect(all.length).toBeGreaterThan(0);
      if (isFileType(table)) {
        const { valid_rows, quarantined_rows } = log.files[table.name as FileType]!;
        expect(all).toHaveLength(valid_rows! - quarantined_rows!);
        if (mayQuarantine(table)) expect(await rowsOf(table, { include: 'quarantined' })).toHaveLength(valid_rows!);
      }
      const known = all.map(textOf).sort();
      expect(new Set(known).size).toBe(known.length);
      expect((await rowsOf(table, { limit: 197 })).map(textOf)).toEqual(all.map(textOf));
      for (const { name: column, kind } of storedColumnsOfVariant(table, slice.variant)) {
        // A list has no order.
        if (kind.element) continue;
        const upwards = await rowsOf(table, { sort: column });
        expect(upwards.map(textOf).sort(), `${table.name} by ${column}`).toEqual(known);
        const values = upwards.map((row) => textOf(row[column]));
        const downwards = (await rowsOf(table, { sort: `-${column}`, limit: 613 })).map((row) => textOf(row[column]));
        const filled = (of: string[]) => of.filter((value) => value !== 'null');
        expect(filled(downwards), `${table.name} by -${column}`).toEqual(filled(values).reverse());
      }
    }
  });

  it('finds the rows that hold a value, in any of its columns', async () => {
    for (const table of tables) {
      const all = await rowsOf(table);
      const some = all[Math.floor(all.length / 2)]!;
      for (const { name: column, kind } of storedColumnsOfVariant(table, slice.variant)) {
        // Of a list, its first element.
        const valueIn = (row: DataRow) => (kind.element ? (row[column] as unknown as unknown[])[0] : row[column]);
        const value = valueIn(some);
        if (value === null || value === undefined) continue;
        const how = kind.element ? '[contains]' : '';
        const found = await rowsOf(table, { [`filter[${column}]${how}`]: String(value) });
        const wanted = all.filter((row) => isOneOf(row[column], value)).map(textOf);
        expect(found.map(textOf), `${table.name} where ${column} is ${value}`).toEqual(wanted);
      }
    }
  });

  it('describes every table in a profile of all its rows', async () => {
    for (const table of tables) {
      const all = await rowsOf(table);
      const profile = await bank.call<{
        row_count: number;
        completeness: Record<string, { missing_count: number }>;
      }>('/api/profiling', { query: { ...labels, data_type: table.name } });
      expect(profile.row_count).toBe(all.length);
      for (const [column, { missing_count }] of Object.entries(profile.completeness)) {
        expect(missing_count, `${table.name}.${column}`).toBe(all.filter((row) => isMissing(row[column])).length);
      }
    }
  });

  it('answers every question that it has', async () => {
    const { data } = await bank.call<Page<{ name: string }>>('/api/analyses', { query: { dataset: slice.dataset } });
    expect(data.map((analysis) => analysis.name)).toEqual((contract.analyses ?? []).map((analysis) => analysis.name));
    for (const analysis of data) {
      const { columns, rows } = await bank.call<{ columns: { name: string }[]; rows: DataRow[] }>(
        `/api/analyses/${slice.dataset}/${analysis.name}`,
      );
      for (const row of rows) expect(Object.keys(row)).toEqual(columns.map((column) => column.name));
    }
  });

  it('refuses a file that lacks a required column, or brings one that is not known', async () => {
    for (const { fileType, content } of dirty.files) {
      const text = Buffer.from(content).toString('latin1');
      const [header = ''] = text.split('\n');
      const required = contract.fileTypes.find((candidate) => candidate.name === fileType)!.columns[0]!.name;
      for (const [wrong, code] of [
        [header.replace(required, 'nonsense'), 'header-missing-columns'],
        [`${header};nonsense`, 'header-unknown-columns'],
      ] as const) {
        const upload = await bank.send({ slice: nameOf(slice), fileType, content: text.replace(header, wrong) });
        expect([upload.status, problemCode(upload.problem)]).toEqual(['REJECTED', code]);
      }
    }
  });

  it('is replaced as a whole, packed or not, and can be taken back', async () => {
    const before = await book();
    const clean = sampleOf(slice, 15, 0, 2);
    const [first, ...others] = clean.files.map((file) => ({
      ...file,
      content: gzipSync(file.content),
      name: `${file.fileType}.csv.gz`,
    }));
    const next = await bank.load(first!, ...others);
    expect(next.status).toBe('COMPLETED');
    const after = await book();
    for (const [fileType, { rows }] of Object.entries(clean.counts)) expect(after[fileType]![1]).toBe(rows);
    // A calendar may have as many days as before.
    for (const { name: derived } of derivedTablesOf(contract)) expect(after[derived]![0]).toBe(next.batch_id);
    await bank.call('/api/publications/rollback', {
      method: 'POST',
      body: { ...labels, to: log.id, reason: 'the wrong files' },
    });
    expect(await book()).toEqual(before);
  });
});
