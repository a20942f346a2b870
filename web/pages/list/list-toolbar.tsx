import { Group, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { ListPage } from '../../datasets/dataset-pages.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { choicesOf } from '../../parts/column-kinds.ts';
import { columnsOf } from '../../parts/row-columns.ts';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import type { ListView } from './list-view.ts';

const HALF_ON_PHONES = { base: 'calc(50% - 6px)', xs: 160 };

export interface ListToolbarProps {
  readonly slice: SliceName;
  readonly list: ListPage;
  readonly view: ListView;
}

/** What a list is searched for, narrowed to and sorted by; all of it is in the address. */
export function ListToolbar({ slice, list, view }: ListToolbarProps) {
  const { t } = useTranslation('data');
  const texts = useCellTexts();
  const { choose } = useViewChoice();
  const columns = columnsOf(slice, list.table);
  return (
    <Group gap="sm" mb="md" align="flex-end">
      <TextInput
        type="search"
        label={t('list.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        w={{ base: '100%', xs: 240 }}
        value={view.text}
        onChange={(event) => choose('q')(event.currentTarget.value)}
      />
      {list.search.length > 1 && (
        <Select
          label={t('list.searchIn')}
          allowDeselect={false}
          w={HALF_ON_PHONES}
          data={list.search.map((value) => ({ value, label: texts.title(value) }))}
          value={view.by}
          onChange={choose('by')}
        />
      )}
      {list.filters.map((name) => {
        const column = columns.find((one) => one.name === name);
        if (!column) return null;
        return (
          <Select
            key={name}
            label={texts.title(name)}
            placeholder={t('list.any')}
            clearable
            w={HALF_ON_PHONES}
            data={choicesOf(column).map((value) => ({ value, label: texts.shown(column, value) }))}
            value={view.chosen[name] ?? null}
            onChange={choose(name)}
          />
        );
      })}
      <Select
        label={t('list.sort')}
        allowDeselect={false}
        w={{ base: 'calc(50% - 6px)', xs: 200 }}
        data={list.sorts.map((value) => ({
          value,
          label: value.startsWith('-')
            ? t('list.highest', { column: texts.title(value.slice(1)) })
            : texts.title(value),
        }))}
        value={view.sort ?? null}
        onChange={choose('sort')}
      />
    </Group>
  );
}
