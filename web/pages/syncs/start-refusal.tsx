import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isProblemWithCode } from '../../api/problem.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { ErrorState } from '../../parts/states.tsx';

const REFUSALS = ['nothing-staged', 'sync-in-progress', 'sync-disabled'] as const;

/** Why a sync could not be started, and what to do; any other failure as everywhere. */
export function StartRefusal({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('syncs');
  const code = REFUSALS.find((refusal) => isProblemWithCode(error, refusal));
  if (code === undefined) return <ErrorState error={error} />;
  return (
    <Alert color="yellow" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t(`start.refused.${code}`)}>
      <Text size="md">{t(`start.advice.${code}`)}</Text>
      {code === 'sync-disabled' && (
        <ButtonLink to="/settings" size="xs" variant="default" mt="xs">
          {t('start.settings')}
        </ButtonLink>
      )}
    </Alert>
  );
}
