import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-bar.module.css';
import { useIsPhone } from './use-is-phone.ts';

export interface FilterBarProps {
  /** Undefined as long as no filter is in force. */
  readonly onClear: (() => void) | undefined;
  readonly children: ReactNode;
}

/** What a list is narrowed by. */
export function FilterBar({ onClear, children }: FilterBarProps) {
  const { t } = useTranslation('mediator');
  const isPhone = useIsPhone();
  // What is in force is in sight.
  const [isOpen, setOpen] = useState(onClear !== undefined);
  if (isPhone && !isOpen) {
    return (
      <Button
        variant="default"
        size="xs"
        mb="sm"
        aria-expanded={false}
        leftSection={<IconFilter size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('filter.label')}
      </Button>
    );
  }
  return (
    <Group className={classes.filters ?? ''} role="group" aria-label={t('filter.label')}>
      {children}
      {onClear && (
        <Button
          className={classes.clear ?? ''}
          variant="subtle"
          size="xs"
          leftSection={<IconFilterOff size={15} aria-hidden />}
          onClick={onClear}
        >
          {t('filter.clear')}
        </Button>
      )}
    </Group>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

export interface ChoiceFilterProps extends FilterProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function ChoiceFilter({ label, options, value, onChange }: ChoiceFilterProps) {
  const { t } = useTranslation('mediator');
  return (
    <Select
      label={label}
      size="xs"
      clearable
      placeholder={t('filter.any')}
      clearButtonProps={{ 'aria-label': t('filter.clearOne', { name: label }) }}
      data={options}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

/** Taken when the field is left, or by Enter. */
export function TextFilter({ label, value, onChange, hint }: FilterProps & { readonly hint?: string }) {
  const { t } = useTranslation('mediator');
  const take = (text: string) => {
    if ((text.trim() || undefined) !== value) onChange(text.trim() || undefined);
  };
  return (
    <TextInput
      key={value ?? ''}
      label={label}
      size="xs"
      placeholder={hint ?? t('filter.any')}
      defaultValue={value ?? ''}
      maxLength={100}
      spellCheck={false}
      autoComplete="off"
      onBlur={({ currentTarget }) => take(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') take(currentTarget.value);
      }}
    />
  );
}

interface DaysFilterProps {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onChange: (changes: { readonly from?: string | undefined; readonly to?: string | undefined }) => void;
}

/** From one day to another, that one too. */
export function DaysFilter({ from, to, onChange }: DaysFilterProps) {
  const { t } = useTranslation('mediator');
  return (
    <>
      <TextInput
        type="date"
        label={t('filter.from')}
        size="xs"
        value={from ?? ''}
        max={to}
        onChange={({ currentTarget: { value } }) => onChange({ from: value || undefined })}
      />
      <TextInput
        type="date"
        label={t('filter.to')}
        size="xs"
        value={to ?? ''}
        min={from}
        onChange={({ currentTarget: { value } }) => onChange({ to: value || undefined })}
      />
    </>
  );
}
