import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import type { PlacedErrors } from '../../parts/placed-errors.ts';
import { ErrorState } from '../../parts/states.tsx';

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
