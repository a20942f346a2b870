import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';

/** Whether a finding rejects its row or only remarks on it. */
export function SeverityBadge({ severity }: { readonly severity: Schemas['Severity'] }) {
  const { t } = useTranslation('rules');
  return (
    <Badge color={severity === 'ERROR' ? 'red' : 'yellow'} tt="none">
      {t(`severityOf.${severity}`)}
    </Badge>
  );
}
