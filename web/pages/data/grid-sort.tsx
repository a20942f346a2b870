import { ActionIcon, Group, NativeSelect } from '@mantine/core';
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCellTexts } from '../../parts/cell-texts.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import type { Sort } from './rows-view.ts';

export interface GridSortProps {
  readonly columns: readonly ServedColumn[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

/** The order of the rows, where there are no titles to click on. */
export function GridSort({ columns, sort, onSort }: GridSortProps) {
  const { t } = useTranslation('data');
  const texts = useCellTexts();
  const Icon = sort.descending ? IconSortDescending : IconSortAscending;
  return (
    <Group gap={6} wrap="nowrap">
      <NativeSelect
        flex={1}
        size="xs"
        aria-label={t('sort.label')}
        data={columns.map(({ name }) => ({ value: name, label: t('sort.by', { column: texts.title(name) }) }))}
        value={sort.column}
        onChange={(event) => onSort({ column: event.currentTarget.value, descending: false })}
      />
      <ActionIcon
        size={30}
        variant="default"
        aria-label={t(sort.descending ? 'sort.ascending' : 'sort.descending')}
        onClick={() => onSort({ ...sort, descending: !sort.descending })}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
