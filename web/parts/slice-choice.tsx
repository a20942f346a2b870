import { SegmentedControl, Select } from '@mantine/core';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { useNames } from '../datasets/use-names.ts';

/** More stand in a list that opens. */
const MOST_BESIDE = 3;

export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly fullWidth?: boolean;
}

/** One of a few: beside each other, or in a list where they are many. */
export function FewChoice({ label, value, choices, onChange, fullWidth = false }: ChoiceProps) {
  if (choices.length <= MOST_BESIDE) {
    return (
      <SegmentedControl
        aria-label={label}
        fullWidth={fullWidth}
        value={value}
        data={[...choices]}
        onChange={onChange}
      />
    );
  }
  return (
    <Select
      aria-label={label}
      allowDeselect={false}
      value={value}
      data={[...choices]}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}

export interface VariantChoiceProps {
  readonly dataset: Dataset;
  readonly value: string | null;
  readonly onChange: (variant: string) => void;
  readonly fullWidth?: boolean;
}

/** The variants of a dataset to choose among; nothing where it has none. */
export function VariantChoice({ dataset, value, onChange, fullWidth = false }: VariantChoiceProps) {
  const names = useNames();
  if (!dataset.variants) return null;
  return (
    <FewChoice
      label={names.variant(dataset.name)}
      fullWidth={fullWidth}
      value={value ?? ''}
      choices={dataset.variants.names.map((variant) => ({
        value: variant,
        label: names.slice({ dataset: dataset.name, variant }),
      }))}
      onChange={onChange}
    />
  );
}

export interface VariantFilterProps {
  readonly dataset: Dataset;
  readonly value: string | undefined;
  readonly onChange: (variant: string | undefined) => void;
  /** What is shown where none is chosen. */
  readonly placeholder: string;
  /** Small, and without a label above it. */
  readonly isInLine?: boolean;
}

/** Narrows a list to one variant; nothing where the dataset has none. */
export function VariantFilter({ dataset, value, onChange, placeholder, isInLine = false }: VariantFilterProps) {
  const names = useNames();
  const { variants, name } = dataset;
  if (!variants) return null;
  const title = names.variant(name);
  return (
    <Select
      {...(isInLine ? { 'aria-label': title, size: 'xs', w: 140 } : { label: title, w: HALF_ON_PHONES })}
      clearable
      placeholder={placeholder}
      data={variants.names.map((variant) => ({ value: variant, label: names.slice({ dataset: name, variant }) }))}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

const HALF_ON_PHONES = { base: 'calc(50% - 6px)', xs: 155 };
