import { Checkbox, Group, NumberInput, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { scaleOf } from '../../../shared/warehouse/served-value.ts';
import { numberMarks } from '../../format/number-marks.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import {
  type FilterForm,
  type FormField,
  PRESENCE,
  type Presence,
  TEXT_OPERATORS,
  type TextOperator,
} from './filter-form.ts';
import { choicesOf, questionOf } from './filters.ts';

export interface FilterFieldsProps {
  readonly column: ServedColumn;
  readonly form: FilterForm;
  readonly wrong: readonly FormField[];
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
    <Checkbox.Group label={t('filter.choices')} value={[...form.choices]} onChange={(choices) => onChange({ choices })}>
      <Stack gap={8} mt={6}>
        {choicesOf(column).map((value) => (
          <Checkbox key={value} value={value} label={texts.shown(column, value)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function TextFields({ form, wrong, onChange }: FilterFieldsProps) {
  const { t } = useTranslation('data');
  const label = t(`filter.text.${form.textOperator}`);
  const error = wrong.includes('text') && t('filter.wrong.text');
  const input = {
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
        label={t('filter.text.how')}
        value={form.textOperator}
        allowDeselect={false}
        data={TEXT_OPERATORS.map((value) => ({ value, label: t(`filter.text.${value}`) }))}
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

function RangeFields({ column, form, wrong, onChange }: FilterFieldsProps) {
  const { t } = useTranslation('data');
  const formats = useFormats();
  const { kind } = column;
  const { decimal, group } = numberMarks(formats.amount('1000.50'));
  const field = (name: 'from' | 'to') => {
    const label = t(`filter.range.${name}`);
    const error = wrong.includes(name) && t(kind.name === 'date' ? 'filter.wrong.date' : 'filter.wrong.number');
    if (kind.name === 'date') {
      return (
        <TextInput
          key={name}
          type="date"
          label={label}
          error={error}
          min="1900-01-01"
          max="2100-12-31"
          value={form[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      );
    }
    return (
      <NumberInput
        key={name}
        label={label}
        error={error}
        hideControls
        value={form[name]}
        decimalScale={kind.name === 'rate' ? 4 : scaleOf(kind)}
        decimalSeparator={decimal}
        thousandSeparator={group}
        suffix={kind.name === 'rate' ? ' %' : ''}
        onChange={(value) => onChange({ [name]: String(value) })}
      />
    );
  };
  return (
    <Group grow gap="sm" align="flex-start">
      {field('from')}
      {field('to')}
    </Group>
  );
}
