import { Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SourceTest } from '../../api/queries/sources.ts';
import { fileTypesIn } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ServiceSentence } from '../../parts/service-sentence.tsx';
import { Codes } from './config-facts.tsx';
import type { SourceConfig } from './source-draft.ts';
import { useSourceWords } from './use-source-words.ts';

export interface TestOutcomeProps {
  readonly dataset: string;
  /** What was tested. */
  readonly config: SourceConfig;
  readonly test: SourceTest;
  readonly isStale?: boolean;
}

/** What a source had to say, file by file. */
export function TestOutcome({ dataset, config, test, isStale = false }: TestOutcomeProps) {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const { problems, reachable } = test;
  const isGood = problems.length === 0;
  const bad = t('test.bad', { count: problems.length, shown: formats.count(problems.length) });
  return (
    <Alert
      color={isGood ? 'teal' : 'red'}
      role="status"
      aria-label={t('test.title')}
      icon={isGood ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={isGood ? t('test.good') : reachable ? bad : t('test.unreachable')}
    >
      <Stack gap="sm">
        {fileTypesIn(dataset, config.files).map((fileType) => (
          <FileOutcome key={fileType} dataset={dataset} fileType={fileType} config={config} test={test} />
        ))}
        {isStale && (
          <Text size="sm" fs="italic">
            {t('test.stale')}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}

function FileOutcome({ dataset, fileType, config, test }: TestOutcomeProps & { readonly fileType: string }) {
  const { t } = useTranslation('sources');
  const names = useNames();
  const formats = useFormats();
  const words = useSourceWords();
  const found = test.files[fileType];
  const problems = test.problems.filter(({ field }) => field === `config.files.${fileType}`);
  const columns = Object.keys(config.files[fileType]?.columns ?? {});
  const without = columns.filter((column) => found && !found.columns.includes(column));
  const filled = formats.count(columns.length - without.length);
  return (
    <div>
      <Text size="md" fw={600}>
        {names.table(dataset, fileType)}
      </Text>
      {found && (
        <Text size="md">
          {found.rows_seen === 0
            ? t('test.noRows')
            : [
                t('test.firstPage', { rows: words.count('rows', found.rows_seen) }),
                t('test.valuesIn', { filled, columns: words.count('columns', columns.length) }),
              ].join(' · ')}
        </Text>
      )}
      {found && found.rows_seen > 0 && without.length > 0 && (
        <Text size="sm">
          {t('test.without')} <Codes texts={without} />
        </Text>
      )}
      {problems.length > 0 && (
        <List size="md">
          {problems.map(({ code, detail, message }) => (
            <List.Item key={`${code} ${detail}`}>
              <ServiceSentence said={detail} message={message} />
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
