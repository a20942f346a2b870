import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';

export interface NumberFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** As it is typed. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly percent?: boolean;
  /** A number such as is asked for, exactly: shown to who typed what is none. */
  readonly example?: string;
}

/**
 * A number, typed or pasted as the reader's language writes it. Nothing is taken away while one types; on leaving the field
 * it is written as it was read, and what cannot be read is refused there.
 */
export function NumberField({
  value,
  onChange,
  percent = false,
  example = '1234567.8',
  error,
  onBlur,
  ...props
}: NumberFieldProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [isLeft, setLeft] = useState(false);
  const read = formats.read(value, { percent });
  const isWrong = isLeft && value.trim() !== '' && read === undefined;
  return (
    <TextInput
      {...props}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      {...(percent ? { rightSection: <span aria-hidden="true">%</span> } : {})}
      value={value}
      error={error || (isWrong && t('number.wrong', { value, example: formats.decimal(example) }))}
      onChange={(event) => {
        setLeft(false);
        onChange(event.currentTarget.value);
      }}
      onBlur={(event) => {
        setLeft(true);
        if (read !== undefined) onChange(formats.decimal(read));
        onBlur?.(event);
      }}
    />
  );
}
