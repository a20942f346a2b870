import { ActionIcon, Button, Group, Input, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../number-field.tsx';
import {
  type Draft,
  type DraftPair,
  type DraftReading,
  exampleOf,
  hasNumbers,
  type SchemaField,
} from './schema-field.ts';

export interface SchemaInputProps {
  readonly field: SchemaField;
  readonly label: string;
  readonly hint: string | undefined;
  readonly draft: Draft;
  readonly reading: DraftReading;
  readonly isOff?: boolean;
  readonly onChange: (draft: Draft) => void;
}

/** The input for a member of an object, by its schema. */
export function SchemaInput(props: SchemaInputProps) {
  const { t } = useTranslation();
  const { field, label, hint, draft, reading, isOff = false, onChange } = props;
  const common = {
    label,
    description: hint,
    disabled: isOff,
    error: 'fault' in reading && draft !== '' && t(`schema.fault.${reading.fault}`),
  };
  if (typeof draft === 'boolean') {
    return <Switch {...common} checked={draft} onChange={(event) => onChange(event.currentTarget.checked)} />;
  }
  if (typeof draft !== 'string') return <Pairs {...props} pairs={draft} />;
  const example = exampleOf(field.schema);
  const placeholder = field.isNullable ? t('schema.none') : undefined;
  switch (field.form) {
    case 'choice':
      return (
        <Select
          {...common}
          {...(placeholder === undefined ? { allowDeselect: false } : { clearable: true, placeholder })}
          data={(field.schema.enum ?? []).map(String)}
          value={draft === '' ? null : draft}
          onChange={(value) => onChange(value ?? '')}
        />
      );
    case 'number':
      return (
        <NumberField
          {...common}
          {...(example === undefined ? {} : { example })}
          placeholder={placeholder}
          value={draft}
          onChange={onChange}
        />
      );
    case 'json':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={16}
          ff="monospace"
          spellCheck={false}
          value={draft}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          value={draft}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

function Pairs({
  field,
  label,
  hint,
  pairs,
  reading,
  isOff = false,
  onChange,
}: SchemaInputProps & { readonly pairs: readonly DraftPair[] }) {
  const { t } = useTranslation();
  const fault = 'fault' in reading ? reading : undefined;
  const example = exampleOf(field.schema);
  const change = (id: number, changes: Partial<DraftPair>) =>
    onChange(pairs.map((pair) => (pair.id === id ? { ...pair, ...changes } : pair)));
  const add = () => onChange([...pairs, { id: Math.max(-1, ...pairs.map(({ id }) => id)) + 1, name: '', value: '' }]);
  return (
    <Input.Wrapper label={label} description={hint} labelElement="div">
      <Stack gap={6} mt={6} role="group" aria-label={label}>
        {pairs.map(({ id, name, value }, at) => {
          // What is no number is told beside it.
          const isOwn = fault?.pair === id && fault.fault !== 'number';
          const error = isOwn && (name !== '' || value !== '') && t(`schema.fault.${fault.fault}`);
          const words = { name: name === '' ? String(at + 1) : name };
          const ofValue = { 'aria-label': t('schema.valueOf', words), flex: 1, disabled: isOff, value };
          return (
            <div key={id}>
              <Group gap="xs" wrap="nowrap" align="center">
                <TextInput
                  aria-label={t('schema.nameOf', { at: at + 1 })}
                  flex={1}
                  disabled={isOff}
                  autoComplete="off"
                  spellCheck={false}
                  error={Boolean(error)}
                  value={name}
                  onChange={(event) => change(id, { name: event.currentTarget.value })}
                />
                {hasNumbers(field) ? (
                  <NumberField
                    {...ofValue}
                    {...(example === undefined ? {} : { example })}
                    onChange={(text) => change(id, { value: text })}
                  />
                ) : (
                  <TextInput
                    {...ofValue}
                    autoComplete="off"
                    onChange={(event) => change(id, { value: event.currentTarget.value })}
                  />
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('schema.remove', words)}
                  disabled={isOff}
                  onClick={() => onChange(pairs.filter((pair) => pair.id !== id))}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
              {error && <Input.Error mt={4}>{error}</Input.Error>}
            </div>
          );
        })}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={isOff}
            onClick={add}
          >
            {t('schema.add')}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
