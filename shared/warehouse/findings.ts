import * as z from 'zod';
import type { Dataset, Severity } from '../contracts/contract.ts';
import { findingSentence } from '../contracts/finding-sentence.ts';
import { hiddenMark } from '../contracts/private-values.ts';
import { ruleById } from '../contracts/rules.ts';
import type { Slice } from '../contracts/slice.ts';
import { sliceLabels } from '../datasets/labels.ts';
import { cursorsOf, POSITION } from '../domain/pagination.ts';
import { type Sentence, sentence } from '../domain/sentences/sentence.ts';
import type { DeliveredUpload, ErrorSummary, SyncLog } from '../domain/sync.ts';
import { errorType, type ValidationError, validationError } from '../domain/validation-error.ts';
import { count } from '../domain/values.ts';
import type { Warehouse } from './client.ts';
import { VALIDATION_ERRORS } from './tables.ts';

/** The columns that findings can be filtered by; all given filters must match. */
const FILTERS = ['file_type', 'error_type', 'field_name', 'severity', 'rule_id'] as const;
export type FindingFilter = { readonly [column in (typeof FILTERS)[number]]?: string | undefined };

/** Conditions on findings, with the values they bind. */
export function conditionsOf(filter: FindingFilter): { conditions: string[]; parameters: Record<string, string> } {
  const wanted = FILTERS.flatMap((column) => (filter[column] === undefined ? [] : [[column, filter[column]] as const]));
  return {
    conditions: wanted.map(([column]) => `${column} = {${column}:String}`),
    parameters: Object.fromEntries(wanted),
  };
}

const findingRow = validationError
  .omit({ dataset: true, variant: true, upload_id: true, error_message: true, message: true, value_hidden: true })
  .extend({ detail: z.string() });

const cursors = cursorsOf('findings', z.tuple([POSITION.text, POSITION.row, POSITION.text]));

/** A row has at most one finding of a rule, so this order is total. */
const ORDER = ['file_type', 'row_number', 'rule_id'].join(', ');

/**
 * A page of the findings of a sync's batch, by file and row.
 * @throws {Problem} `invalid-cursor`
 */
export async function listFindings(
  warehouse: Warehouse,
  slice: Slice,
  { batch_id: batchId, files }: Pick<SyncLog, 'batch_id' | 'files'>,
  filter: FindingFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ data: ValidationError[]; next_cursor: string | null }> {
  const [afterFile, afterRow, afterRule] = cursor === undefined ? ['', 0, ''] : cursors.decode(cursor);
  const { conditions, parameters } = conditionsOf(filter);
  const matching = [
    'batch_id = {batch:UUID}',
    `(${ORDER}) > ({after_file:String}, {after_row:UInt32}, {after_rule:String})`,
    ...conditions,
  ];
  const rows = await warehouse.rows({
    name: 'findings',
    row: findingRow,
    sql: `SELECT file_type, row_number, line_number, field_name, rule_id, error_type, severity, raw_value, record_key, detail
     FROM ${VALIDATION_ERRORS} WHERE ${matching.join(' AND ')} ORDER BY ${ORDER} LIMIT {limit:UInt32}`,
    parameters: {
      batch: batchId,
      after_file: afterFile,
      after_row: afterRow,
      after_rule: afterRule,
      ...parameters,
      limit: limit + 1,
    },
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ detail, ...finding }) => {
      const { text, message } = saidOf(slice.contract, finding.rule_id, finding.raw_value, detail);
      const { field_name: field, raw_value: rawValue } = finding;
      return {
        ...finding,
        ...hiddenMark(slice.fileType(finding.file_type), { field, rawValue, detail }),
        ...sliceLabels(slice),
        upload_id: uploadOfRow(files[finding.file_type]?.uploads ?? [], finding.row_number),
        error_message: text,
        message,
      };
    }),
    next_cursor: last ? cursors.encode([last.file_type, last.row_number, last.rule_id]) : null,
  };
}

/** The upload that brought a row: rows count through all uploads of a file, in their order. */
export function uploadOfRow(uploads: readonly DeliveredUpload[], rowNumber: number): string | null {
  let rows = 0;
  for (const upload of uploads) {
    rows += upload.total_rows ?? Number.POSITIVE_INFINITY;
    if (rowNumber <= rows) return upload.upload_id;
  }
  return null;
}

/** Messages are made on reading: they need no room in the warehouse and improve for old findings too. */
function saidOf(dataset: Dataset, ruleId: string, rawValue: string | null, detail: string): Sentence {
  const rule = ruleById(dataset, ruleId);
  return rule ? findingSentence(rule, rawValue, detail) : sentence('rule-of-the-past', { rule_id: ruleId });
}

const summaryRow = z.strictObject({
  type: errorType,
  field: z.string().nullable(),
  rule: z.string(),
  findings: count,
});

/** How many findings of a severity a batch has, by type, field and rule. Faults of a whole line count as no field. */
export async function summariseFindings(
  warehouse: Warehouse,
  batchId: string,
  severity: Severity,
): Promise<{ total: number; summary: ErrorSummary }> {
  const rows = await warehouse.rows({
    name: 'findings-summary',
    row: summaryRow,
    sql: `SELECT error_type AS type, field_name AS field, rule_id AS rule, count() AS findings FROM ${VALIDATION_ERRORS}
     WHERE batch_id = {batch:UUID} AND severity = {severity:String} GROUP BY type, field, rule ORDER BY rule`,
    parameters: { batch: batchId, severity },
  });
  const summary: ErrorSummary = { by_type: {}, by_field: {}, by_rule: {} };
  const add = (counts: Record<string, number>, name: string, findings: number) => {
    counts[name] = (counts[name] ?? 0) + findings;
  };
  for (const { type, field, rule, findings } of rows) {
    add(summary.by_type, type, findings);
    if (field !== null) add(summary.by_field, field, findings);
    add(summary.by_rule, rule, findings);
  }
  return { total: rows.reduce((total, { findings }) => total + findings, 0), summary };
}
