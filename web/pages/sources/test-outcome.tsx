import { Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../api/problem.ts';
import type { SourceTest } from '../../api/queries/sources.ts';
import { fileTypesIn } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ServiceSentence } from '../../parts/service-sentence.tsx';
import { Codes } from './config-facts.tsx';
import { draftKind, filesOf, type SourceTarget } from './source-draft.ts';
import { useSourceWords } from './use-source-words.ts';

export interface TestOutcomeProps {
  readonly dataset: string;
  /** What was tested. */
  readonly target: SourceTarget;
  readonly test: SourceTest;
  readonly isStale?: boolean;
}

/** What a source had to say, file by file. */
export function TestOutcome({ dataset, target, test, isStale = false }: TestOutcomeProps) {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const { reachable } = test;
  const [notes, problems] = [test.problems.filter(isNote), test.problems.filter((problem) => !isNote(problem))];
  const isGood = problems.length === 0;
  const hasWrongRows = Object.values(test.files).some(wrongRowsOf);
  const bad = t('test.bad', { count: problems.length, shown: formats.count(problems.length) });
  return (
    <Alert
      color={isGood ? (hasWrongRows ? 'yellow' : 'teal') : 'red'}
      role="status"
      aria-label={t('test.title')}
      icon={isGood && !hasWrongRows ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={isGood ? t('test.good') : reachable ? bad : t('test.unreachable')}
    >
      <Stack gap="sm">
        {fileTypesIn(dataset, filesOf(target)).map((fileType) => (
          <FileOutcome key={fileType} dataset={dataset} fileType={fileType} target={target} test={test} />
        ))}
        <Problems problems={[...problems.filter(({ field }) => !isOfAFile(target, field)), ...notes]} />
        {isStale && (
          <Text size="sm" fs="italic">
            {t('test.stale')}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}

/** What is good to know, and does not stop a pull. */
const isNote = ({ code }: FieldError): boolean => code === 'no-snapshot';

const isWithin = (field: string, place: string): boolean => field === place || field.startsWith(`${place}.`);

const placeOfFile = ({ kind }: SourceTarget, fileType: string): string =>
  `config.${draftKind(kind).filesField}.${fileType}`;

const isOfAFile = (target: SourceTarget, field: string): boolean =>
  Object.keys(filesOf(target)).some((fileType) => isWithin(field, placeOfFile(target, fileType)));

function Problems({ problems }: { readonly problems: readonly FieldError[] }) {
  return (
    problems.length > 0 && (
      <List size="md">
        {problems.map(({ code, detail, message }) => (
          <List.Item key={`${code} ${detail}`}>
            <ServiceSentence said={detail} message={message} />
          </List.Item>
        ))}
      </List>
    )
  );
}

type FileFound = SourceTest['files'][string];

const wrongRowsOf = ({ rejected_rows, quarantined_rows }: FileFound): number => rejected_rows + quarantined_rows;

/** What would become of the rows of the first page. */
function Rows({ found }: { readonly found: FileFound }) {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const words = useSourceWords();
  const { rows_checked, rejected_rows, quarantined_rows, findings } = found;
  const rows = words.count('rows', rows_checked);
  const said = [
    wrongRowsOf(found) === 0 ? t('test.allSound', { rows }) : '',
    rejected_rows > 0 || quarantined_rows > 0 ? t('test.rejected', { rows, shown: formats.count(rejected_rows) }) : '',
    quarantined_rows > 0 ? t('test.quarantined', { shown: formats.count(quarantined_rows) }) : '',
  ];
  return (
    <>
      <Text size="md">{said.filter((text) => text !== '').join(' · ')}</Text>
      {findings.length > 0 && (
        <List size="sm">
          {findings.map(({ rule_id, rows: count, row_number, detail, message }) => (
            <List.Item key={rule_id}>
              <ServiceSentence said={detail} message={message} /> (
              {t('test.finding', { count, shown: formats.count(count), row: formats.count(row_number) })})
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}

function FileOutcome({ dataset, fileType, target, test }: TestOutcomeProps & { readonly fileType: string }) {
  const { t } = useTranslation('sources');
  const names = useNames();
  const formats = useFormats();
  const words = useSourceWords();
  const found = test.files[fileType];
  const problems = test.problems.filter(({ field }) => isWithin(field, placeOfFile(target, fileType)));
  // Where none are named, those of the result are taken.
  const { columns: named } = (filesOf(target)[fileType] ?? {}) as { readonly columns?: object };
  const columns = named ? Object.keys(named) : (found?.columns ?? []);
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
      {found && found.rows_checked > 0 && <Rows found={found} />}
      <Problems problems={problems} />
    </div>
  );
}
