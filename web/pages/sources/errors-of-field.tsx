import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../api/problem.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { ErrorState } from '../../parts/states.tsx';
import type { PlacedErrors } from './field-errors.ts';

export interface ErrorsOfFieldProps {
  readonly field: string;
  readonly errors: readonly FieldError[];
}

/** What the service says of a field; of a part of it that has no field of its own, which part. */
export function ErrorsOfField({ field, errors }: ErrorsOfFieldProps) {
  return errors.map((error) => (
    <span key={`${error.field} ${error.code}`} style={{ display: 'block' }}>
      {error.field !== field && (
        <>
          <CodeText value={error.field.slice(field.length + 1)} />
          {': '}
        </>
      )}
      <ServerText said={error.detail} message={error.message} />
    </span>
  ));
}

/** Why the form was refused: briefly where each field says it. */
export function FormRefusal({ error, errors }: { readonly error: unknown; readonly errors: PlacedErrors }) {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  if (errors.size === 0 || errors.has('')) return <ErrorState error={error} />;
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('form.refused', { count: errors.size, shown: formats.count(errors.size) })}
    />
  );
}
