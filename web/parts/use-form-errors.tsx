import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { useFormats } from '../format/use-formats.ts';
import { ErrorsOfField } from './errors-of-field.tsx';
import { FieldsRefused, placeAt } from './placed-errors.ts';
import { ErrorState } from './states.tsx';

/**
 * Why a form was refused, each error at its field, the first of which is focused.
 * @param shownFields as the API calls them
 */
export function useFormErrors(error: unknown, shownFields: Iterable<string>) {
  const { t } = useTranslation('mediator');
  const formats = useFormats();
  const form = useRef<HTMLFormElement>(null);
  const problem = error instanceof ApiProblem || error instanceof FieldsRefused ? error : undefined;
  const errors = placeAt(shownFields, problem?.errors ?? []);
  useEffect(() => {
    const [field] = problem ? (form.current?.querySelectorAll<HTMLElement>('[aria-invalid=true]') ?? []) : [];
    field?.focus();
  }, [problem]);
  const isPlaced = errors.size > 0 && !errors.has('');
  const refusal: ReactNode =
    error == null ? null : isPlaced ? (
      <Alert
        color="red"
        role="alert"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('form.refused', { count: errors.size, shown: formats.count(errors.size) })}
      />
    ) : (
      <ErrorState error={error} />
    );
  return {
    form,
    refusal,
    errorOf: (field: string): ReactNode => {
      const found = errors.get(field);
      return found && <ErrorsOfField field={field} errors={found} />;
    },
  };
}
