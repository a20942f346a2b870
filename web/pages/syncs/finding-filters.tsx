import { Button, Group, Select } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ERROR_TYPES } from '../../../shared/domain/validation-error.ts';
import { fileTypesOf } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { type choicesOf, type FindingsView, SEVERITIES } from './findings-view.ts';

export interface FindingFiltersProps {
  readonly dataset: string;
  readonly view: FindingsView;
  readonly choices: ReturnType<typeof choicesOf>;
  readonly onChange: (changes: Partial<FindingsView>) => void;
}

const NO_FILTER = {
  fileType: undefined,
  severity: undefined,
  errorType: undefined,
  field: undefined,
  ruleId: undefined,
} as const;

export function FindingFilters({ dataset, view, choices, onChange }: FindingFiltersProps) {
  const names = useNames();
  const fileTypes = fileTypesOf(dataset);
  const { t } = useTranslation(['syncs', 'rules', 'common']);
  const isFiltered = Object.keys(NO_FILTER).some((name) => view[name as keyof typeof NO_FILTER] !== undefined);
  const usual = {
    size: 'xs',
    clearable: true,
    placeholder: t('any'),
    w: { base: 'calc(50% - 5px)', xs: 160 },
  } as const;
  return (
    <Group gap="xs" align="flex-end">
      <Select
        {...usual}
        label={t('rules:file')}
        value={view.fileType ?? null}
        onChange={(value) => onChange({ fileType: fileTypes.find((known) => known === value) })}
        data={fileTypes.map((value) => ({ value, label: names.table(dataset, value) }))}
      />
      <Select
        {...usual}
        label={t('rules:severity')}
        value={view.severity ?? null}
        onChange={(value) => onChange({ severity: SEVERITIES.find((known) => known === value) })}
        data={SEVERITIES.map((value) => ({ value, label: t(`rules:severityOf.${value}`) }))}
      />
      <Select
        {...usual}
        label={t('rules:kind')}
        value={view.errorType ?? null}
        onChange={(value) => onChange({ errorType: ERROR_TYPES.find((known) => known === value) })}
        data={ERROR_TYPES.map((value) => ({ value, label: t(`rules:errorTypeOf.${value}`) }))}
      />
      <Select
        {...usual}
        searchable
        label={t('rules:field')}
        value={view.field ?? null}
        onChange={(value) => onChange({ field: value ?? undefined })}
        data={withValue(choices.fields, view.field)}
      />
      <Select
        {...usual}
        searchable
        w={{ base: 'calc(50% - 5px)', xs: 190 }}
        label={t('rules:rule')}
        value={view.ruleId ?? null}
        onChange={(value) => onChange({ ruleId: value ?? undefined })}
        data={withValue(choices.rules, view.ruleId)}
      />
      {isFiltered && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconFilterOff size={15} aria-hidden />}
          onClick={() => onChange(NO_FILTER)}
        >
          {t('findings.clear')}
        </Button>
      )}
    </Group>
  );
}

/** An address may ask for what has no findings; it is shown as chosen all the same. */
const withValue = (choices: readonly string[], chosen: string | undefined): string[] =>
  chosen === undefined || choices.includes(chosen) ? [...choices] : [chosen, ...choices];
