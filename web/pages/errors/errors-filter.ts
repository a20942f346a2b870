import type { Dataset } from '../../../shared/contracts/contract.ts';
import { SEVERITIES } from '../../../shared/domain/validation-error.ts';
import { ERROR_GROUPINGS, type RecurringErrorsFilter } from '../../api/queries/errors.ts';

/** How many syncs back. */
export const SPANS = [1, 5, 20, 100] as const;

/** What the address asks for; whatever it says that is none of the choices is as if it were not there. */
export function errorsFilter(dataset: Dataset, params: URLSearchParams): RecurringErrorsFilter {
  const chosen = <T extends string>(name: string, choices: readonly T[]): T | undefined =>
    choices.find((choice) => choice === params.get(name));
  const variant = chosen('variant', dataset.variants?.names ?? []);
  const fileType = chosen(
    'file_type',
    dataset.fileTypes.map(({ name }) => name),
  );
  const severity = chosen('severity', SEVERITIES);
  return {
    group_by: chosen('group_by', ERROR_GROUPINGS) ?? 'rule',
    last_syncs: SPANS.find((span) => String(span) === params.get('last_syncs')) ?? 20,
    ...(variant && { variant }),
    ...(fileType && { file_type: fileType }),
    ...(severity && { severity }),
  };
}
