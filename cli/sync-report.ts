import type { TrancheClient } from '../shared/client/tranche-client.ts';
import { type Rule, ruleById } from '../shared/contracts/rules.ts';
import { findDataset, TABLE_NAMES } from '../shared/datasets/registry.ts';
import { coverageShares } from '../shared/domain/coverage-shares.ts';
import type { SyncCoverage, SyncFile, SyncLog } from '../shared/domain/sync.ts';
import type { ValidationError } from '../shared/domain/validation-error.ts';
import { inTableOrder } from './table-order.ts';
import { quotedText } from './text/printable.ts';
import { amountText, counted, countText, percentText } from './text/quantities.ts';

/**
 * What became of a sync, as lines.
 * @param reasons how many of the rules that rejected rows are named, the most frequent first
 */
export async function reportSync(client: TrancheClient, sync: SyncLog, reasons: number): Promise<string[]> {
  const seconds = sync.duration_ms === null ? '' : ` in ${(sync.duration_ms / 1000).toFixed(1)} s`;
  const lines = [
    `sync ${sync.id} ${sync.status}${seconds}${sync.validate_only ? ' (checked only: nothing was loaded)' : ''}`,
    ...(sync.corrects ? [`It corrects the sync ${sync.corrects}.`] : []),
    ...(sync.publication === 'pending' ? ['It is loaded, and not published: what was live is live.'] : []),
    ...(sync.publication === 'discarded' ? ['It was discarded: what was live stayed live.'] : []),
  ];
  if (sync.failure) lines.push(sync.failure.detail);
  // Before the counts: these may look well where rows are still missing.
  for (const notice of sync.notices) lines.push(`Note: ${notice.detail}`);
  const isLoaded = sync.status === 'COMPLETED' && !sync.validate_only;
  for (const [fileType, file] of inTableOrder(sync.dataset, sync.files)) {
    if (file.total_rows === null) continue;
    // A correction of another file brought rows back: no such file was sent.
    if (file.upload_id !== null) lines.push(countLine(fileType, file, isLoaded));
    if (file.quarantined_rows) lines.push(quarantineLine(file.quarantined_rows));
    lines.push(...bookLines(fileType, file, sync.publication === 'published'));
  }
  for (const [table, { rows }] of inTableOrder(sync.dataset, sync.derived)) {
    lines.push(`${table.padEnd(NAME_WIDTH)} ${columnOf(rows, 11)} ${rowsWord(rows)} derived`);
  }
  if (sync.coverage) lines.push(coverageLine(sync.coverage));
  lines.push(...(await reportRules(client, sync, reasons)));
  if (sync.warning_count) {
    const what = sync.warning_count === 1 ? 'finding was a warning' : 'findings were warnings';
    lines.push(`${countText(sync.warning_count)} ${what}${fateOfWarnings(sync)}.`);
  }
  return lines;
}

/** A row with a warning goes the way of its file. */
function fateOfWarnings({ status, validate_only, publication, warning_count }: SyncLog): string {
  if (status !== 'COMPLETED' || publication === 'discarded') return '';
  const [row, is, waits] = warning_count === 1 ? ['that row', 'is', 'waits'] : ['those rows', 'are', 'wait'];
  if (publication === 'pending') return `: ${row} ${waits} to be published like the others`;
  return `: ${row} ${is} ${validate_only ? 'valid' : 'loaded'}`;
}

/** How much of what was derived is of something that the files have: in rows, and in what they come to. */
function coverageLine(coverage: SyncCoverage): string {
  const { rows, rows_matched, amount, amount_matched } = coverage;
  const shares = coverageShares(coverage);
  const share = (ratio: number | null) => (ratio === null ? '' : ` (${percentText(ratio)})`);
  return (
    `Covered: ${countText(rows_matched)} of ${counted(rows, 'row')}${share(shares.rows)}, ` +
    `${amountText(amount_matched)} of ${amountText(amount)} in value${share(shares.amount)}.`
  );
}

const NAME_WIDTH = Math.max(...TABLE_NAMES.map((name) => name.length));

/** One file of a sync, or of a check: rows = valid + rejected. */
export const countLine = (
  fileType: string,
  file: Pick<SyncFile, 'total_rows' | 'valid_rows' | 'rejected_rows'>,
  isLoaded: boolean,
): string =>
  `${fileType.padEnd(NAME_WIDTH)} ${columnOf(file.total_rows, 11)} ${rowsWord(file.total_rows)} = ${columnOf(file.valid_rows, 11)} ` +
  `${isLoaded ? 'loaded' : 'valid '} + ${columnOf(file.rejected_rows, 9)} rejected`;

/** As wide for one as for many: columns stand below each other. */
const rowsWord = (count: number | null): string => (count === 1 ? 'row ' : 'rows');

const quarantineLine = (rows: number): string =>
  `${''.padEnd(NAME_WIDTH)} ${columnOf(rows, 11)} of them quarantined: left out of reads unless they are asked for`;

/** What the book has besides the rows of the file, and what it has no longer. */
function bookLines(fileType: string, file: SyncFile, isLive: boolean): string[] {
  const { valid_rows, kept_rows, returned_rows, removed_rows } = file;
  const margin = file.upload_id === null ? fileType.padEnd(NAME_WIDTH) : ''.padEnd(NAME_WIDTH);
  const lines: string[] = [];
  if (kept_rows !== null) {
    const all = kept_rows + (valid_rows ?? 0) + (returned_rows ?? 0);
    lines.push(
      `${margin} ${columnOf(all, 11)} in the book = ${countText(kept_rows)} kept + ${countText(valid_rows ?? 0)} loaded` +
        ` + ${countText(returned_rows ?? 0)} returned`,
    );
  }
  if (removed_rows) {
    const [rows, are] = removed_rows === 1 ? ['live row', 'is'] : ['live rows', 'are'];
    const what = `${isLive ? are : 'would'} not ${isLive ? '' : 'be '}in the book any more`;
    lines.push(`${margin} ${columnOf(removed_rows, 11)} ${rows} ${what}`);
  }
  return lines;
}

const columnOf = (count: number | null, width: number): string => countText(count ?? 0).padStart(width);

async function reportRules(client: TrancheClient, sync: SyncLog, reasons: number): Promise<string[]> {
  const byRule = Object.entries(sync.error_summary?.by_rule ?? {}).sort(([, a], [, b]) => b - a);
  if (byRule.length === 0) return [];
  const shown = byRule.slice(0, reasons);
  const more = byRule.length > reasons ? `; the ${reasons} most frequent of ${byRule.length} reasons` : '';
  const lines = [`Why rows were rejected (${counted(sync.error_count ?? 0, 'finding')}${more}):`];
  const contract = findDataset(sync.dataset);
  for (const [id, findings] of shown) {
    const rule = contract && ruleById(contract, id);
    lines.push(`${columnOf(findings, 9)} × ${id}  ${rule?.reason ?? ''}`);
    const example = rule && (await exampleOf(client, sync.id, rule));
    if (example) lines.push(`            e.g. ${describeExample(example)}`);
  }
  return lines;
}

async function exampleOf(client: TrancheClient, syncId: string, rule: Rule): Promise<ValidationError | undefined> {
  const query = { file_type: rule.fileType, severity: rule.severity, rule_id: rule.id, limit: 1 };
  return (await client.listErrors(syncId, query)).data[0];
}

const HIDDEN = 'is hidden: rows of this file hold private values';

/** Where a finding is, and what stands there. */
export function describeExample({
  line_number,
  field_name,
  raw_value,
  value_hidden,
  record_key,
}: Pick<ValidationError, 'line_number' | 'field_name' | 'raw_value' | 'value_hidden' | 'record_key'>): string {
  const value = value_hidden ? HIDDEN : raw_value === null ? 'is empty' : `is ${quotedText(raw_value)}`;
  const row = value_hidden ? `the row ${HIDDEN}` : raw_value === null ? '' : quotedText(raw_value);
  const what = field_name === null ? row : `${field_name} ${value}`;
  return [
    `line ${line_number}: ${what}`,
    record_key === null || record_key === raw_value ? '' : `(${quotedText(record_key)})`,
  ]
    .filter(Boolean)
    .join(' ');
}
