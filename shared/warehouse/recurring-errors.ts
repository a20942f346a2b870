import * as z from 'zod';
import { sliceLabels } from '../datasets/labels.ts';
import type { ErrorGrouping, RecurringError } from '../domain/error-group.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../domain/pagination.ts';
import type { EndedSync } from '../domain/sync.ts';
import { errorType } from '../domain/validation-error.ts';
import { count, fileType } from '../domain/values.ts';
import type { Warehouse } from './client.ts';
import { GROUPING_SETTINGS } from './finding-groups.ts';
import { conditionsOf, type FindingFilter } from './findings.ts';
import { VALIDATION_ERRORS } from './tables.ts';

/** What a group is named by, and what its name implies. */
const GROUPINGS: Readonly<Record<ErrorGrouping, { keys: readonly string[]; implied: readonly string[] }>> = {
  rule: { keys: ['file_type', 'rule_id'], implied: ['any(field_name) AS field', 'any(error_type) AS type'] },
  field: { keys: ['file_type', 'field_name'], implied: [] },
  file_type: { keys: ['file_type'], implied: [] },
};

const groupRow = z.strictObject({
  file_type: fileType,
  rule_id: z.string().optional(),
  field_name: z.string().nullish(),
  /** Implied by the rule. */
  field: z.string().nullish(),
  type: errorType.optional(),
  errors: count,
  quarantines: count,
  warnings: count,
  syncs: count,
  /** Index of the newest sync with such a finding, from 1. */
  newest: count,
});
type GroupRow = z.infer<typeof groupRow>;

const cursors = cursorsOf('recurring-errors', z.tuple([POSITION.count, POSITION.text, POSITION.text]));

/**
 * The findings of several syncs by rule, field or file, most frequent first. Bounded by the number of rules.
 * @param syncs newest first
 * @throws {Problem} `invalid-cursor`
 */
export async function recurringErrors(
  warehouse: Warehouse,
  syncs: readonly EndedSync[],
  grouping: ErrorGrouping,
  filter: FindingFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<RecurringError>> {
  const after = cursor === undefined ? undefined : cursors.decode(cursor);
  if (syncs.length === 0) return { data: [], next_cursor: null };
  const { keys, implied } = GROUPINGS[grouping];
  const { conditions, parameters } = conditionsOf(filter);
  const groups = await warehouse.rows({
    name: 'recurring-errors',
    row: groupRow,
    sql: `SELECT ${[...keys, ...implied].join(', ')}, countIf(severity = 'ERROR') AS errors,
       countIf(severity = 'QUARANTINE') AS quarantines, countIf(severity = 'WARNING') AS warnings, uniqExact(batch_id) AS syncs,
       min(indexOf({batches:Array(UUID)}, batch_id)) AS newest
     FROM ${VALIDATION_ERRORS} WHERE ${['batch_id IN {batches:Array(UUID)}', ...conditions].join(' AND ')}
     GROUP BY ${keys.join(', ')}`,
    parameters: { batches: syncs.map(({ batchId }) => batchId), ...parameters },
    settings: GROUPING_SETTINGS,
  });
  const ordered = groups.sort((a, b) => (isBefore(positionOf(a), positionOf(b)) ? -1 : 1));
  const rest = after === undefined ? ordered : ordered.filter((group) => isBefore(after, positionOf(group)));
  const page = pageOf(rest, limit, cursors, positionOf);
  return {
    next_cursor: page.next_cursor,
    data: page.data.map((group) => {
      const newest = syncs[group.newest - 1]!;
      return {
        rule_id: group.rule_id ?? null,
        field_name: group.field_name ?? group.field ?? null,
        file_type: group.file_type,
        error_type: group.type ?? null,
        count: totalOf(group),
        error_count: group.errors,
        quarantine_count: group.quarantines,
        warning_count: group.warnings,
        sync_count: group.syncs,
        last_seen: { sync_id: newest.id, ...sliceLabels(newest), completed_at: newest.completedAt },
      };
    }),
  };
}

type GroupPosition = [findings: number, fileType: string, name: string];

const totalOf = ({ errors, quarantines, warnings }: GroupRow): number => errors + quarantines + warnings;

const positionOf = (group: GroupRow): GroupPosition => [
  totalOf(group),
  group.file_type,
  group.rule_id ?? group.field_name ?? '',
];

/** Most findings first, then by name. */
const isBefore = (a: GroupPosition, b: GroupPosition): boolean =>
  a[0] !== b[0] ? a[0] > b[0] : a[1] !== b[1] ? a[1] < b[1] : a[2] < b[2];
