import { Alert, Text } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { expectedBy, ruleById } from '../../../shared/contracts/rules.ts';
import { datasetNamed } from '../../../shared/datasets/registry.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { DataRow } from '../../api/queries/rows.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ServerText } from '../../parts/server-text.tsx';

/** That a row is quarantined, and by which rule; nothing where it is not. */
export function RowSetAside({ slice, row }: { readonly slice: SliceName; readonly row: DataRow }) {
  const { t } = useTranslation('data');
  const ruleId = row.quarantine_rule;
  if (typeof ruleId !== 'string') return null;
  const rule = ruleById(datasetNamed(slice.dataset), ruleId);
  const expected = rule && expectedBy(rule);
  return (
    <Alert color="grape" icon={<IconArchive aria-hidden />} title={t('record.setAside')}>
      <Text size="md">{t('record.setAsideDetail')}</Text>
      <Text size="md">
        <RuleLink ruleId={ruleId} />
        {expected && (
          <>
            {' · '}
            <ServerText said={expected.text} message={expected.message} />
          </>
        )}
      </Text>
    </Alert>
  );
}
