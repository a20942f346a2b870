import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCellTexts } from '../../parts/cell-texts.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { FilterFields } from './filter-fields.tsx';
import { EMPTY_FORM, type FilterForm, type FormField, filtersOf, formOf } from './filter-form.ts';
import { type ViewFilter, withFilters, wrongFilter } from './filters.ts';

export interface FilterDialogProps {
  readonly columns: readonly ServedColumn[];
  readonly filters: readonly ViewFilter[];
  /** The column to begin with. */
  readonly column: string;
  readonly onApply: (filters: readonly ViewFilter[]) => void;
  readonly onClose: () => void;
}

/** Asks which rows to show by one column, in the way that suits its kind. */
export function FilterDialog({ columns, filters, column: first, onApply, onClose }: FilterDialogProps) {
  const { t } = useTranslation(['data', 'common']);
  const texts = useCellTexts();
  const [name, setName] = useState(first);
  const column = columns.find((candidate) => candidate.name === name) ?? columns[0];
  const [form, setForm] = useState<FilterForm>(() => (column ? formOf(filters, column) : EMPTY_FORM));
  const [wrong, setWrong] = useState<readonly FormField[]>([]);
  if (!column) return null;

  const change = (changes: Partial<FilterForm>) => {
    setForm({ ...form, ...changes });
    setWrong([]);
  };
  const choose = (next: string | null) => {
    const chosen = columns.find((candidate) => candidate.name === next);
    if (!chosen) return;
    setName(chosen.name);
    setForm(formOf(filters, chosen));
    setWrong([]);
  };
  const apply = () => {
    const read = filtersOf(form, column);
    const refused = read.filters.filter((filter) => wrongFilter(filter, columns) !== undefined);
    const fields = [
      ...read.wrong,
      ...refused.map(({ operator }): FormField => (operator === 'gte' ? 'from' : operator === 'lte' ? 'to' : 'text')),
    ];
    if (fields.length > 0) return setWrong(fields);
    onApply(withFilters(filters, column.name, read.filters));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('filter.title')}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Stack gap="md">
          <Select
            label={t('filter.column')}
            data={columns.map((candidate) => ({ value: candidate.name, label: texts.title(candidate.name) }))}
            value={name}
            onChange={choose}
            searchable
            allowDeselect={false}
            description={<code>{column.name}</code>}
            inputWrapperOrder={['label', 'input', 'description']}
          />
          <FilterFields key={name} column={column} form={form} wrong={wrong} onChange={change} />
          <Group justify="space-between" gap="xs">
            <Button
              variant="subtle"
              color="gray"
              disabled={!filters.some((filter) => filter.column === name)}
              onClick={() => {
                onApply(withFilters(filters, name, []));
                onClose();
              }}
            >
              {t('filter.clear')}
            </Button>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common:actions.cancel')}
              </Button>
              <Button type="submit">{t('filter.apply')}</Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
