import { Stack, Text, Title } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readStep } from '../../../shared/sources/http-pages/iso-duration.ts';
import type { Source } from '../../api/queries/sources.ts';
import { fileTypesIn, sliceNameOf } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ConfigJson } from './config-json.tsx';
import type { NextPage } from './http-pages-draft.ts';
import { columnsFor, filesOf } from './source-draft.ts';
import { useSourceWords } from './use-source-words.ts';

type Columns = Readonly<Record<string, string>>;

/** The configuration of a source, in words. */
export function ConfigFacts({ source }: { readonly source: Source }) {
  const { t } = useTranslation('sources');
  const names = useNames();
  const { dataset } = source;
  const files = filesOf(source);
  const headers = Object.entries(source.kind === 'http_pages' ? (source.config.headers ?? {}) : {});
  return (
    <Panel title={t('config.title')}>
      <Stack gap="md">
        {headers.length > 0 && (
          <KeyValueList
            items={[
              [
                t('config.headers'),
                headers.map(([name, value]) => (
                  <div key={name}>
                    <CodeText value={`${name}: ${value}`} />
                  </div>
                )),
              ],
            ]}
          />
        )}
        {fileTypesIn(dataset, files).map((fileType) => (
          <section key={fileType} aria-label={names.table(dataset, fileType)}>
            <Title order={3} mb={4}>
              {names.table(dataset, fileType)}
            </Title>
            <FileFacts source={source} fileType={fileType} />
          </section>
        ))}
        <ConfigJson config={source.config} />
      </Stack>
    </Panel>
  );
}

interface FileFactsProps {
  readonly source: Source;
  readonly fileType: string;
}

type Fact = readonly [label: string, value: ReactNode];

function FileFacts({ source, fileType }: FileFactsProps) {
  const { t } = useTranslation('sources');
  const { columns, allow_empty } = filesOf(source)[fileType] as {
    readonly columns?: Columns;
    readonly allow_empty: boolean;
  };
  const leftOut = columns
    ? columnsFor(sliceNameOf(source), fileType).filter(({ name }) => !Object.hasOwn(columns, name))
    : [];
  const place = useFilePlace(source, fileType);
  const repeated = useRepeated(source, fileType);
  return (
    <KeyValueList
      items={[
        ...place,
        [t('config.columns'), columns ? <ColumnWords key="columns" columns={columns} /> : t('config.asNamed')],
        ...(leftOut.length === 0
          ? []
          : [[t('config.leftOut'), <Codes key="out" texts={leftOut.map(({ name }) => name)} />] as const]),
        [t('config.empty'), t(allow_empty ? 'config.emptyAllowed' : 'config.emptyRefused')],
        ...repeated,
      ]}
    />
  );
}

/** Where the rows of a file are. */
function useFilePlace({ kind, config }: Source, fileType: string): readonly Fact[] {
  const { t } = useTranslation('sources');
  switch (kind) {
    case 'http_pages': {
      const { path, records, next } = config.files[fileType]!;
      return [
        [t('config.address'), <CodeText key="address" value={addressOf(config.base_url, path)} />],
        [t('config.records'), records === '' ? t('config.recordsWhole') : t('config.recordsAt', { pointer: records })],
        [t('config.pages'), <NextWords key="next" next={next} />],
      ];
    }
    case 'postgres': {
      const { query, table = '' } = config.tables[fileType]!;
      if (query === undefined) return [[t('form.table'), <CodeText key="table" value={table} />]];
      return [[t('form.query'), <Query key="query" text={query} />]];
    }
    case 'mongodb':
      return [[t('form.collection'), <CodeText key="name" value={config.collections[fileType]!.collection} />]];
  }
}

function useRepeated({ kind, config }: Source, fileType: string): readonly Fact[] {
  const { t } = useTranslation('sources');
  if (kind !== 'http_pages') return [];
  return [[t('config.repeated'), t(`config.repeatedOf.${config.files[fileType]!.repeated}`)]];
}

/** As it is written, line by line. */
const Query = ({ text }: { readonly text: string }) => (
  <Text component="code" ff="monospace" size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
    {text.trim()}
  </Text>
);

/** As the service joins them. */
function addressOf(baseUrl: string, path: string): string {
  const between = path === '' || /^[/?]/.test(path) ? '' : '/';
  return baseUrl.replace(/\/+$/, '') + between + path;
}

function NextWords({ next }: { readonly next: NextPage }): ReactNode {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  switch (next.kind) {
    case 'none':
      return t('config.next.none');
    case 'cursor':
      return t('config.next.cursor', { from: next.from, parameter: next.parameter });
    case 'link':
      return next.from === 'header' ? t('config.next.linkHeader') : t('config.next.link', { from: next.from });
    case 'window': {
      const { from, to, start, end = t('config.next.untilPull') } = next;
      const step = readStep(next.step);
      const length = step ? formats.span(step.count, step.unit) : next.step;
      return t('config.next.window', { from, to, start, end, step: length });
    }
  }
}

function ColumnWords({ columns }: { readonly columns: Columns }) {
  const { t } = useTranslation('sources');
  const words = useSourceWords();
  const all = Object.entries(columns);
  const other = all.filter(([column, field]) => column !== field);
  const said = { columns: words.count('columns', all.length) };
  if (other.length === 0) return t('config.sameName', said);
  return (
    <>
      {t('config.otherName', said)} <Codes texts={other.map(([column, field]) => `${column} ← ${field}`)} />
    </>
  );
}

export function Codes({ texts }: { readonly texts: readonly string[] }) {
  return texts.map((text, at) => (
    <Fragment key={text}>
      {at > 0 && ', '}
      <CodeText value={text} />
    </Fragment>
  ));
}
