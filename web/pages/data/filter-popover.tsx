import { Button, Group, Popover, Select, Stack } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type Ref, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { FilterFields } from './filter-fields.tsx';
import { EMPTY_FORM, type Faults, type FilterForm, filtersOf, formOf, unshownOf } from './filter-form.ts';
import { type ViewFilter, withFilters } from './filters.ts';

export interface FilterPopoverProps {
  readonly columns: readonly ServedColumn[];
  readonly filters: readonly ViewFilter[];
  /** The column to begin with. */
  readonly column: string;
  /** What it was opened from, and stands beside. */
  readonly anchor: HTMLElement;
  readonly onApply: (filters: readonly ViewFilter[]) => void;
  readonly onClose: () => void;
}

/** Asks which rows to show by one column, in the way that suits its kind; the rows stay in sight. */
export function FilterPopover({ columns, filters, column: first, anchor, onApply, onClose }: FilterPopoverProps) {
  const { t } = useTranslation('data');
  const texts = useCellTexts();
  const formats = useFormats();
  useFocusBack();
  // Wherever the focus is: it may not have come in yet.
  useWindowEvent('keydown', ({ key }) => key === 'Escape' && onClose());
  const [name, setName] = useState(first);
  const column = columns.find((candidate) => candidate.name === name) ?? columns[0];
  const [form, setForm] = useState<FilterForm>(() => (column ? formOf(filters, column, formats) : EMPTY_FORM));
  const [faults, setFaults] = useState<Faults>({});
  if (!column) return null;

  const change = (changes: Partial<FilterForm>) => {
    setForm((before) => ({ ...before, ...changes }));
    setFaults({});
  };
  const choose = (next: string | null) => {
    const chosen = columns.find((candidate) => candidate.name === next);
    if (!chosen) return;
    setName(chosen.name);
    setForm(formOf(filters, chosen, formats));
    setFaults({});
  };
  const apply = () => {
    const read = filtersOf(form, column, formats);
    setFaults(read.faults);
    if (Object.keys(read.faults).length > 0) return;
    onApply(withFilters(filters, column.name, [...unshownOf(filters, column), ...read.filters]));
    onClose();
  };
  return (
    <Popover
      opened
      onChange={(isOpen) => !isOpen && onClose()}
      position="bottom-start"
      shadow="md"
      width={340}
      trapFocus
      withRoles={false}
      hideDetached={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Anchor element={anchor} />
      </Popover.Target>
      <Popover.Dropdown p="sm" maw="calc(100vw - 16px)" role="dialog" aria-label={t('filter.title')}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <Stack gap="sm">
            <Select
              size="xs"
              label={t('filter.column')}
              data={columns.map((candidate) => ({ value: candidate.name, label: texts.title(candidate.name) }))}
              value={name}
              onChange={choose}
              searchable
              allowDeselect={false}
              description={<code>{column.name}</code>}
              inputWrapperOrder={['label', 'input', 'description']}
              comboboxProps={{ withinPortal: false }}
            />
            <FilterFields key={name} column={column} form={form} faults={faults} onChange={change} />
            <Group justify="space-between" gap="xs">
              <Button
                size="xs"
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
              <Button size="xs" type="submit">
                {t('filter.apply')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Draws nothing: it stands for the element that the popover was opened from, which is drawn elsewhere. */
function Anchor({ element, ref }: { readonly element: HTMLElement; readonly ref?: Ref<HTMLElement> }) {
  useLayoutEffect(() => {
    if (typeof ref === 'function') ref(element);
  }, [element, ref]);
  return null;
}
