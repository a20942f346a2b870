import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../api/queries/sources.ts';
import { DateTime } from '../../parts/values.tsx';

export function EnabledBadge({ source }: { readonly source: Source }) {
  const { t } = useTranslation('sources');
  return (
    <Badge color={source.is_enabled ? 'teal' : 'gray'} tt="none">
      {t(source.is_enabled ? 'enabled' : 'disabled')}
    </Badge>
  );
}

/** When the schedule pulls next. What is due is pulled within a minute. */
export function NextPull({ source: { next_pull_at } }: { readonly source: Source }) {
  const { t } = useTranslation('sources');
  if (next_pull_at !== null && Date.parse(next_pull_at) <= Date.now()) return t('now');
  return <DateTime value={next_pull_at} />;
}
