import type { TrancheClient } from '../../shared/client/tranche-client.ts';
import { loans } from '../../shared/contracts/loans.ts';
import { type Rule, ruleById } from '../../shared/contracts/rules.ts';
import type { SyncFile, SyncLog } from '../../shared/http/schemas/sync.ts';
import type { ValidationError } from '../../shared/http/schemas/validation-error.ts';
import { FILE_TYPES, type FileType } from '../../shared/staging/file-kind.ts';
import type { Outcome } from './delivery.ts';
import type { PortfolioCounts } from './portfolio.ts';

const LONGEST_VALUE = 40;
/** The API's most. A rule whose example is not on the first page is shown without. */
const PAGE = '1000';

/**
 * What became of one bank's delivery, as lines.
 * @param reasons how many of the rules that rejected rows are named, the most frequent first
 */
export async function reportOutcome(outcome: Outcome, reasons: number): Promise<string[]> {
  const { delivery, uploads, syncs, sample } = outcome;
  const lines: string[] = ['', `${delivery.client.tenantId} ${delivery.loanType}`];
  for (const fileType of FILE_TYPES) {
    const upload = uploads[fileType];
    if (!upload || upload.status === 'LOADED' || upload.status === 'FAILED') continue;
    lines.push(
      `  ${fileType} file ${upload.file_name} is ${upload.status}${upload.problem ? `: ${upload.problem.detail}` : ''}`,
    );
  }
  for (const sync of syncs) lines.push(...(await reportSync(delivery.client, sync, reasons)));
  if (sample) lines.push(...reportSample(outcome, sample));
  return lines;
}

async function reportSync(client: TrancheClient, sync: SyncLog, reasons: number): Promise<string[]> {
  const seconds = sync.duration_ms === null ? '' : ` in ${(sync.duration_ms / 1000).toFixed(1)} s`;
  const lines = [`  sync ${sync.id} ${sync.status}${seconds}`];
  if (sync.failure) lines.push(`  ${sync.failure.detail}`);
  for (const fileType of FILE_TYPES) {
    const file = sync.files[fileType];
    if (file?.total_rows != null) lines.push(`  ${countLine(fileType, file, sync.status === 'COMPLETED')}`);
  }
  lines.push(...(await reportRules(client, sync, reasons)));
  if (sync.warning_count) lines.push(`  ${count(sync.warning_count)} findings were warnings: those rows are loaded.`);
  for (const notice of sync.notices) lines.push(`  Note: ${notice.detail}`);
  return lines;
}

const count = (value: number | null): string => (value ?? 0).toLocaleString('en');

const countLine = (fileType: FileType, file: SyncFile, isLoaded: boolean): string =>
  `${fileType.padEnd(12)} ${count(file.total_rows).padStart(11)} rows = ${count(file.valid_rows).padStart(11)} ` +
  `${isLoaded ? 'loaded' : 'valid '} + ${count(file.rejected_rows).padStart(9)} rejected`;

async function reportRules(client: TrancheClient, sync: SyncLog, reasons: number): Promise<string[]> {
  const byRule = Object.entries(sync.error_summary?.by_rule ?? {}).sort(([, a], [, b]) => b - a);
  if (byRule.length === 0) return [];
  const shown = byRule.slice(0, reasons);
  const more = byRule.length > reasons ? `; the ${reasons} most frequent of ${byRule.length} reasons` : '';
  const lines = [`  Why rows were rejected (${count(sync.error_count)} findings${more}):`];
  for (const [id, findings] of shown) {
    const rule = ruleById(loans, id);
    lines.push(`  ${count(findings).padStart(9)} × ${id}  ${rule?.reason ?? ''}`);
    const example = rule && (await exampleOf(client, sync.id, rule));
    if (example) lines.push(`              e.g. ${describeExample(example)}`);
  }
  return lines;
}

async function exampleOf(client: TrancheClient, syncId: string, rule: Rule): Promise<ValidationError | undefined> {
  const [field] = rule.fields;
  const found = await client.listErrors(syncId, {
    file_type: rule.fileType,
    error_type: rule.errorType,
    severity: rule.severity,
    ...(field === undefined ? {} : { field_name: field }),
    limit: PAGE,
  });
  return found.data.find(({ rule_id }) => rule_id === rule.id);
}

function describeExample({ line_number, field_name, raw_value, record_key }: ValidationError): string {
  const value = raw_value === null ? 'is empty' : `is ${quoted(raw_value)}`;
  const what = field_name === null ? (raw_value === null ? '' : quoted(raw_value)) : `${field_name} ${value}`;
  return [
    `line ${line_number}: ${what}`,
    record_key === null || record_key === raw_value ? '' : `(${quoted(record_key)})`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** JSON quoting keeps control characters of broken rows off the terminal. */
const quoted = (text: string): string =>
  JSON.stringify(text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text);

/** Rows of the files that were sent, over all syncs. Files that were staged before may have been loaded along with them. */
function sentRows({ uploads, syncs }: Outcome, fileType: FileType): { total: number; rejected: number } {
  const files = syncs.flatMap((sync) => sync.files[fileType] ?? []);
  const sent = files.filter(({ upload_id }) => upload_id === uploads[fileType]?.upload_id);
  return {
    total: sent.reduce((rows, file) => rows + (file.total_rows ?? 0), 0),
    rejected: sent.reduce((rows, file) => rows + (file.rejected_rows ?? 0), 0),
  };
}

/** Whether a sample was found to be exactly what it was made to be. */
export function isAsMade(outcome: Outcome, sample: PortfolioCounts): boolean {
  const credit = sentRows(outcome, 'credit');
  const payment_plan = sentRows(outcome, 'payment_plan');
  return (
    credit.total === sample.credits &&
    credit.rejected === sample.spoiledCredits &&
    payment_plan.total === sample.payments &&
    payment_plan.rejected === sample.spoiledPayments
  );
}

function reportSample(outcome: Outcome, sample: PortfolioCounts): string[] {
  const { syncs } = outcome;
  if (syncs.length === 0 || syncs.some(({ status }) => status !== 'COMPLETED')) return [];
  const wrong = `${count(sample.spoiledCredits)} credits and ${count(sample.spoiledPayments)} installments were wrong on purpose`;
  return isAsMade(outcome, sample)
    ? [`  ${wrong}: exactly these were rejected.`]
    : [
        `  ${wrong}, of ${count(sample.credits)} and ${count(sample.payments)}: NOT what was rejected. Please report this.`,
      ];
}
