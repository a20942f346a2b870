import * as z from 'zod';
import { hiddenMark } from '../contracts/private-values.ts';
import { expectedBy, ruleById } from '../contracts/rules.ts';
import type { Slice } from '../contracts/slice.ts';
import { sliceLabels } from '../datasets/labels.ts';
import type { ErrorGroup } from '../domain/error-group.ts';
import { roundedRatio } from '../domain/exact-ratio.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../domain/pagination.ts';
import { errorType, severity } from '../domain/validation-error.ts';
import { count, fileType } from '../domain/values.ts';
import type { Warehouse } from './client.ts';
import { conditionsOf, type FindingFilter } from './findings.ts';
import { VALIDATION_ERRORS } from './tables.ts';

export const EXAMPLES = 5;

/** The most time that an overview may take. */
export const GROUPING_SETTINGS = {
  max_execution_time: 20,
  wait_end_of_query: 1,
  output_format_json_named_tuples_as_objects: 0,
} as const;

const groupRow = z.strictObject({
  file_type: fileType,
  rule_id: z.string(),
  field: z.string().nullable(),
  type: errorType,
  level: severity,
  findings: count,
  /** Row, line, raw value, key, detail. */
  examples: z.array(z.tuple([count, count, z.string().nullable(), z.string().nullable(), z.string()])),
});

const cursors = cursorsOf('error-groups', z.tuple([POSITION.count, POSITION.text, POSITION.text]));

/**
 * The findings of a batch by file and rule, most frequent first. There are no more groups than rules, so all are made and
 * a page of them is given.
 * @param totalRows rows of each file of the sync, where known
 * @throws {Problem} `invalid-cursor`
 */
export async function groupFindings(
  warehouse: Warehouse,
  slice: Slice,
  batchId: string,
  totalRows: Readonly<Record<string, number | null>>,
  filter: FindingFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ErrorGroup>> {
  const after = cursor === undefined ? undefined : cursors.decode(cursor);
  const { conditions, parameters } = conditionsOf(filter);
  const groups = await warehouse.rows({
    name: 'finding-groups',
    row: groupRow,
    sql: `SELECT file_type, rule_id, any(field_name) AS field, any(error_type) AS type, any(severity) AS level,
       count() AS findings,
       groupArraySorted(${EXAMPLES})((row_number, line_number, raw_value, record_key, detail)) AS examples
     FROM ${VALIDATION_ERRORS} WHERE ${['batch_id = {batch:UUID}', ...conditions].join(' AND ')}
     GROUP BY file_type, rule_id ORDER BY findings DESC, file_type, rule_id`,
    parameters: { batch: batchId, ...parameters },
    settings: GROUPING_SETTINGS,
  });
  const rest = after === undefined ? groups : groups.filter((group) => isAfter(group, after));
  const page = pageOf(rest, limit, cursors, ({ findings, file_type, rule_id }) => [findings, file_type, rule_id]);
  return {
    next_cursor: page.next_cursor,
    data: page.data.map(({ file_type, rule_id, field, type, level, findings, examples }) => {
      const rule = ruleById(slice.contract, rule_id);
      const expected = rule && expectedBy(rule);
      const rows = totalRows[file_type] ?? null;
      return {
        rule_id,
        ...sliceLabels(slice),
        file_type,
        field_name: field,
        error_type: type,
        severity: level,
        expected: expected?.text ?? null,
        ...(expected ? { expected_message: expected.message } : {}),
        count: findings,
        // A row has at most one finding of a rule.
        row_share: rows === null ? null : roundedRatio(findings, rows, 4),
        examples: examples.map(([row_number, line_number, raw_value, record_key, detail]) => ({
          row_number,
          line_number,
          raw_value,
          ...hiddenMark(slice.fileType(file_type), { field, rawValue: raw_value, detail }),
          record_key,
        })),
      };
    }),
  };
}

const isAfter = (
  group: z.infer<typeof groupRow>,
  [findings, fileType, ruleId]: readonly [number, string, string],
): boolean =>
  group.findings < findings ||
  (group.findings === findings &&
    (group.file_type > fileType || (group.file_type === fileType && group.rule_id > ruleId)));
