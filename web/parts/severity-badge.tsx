import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';

const COLOURS = { ERROR: 'red', QUARANTINE: 'grape', WARNING: 'yellow' } as const;

/** Whether a finding rejects its row, sets it aside or only remarks on it. */
export function SeverityBadge({ severity }: { readonly severity: Schemas['Severity'] }) {
  const { t } = useTranslation('rules');
  return (
    <Badge color={COLOURS[severity]} tt="none">
      {t(`severityOf.${severity}`)}
    </Badge>
  );
}
