import { Checkbox, Group, ScrollArea, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { choicesOf, isDay, isInstant, isRatio } from '../../parts/column-kinds.ts';
import { NumberField } from '../../parts/number-field.tsx';
import type { ServedColumn } from '../../parts/row-columns.ts';
import {
  decimalsOf,
  type Faults,
  type FilterForm,
  PRESENCE,
  type Presence,
  type TextOperator,
  textOperatorsOf,
} from './filter-form.ts';
import { questionOf } from './filters.ts';

export interface FilterFieldsProps {
  readonly column: ServedColumn;
  readonly form: FilterForm;
  readonly faults: Faults;
  readonly onChange: (changes: Partial<FilterForm>) => void;
}

/** The fields that suit a column's kind. */
export function FilterFields(props: FilterFieldsProps) {
  const { t } = useTranslation('data');
  const { column, form, onChange } = props;
  const question = questionOf(column);
  return (
    <Stack gap="sm">
      {form.presence !== 'absent' && (
        <>
          {question === 'choice' && <ChoiceFields {...props} />}
          {question === 'text' && <TextFields {...props} />}
          {question === 'range' && <RangeFields {...props} />}
        </>
      )}
      {column.nullable && (
        <SegmentedControl
          aria-label={t('filter.presence.label')}
          size="xs"
          value={form.presence}
          onChange={(presence) => onChange({ presence: presence as Presence })}
          data={PRESENCE.map((value) => ({ value, label: t(`filter.presence.${value}`) }))}
        />
      )}
    </Stack>
  );
}

function ChoiceFields({ column, form, onChange }: FilterFieldsProps) {
  const { t } = useTranslation('data');
  const texts = useCellTexts();
  return (
    <Checkbox.Group
      size="xs"
      label={t('filter.choices')}
      value={[...form.choices]}
      onChange={(choices) => onChange({ choices })}
    >
      <ScrollArea.Autosize mah="min(280px, 40dvh)" type="auto">
        <Stack gap={8} mt={6}>
          {choicesOf(column).map((value, at) => (
            <Checkbox
              key={value}
              size="xs"
              data-autofocus={at === 0 || undefined}
              value={value}
              label={texts.shown(column, value)}
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Checkbox.Group>
  );
}

function TextFields({ column, form, faults, onChange }: FilterFieldsProps) {
  const { t } = useTranslation('data');
  const label = t(`filter.text.${form.textOperator}`);
  const error = faults.text !== undefined && t('filter.wrong.text');
  const input = {
    size: 'xs',
    label,
    error,
    value: form.text,
    'data-autofocus': true,
    autoComplete: 'off',
    spellCheck: false,
  } as const;
  return (
    <>
      <Select
        size="xs"
        label={t('filter.text.how')}
        value={form.textOperator}
        allowDeselect={false}
        data={textOperatorsOf(column).map((value) => ({ value, label: t(`filter.text.${value}`) }))}
        comboboxProps={{ withinPortal: false }}
        onChange={(operator) => onChange({ textOperator: (operator ?? 'contains') as TextOperator })}
      />
      {form.textOperator === 'in' ? (
        <Textarea
          {...input}
          autosize
          minRows={3}
          maxRows={10}
          description={t('filter.text.inHint')}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      ) : (
        <TextInput
          {...input}
          {...(form.textOperator === 'contains' ? { description: t('filter.text.containsHint') } : {})}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function RangeFields({ column, form, faults, onChange }: FilterFieldsProps) {
  const { t } = useTranslation(['data', 'common']);
  const formats = useFormats();
  const field = (name: 'from' | 'to') => {
    const fault = faults[name];
    const words = {
      value: form[name],
      from: form.from,
      example: formats.decimal('1234567.8'),
      most: formats.count(decimalsOf(column)),
    };
    const common = {
      label: t(`filter.range.${name}`),
      size: 'xs',
      'data-autofocus': name === 'from' || undefined,
      error:
        fault === undefined
          ? undefined
          : fault === 'number'
            ? t('common:number.wrong', words)
            : t(`filter.wrong.${fault}`, words),
      value: form[name],
    } as const;
    if (isDay(column) || isInstant(column)) {
      return (
        <TextInput
          {...common}
          key={name}
          {...(isDay(column)
            ? { type: 'date', min: '1900-01-01', max: '2100-12-31' }
            : { placeholder: 'YYYY-MM-DDTHH:MM:SSZ' })}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      );
    }
    return (
      <NumberField {...common} key={name} percent={isRatio(column)} onChange={(text) => onChange({ [name]: text })} />
    );
  };
  return (
    <Group grow gap="sm" align="flex-start">
      {field('from')}
      {field('to')}
    </Group>
  );
}
