import { Button, CloseButton, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ServedColumn } from '../../parts/row-columns.ts';
import classes from './filter-chips.module.css';
import { useFilterWords } from './filter-words.ts';
import type { ViewFilter } from './filters.ts';

export interface FilterChipsProps {
  readonly filters: readonly ViewFilter[];
  readonly columns: readonly ServedColumn[];
  readonly onOpen: (column: string, from: HTMLElement) => void;
  readonly onChange: (filters: readonly ViewFilter[]) => void;
}

/** The filters in force: each can be opened, and taken away. */
export function FilterChips({ filters, columns, onOpen, onChange }: FilterChipsProps) {
  const { t } = useTranslation('data');
  const wordsOf = useFilterWords();
  if (filters.length === 0) return null;
  return (
    <Group gap={6} role="group" aria-label={t('filter.inForce')}>
      {filters.map((filter) => {
        const words = wordsOf(filter, columns);
        return (
          <span key={`${filter.column} ${filter.operator}`} className={classes.chip}>
            <button
              type="button"
              className={classes.words}
              title={t('filter.change')}
              onClick={(event) => onOpen(filter.column, event.currentTarget)}
            >
              {words}
            </button>
            <CloseButton
              size={20}
              iconSize={13}
              aria-label={t('filter.remove', { filter: words })}
              onClick={() => onChange(filters.filter((other) => other !== filter))}
            />
          </span>
        );
      })}
      {filters.length > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={() => onChange([])}>
          {t('filter.removeAll')}
        </Button>
      )}
    </Group>
  );
}
