import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { DATASETS } from '../../shared/datasets/registry.ts';
import { datasetIn } from '../datasets/use-dataset.ts';
import { useNames } from '../datasets/use-names.ts';

export interface PageHeaderProps {
  /** Also the title of the browser's tab. */
  readonly title: string;
  readonly intro?: ReactNode;
  /** Buttons that act on the whole page. */
  readonly actions?: ReactNode;
}

/** The head of every page: its only first-level heading. */
export function PageHeader({ title, intro, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  const names = useNames();
  const dataset = datasetIn(useLocation().pathname);
  const where = dataset && DATASETS.length > 1 ? [names.dataset(dataset.name)] : [];
  return (
    <Group component="header" justify="space-between" align="flex-end" gap="sm" mb="lg">
      <title>{[title, ...where, t('app.name')].join(' · ')}</title>
      <Stack gap={2} maw="70ch">
        <Title order={1}>{title}</Title>
        {intro !== undefined && (
          <Text c="dimmed" size="md" component="div">
            {intro}
          </Text>
        )}
      </Stack>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
