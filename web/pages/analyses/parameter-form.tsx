import { Button, Card, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Analysis, AnalysisParameters } from '../../api/queries/analyses.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { type Draft, draftOf, fieldsOf, readDraft } from '../../parts/schema-form/schema-field.ts';
import { SchemaInput } from '../../parts/schema-form/schema-input.tsx';

export interface ParameterFormProps {
  readonly dataset: string;
  readonly analysis: Analysis;
  /** What the address says. */
  readonly asked: AnalysisParameters;
}

/** The parameters of an analysis; what is chosen goes into the address. Nothing where it has none. */
export function ParameterForm({ dataset, analysis, asked }: ParameterFormProps) {
  const { t } = useTranslation('analyses');
  const names = useNames();
  const formats = useFormats();
  const [, setParams] = useSearchParams();
  const fields = fieldsOf(analysis.parameters);
  const draftFrom = (parameters: AnalysisParameters) =>
    Object.fromEntries(
      fields.map((field) => [field.name, draftOf(field, parameters[field.name] ?? field.schema.default, formats)]),
    );
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>(() => draftFrom(asked));
  if (fields.length === 0) return null;
  const readings = fields.map((field) => ({ field, reading: readDraft(field, drafts[field.name] ?? '', formats) }));
  const isWrong = readings.some(({ reading }) => 'fault' in reading);
  const show = () =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      for (const { field, reading } of readings) {
        if ('value' in reading) after.set(`p.${field.name}`, String(reading.value ?? ''));
      }
      return after;
    });
  return (
    <Card>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong) show();
        }}
      >
        <Group align="flex-end" gap="sm">
          {readings.map(({ field, reading }) => (
            <SchemaInput
              key={field.name}
              field={field}
              label={names.option(dataset, field.name)}
              hint={names.hint(dataset, field.name, field.description)}
              draft={drafts[field.name] ?? ''}
              reading={reading}
              onChange={(draft) => setDrafts({ ...drafts, [field.name]: draft })}
            />
          ))}
          <Button type="submit" disabled={isWrong}>
            {t('show')}
          </Button>
        </Group>
      </form>
    </Card>
  );
}
