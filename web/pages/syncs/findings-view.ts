import { ERROR_TYPES, SEVERITIES } from '../../../shared/domain/validation-error.ts';
import type { FindingFilter, FindingGroup, Severity } from '../../api/finding-filter.ts';
import { fileTypesOf } from '../../datasets/contracts.ts';

export { SEVERITIES };

/** Which findings are shown, and how: added up by rule, or row by row. */
export interface FindingsView extends FindingFilter {
  readonly show: 'rules' | 'rows';
}

/** What the address asks for, in the API's own words; the findings of one rule are always shown row by row. */
export function readFindingsView(dataset: string, parameters: URLSearchParams): FindingsView {
  const ruleId = parameters.get('rule_id') || undefined;
  return {
    fileType: fileTypesOf(dataset).find((value) => value === parameters.get('file_type')),
    errorType: ERROR_TYPES.find((value) => value === parameters.get('error_type')),
    severity: SEVERITIES.find((value) => value === parameters.get('severity')),
    field: parameters.get('field_name') || undefined,
    ruleId,
    show: ruleId !== undefined || parameters.get('show') === 'rows' ? 'rows' : 'rules',
  };
}

/** The inverse of {@link readFindingsView}. */
export function writeFindingsView({
  fileType,
  errorType,
  severity,
  field,
  ruleId,
  show,
}: FindingsView): URLSearchParams {
  return new URLSearchParams({
    ...(fileType ? { file_type: fileType } : {}),
    ...(errorType ? { error_type: errorType } : {}),
    ...(severity ? { severity } : {}),
    ...(field ? { field_name: field } : {}),
    ...(ruleId ? { rule_id: ruleId } : {}),
    ...(show === 'rows' && !ruleId ? { show } : {}),
  });
}

/** The groups that the view asks for, in their order. */
export const matchingGroups = (groups: readonly FindingGroup[], view: FindingFilter): FindingGroup[] =>
  groups.filter(
    (group) =>
      (view.fileType ?? group.file_type) === group.file_type &&
      (view.errorType ?? group.error_type) === group.error_type &&
      (view.severity ?? group.severity) === group.severity &&
      (view.field === undefined || view.field === group.field_name) &&
      (view.ruleId ?? group.rule_id) === group.rule_id,
  );

const rank = ({ severity }: Pick<FindingGroup, 'severity'>): number => SEVERITIES.indexOf(severity);

/** Errors first, then the most frequent. */
export const bySeverity = (groups: readonly FindingGroup[]): FindingGroup[] =>
  [...groups].sort((a, b) => rank(a) - rank(b) || b.count - a.count || a.rule_id.localeCompare(b.rule_id));

/** A warning on more of the rows than this says something about the whole file, and hides the others. */
const EVERYWHERE = 0.5;

/** What is listed, and the warnings that nearly every row has, which are folded away. Errors never are. */
export function foldedGroups(groups: readonly FindingGroup[]): {
  readonly listed: FindingGroup[];
  readonly everywhere: FindingGroup[];
} {
  const isEverywhere = ({ severity, row_share }: FindingGroup) =>
    severity === 'WARNING' && row_share !== null && row_share > EVERYWHERE;
  return { listed: groups.filter((group) => !isEverywhere(group)), everywhere: groups.filter(isEverywhere) };
}

/** How many findings there are of each severity. */
export const countsOf = (groups: readonly FindingGroup[]): Readonly<Record<Severity, number>> => {
  const of = (wanted: Severity) =>
    groups.filter(({ severity }) => severity === wanted).reduce((sum, { count }) => sum + count, 0);
  return { ERROR: of('ERROR'), QUARANTINE: of('QUARANTINE'), WARNING: of('WARNING') };
};

/** What can be chosen among: the fields and rules that have findings. */
export const choicesOf = (
  groups: readonly FindingGroup[],
): { readonly fields: string[]; readonly rules: string[] } => ({
  fields: sorted(groups.flatMap(({ field_name }) => field_name ?? [])),
  rules: sorted(groups.map(({ rule_id }) => rule_id)),
});

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();
