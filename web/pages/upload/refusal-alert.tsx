import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../shared/contracts/header.ts';
import { leftOut } from '../../../shared/domain/problem-bounds.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { ServiceSentence } from '../../parts/service-sentence.tsx';
import classes from './refusal-alert.module.css';

const COLUMNS_SHOWN = 40;
const COLUMN_FAULTS = ['missing', 'unknown', 'duplicate'] as const;

export interface RefusalAlertProps {
  /** Of the file, if that is known. */
  readonly dataset: string | undefined;
  readonly refusal: Refusal;
}

/** Why the service would not take a file, and what to do about it. */
export function RefusalAlert({ dataset, refusal }: RefusalAlertProps) {
  const { t } = useTranslation(['upload', 'common']);
  const names = useNames();
  const { name: open } = useDataset();
  const said = (key: string) => names.said(dataset ?? open, key);
  const { code, detail, message, errors = [] } = refusal;
  // Of a sheet whose first row is no header, all columns are missing: they are not what is wrong with it.
  const listed = code === 'not-a-table' ? [] : COLUMN_FAULTS;
  // Where not all are named, those that are left out are of the kind that comes last.
  const lastNamed = leftOut(errors) > 0 ? errors.at(-2)?.code : undefined;
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={`${t('refusal.before')}: ${said(`upload:refusal.title.${code}`)}`}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="md">{said(`upload:refusal.advice.${code}`)}</Text>
        {listed.map((fault) => (
          <ColumnList
            key={fault}
            name={t(`refusal.${fault}`)}
            columns={errors.filter((error) => error.code === fault).map(({ field }) => field)}
            besides={fault === lastNamed ? leftOut(errors) : 0}
          />
        ))}
        {(listed.length === 0 || errors.length === 0) && <ServiceSentence said={detail} message={message} size="sm" />}
        <Anchor href={`/problems/${code}`} target="_blank" rel="noopener" size="sm" c="inherit" underline="always">
          {t('common:states.whatToDo')}
        </Anchor>
      </Stack>
    </Alert>
  );
}

interface ColumnListProps {
  readonly name: string;
  readonly columns: readonly string[];
  /** How many there are besides. */
  readonly besides: number;
}

function ColumnList({ name, columns, besides }: ColumnListProps) {
  const { t } = useTranslation('upload');
  const formats = useFormats();
  if (columns.length === 0) return null;
  const hidden = Math.max(0, columns.length - COLUMNS_SHOWN) + besides;
  return (
    <div className={classes.columns}>
      <Text size="sm" fw={600} span>
        {name}
      </Text>
      {columns.slice(0, COLUMNS_SHOWN).map((column) => (
        <span key={column} className={classes.column}>
          <CodeText value={column} />
        </span>
      ))}
      {hidden > 0 && (
        <Text size="sm" span>
          {t('refusal.more', { shown: formats.count(hidden) })}
        </Text>
      )}
    </div>
  );
}
