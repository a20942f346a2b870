import { Alert } from '@mantine/core';
import { IconCoinOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Names the currencies whose payments the figures below lack. */
export function WithoutRate({ currencies }: { readonly currencies: readonly string[] }) {
  const { t } = useTranslation('cash');
  if (currencies.length === 0) return null;
  const count = currencies.length;
  return (
    <Alert
      color="yellow"
      icon={<IconCoinOff aria-hidden />}
      title={t('withoutRate.title', { count, currencies: currencies.join(', ') })}
    >
      {t('withoutRate.detail', { count })}
    </Alert>
  );
}
