import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Provider } from '../../api/queries/providers.ts';
import { useFormats } from '../../format/use-formats.ts';
import { type Meaning, MeaningBadge } from '../../parts/meaning-badge.tsx';

export const STATUSES = [
  'online',
  'offline',
  'maintenance',
  'deprecated',
] as const satisfies readonly Provider['status'][];

const MEANINGS: Readonly<Record<Provider['status'], Meaning>> = {
  online: 'good',
  offline: 'bad',
  maintenance: 'waiting',
  deprecated: 'over',
};

/** What people say of it. */
export function ProviderStatusBadge({ provider: { status, is_active } }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  if (!is_active) return <MeaningBadge meaning="over">{t('inactive')}</MeaningBadge>;
  return <MeaningBadge meaning={MEANINGS[status]}>{t(`statusOf.${status}`)}</MeaningBadge>;
}

/** What its last check found, and whether calls are held back. */
export function HealthBadge({ provider: { is_healthy, open_until } }: { readonly provider: Provider }) {
  const { t } = useTranslation('providers');
  const formats = useFormats();
  return (
    <Group component="span" gap={6}>
      {is_healthy === null ? (
        <MeaningBadge meaning="over">{t('unchecked')}</MeaningBadge>
      ) : (
        <MeaningBadge meaning={is_healthy ? 'good' : 'bad'}>{t(is_healthy ? 'healthy' : 'unhealthy')}</MeaningBadge>
      )}
      {open_until !== null && (
        <MeaningBadge meaning="waiting">{t('open', { time: formats.time(open_until) })}</MeaningBadge>
      )}
    </Group>
  );
}
