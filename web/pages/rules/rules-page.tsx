import { Card, Group, Select, Text, TextInput } from '@mantine/core';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SEVERITIES } from '../../../shared/domain/validation-error.ts';
import { rulesQuery } from '../../api/queries/rules.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import { matchingRules } from './matching-rules.ts';
import { RuleTable } from './rule-table.tsx';

export default function RulesPage() {
  const { t } = useTranslation(['rules', 'common']);
  const server = useServerWords();
  const dataset = useDataset();
  const names = useNames();
  const rules = useQuery(rulesQuery(dataset.name));
  const { params, choose } = useViewChoice();
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <Card>
        <Group gap="sm" mb="md" align="flex-end">
          <TextInput
            label={t('search')}
            placeholder={t('searchHint')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={params.get('q') ?? ''}
            onChange={(event) => choose('q')(event.currentTarget.value)}
            w={{ base: '100%', xs: 260 }}
          />
          <Select
            label={t('file')}
            placeholder={t('any')}
            clearable
            value={params.get('file')}
            onChange={choose('file')}
            data={dataset.fileTypes.map(({ name }) => ({ value: name, label: names.table(dataset.name, name) }))}
            w={{ base: 'calc(50% - 6px)', xs: 170 }}
          />
          <Select
            label={t('severity')}
            placeholder={t('any')}
            clearable
            value={params.get('severity')}
            onChange={choose('severity')}
            data={SEVERITIES.map((value) => ({ value, label: t(`severityOf.${value}`) }))}
            w={{ base: 'calc(50% - 6px)', xs: 170 }}
          />
        </Group>
        <Loaded query={rules}>
          {(all) => {
            const shown = matchingRules(all, {
              text: params.get('q') ?? '',
              fileType: params.get('file'),
              severity: params.get('severity'),
              translated: server.text,
            });
            return (
              <>
                <Text c="dimmed" size="sm" mb="xs" aria-live="polite">
                  {t('count', { count: shown.length })}
                </Text>
                {shown.length === 0 ? (
                  <EmptyState title={t('none')} icon={IconFilterOff}>
                    {t('noneDetail')}
                  </EmptyState>
                ) : (
                  <Card.Section mb="calc(-1 * var(--mantine-spacing-md))">
                    <RuleTable key={params.toString()} rules={shown} />
                  </Card.Section>
                )}
              </>
            );
          }}
        </Loaded>
      </Card>
    </>
  );
}
