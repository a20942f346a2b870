import { ERROR_GROUPINGS, type RecurringErrorsFilter } from '../../api/queries/errors.ts';
import { FILE_TYPES, LOAN_TYPES } from '../../api/queries/syncs.ts';

export const SEVERITIES = ['ERROR', 'WARNING'] as const;
/** How many syncs back. */
export const SPANS = [1, 5, 20, 100] as const;

/** What the address asks for; whatever it says that is none of the choices is as if it were not there. */
export function errorsFilter(params: URLSearchParams): RecurringErrorsFilter {
  const chosen = <T extends string>(name: string, choices: readonly T[]): T | undefined =>
    choices.find((choice) => choice === params.get(name));
  const loanType = chosen('loan_type', LOAN_TYPES);
  const fileType = chosen('file_type', FILE_TYPES);
  const severity = chosen('severity', SEVERITIES);
  return {
    group_by: chosen('group_by', ERROR_GROUPINGS) ?? 'rule',
    last_syncs: SPANS.find((span) => String(span) === params.get('last_syncs')) ?? 20,
    ...(loanType && { loan_type: loanType }),
    ...(fileType && { file_type: fileType }),
    ...(severity && { severity }),
  };
}
