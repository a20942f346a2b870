import { Card, Stack } from '@mantine/core';
import { IconArrowLeft, IconFileSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation, useParams } from 'react-router';
import type { Dataset } from '../../../shared/contracts/contract.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { rowWithReferringQuery } from '../../api/queries/row-with-referring.ts';
import { findTable, sliceNameOf } from '../../datasets/contracts.ts';

import { tablePagesOf } from '../../datasets/dataset-pages.ts';
import { dataPath, keyInAddress, pathBehind } from '../../datasets/row-path.ts';
import { currencyIn } from '../../datasets/shown-columns.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { AnalysisPanel } from '../../parts/analysis/analysis-panel.tsx';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { columnsOf } from '../../parts/row-columns.ts';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import NotFoundPage from '../not-found-page.tsx';
import { ReferringRows } from './referring-rows.tsx';
import { RowFields } from './row-fields.tsx';
import { RowLinks } from './row-links.tsx';
import { RowSetAside } from './row-set-aside.tsx';
import { RowWarnings } from './row-warnings-panel.tsx';

/** The page of a row, by its key: of a file type or a derived table that the dataset has. */
export default function RowPage() {
  const dataset = useDataset();
  const { table = '' } = useParams();
  const location = useLocation();
  const { shownAs, shownBehind } = tablePagesOf(dataset.name, table);
  const ownPage = shownBehind && pathBehind(dataset.name, shownBehind, keyInAddress(location));
  if (ownPage) return <Navigate to={ownPage} state={location.state} replace />;
  if (shownAs !== undefined) {
    const { pathname, search } = location;
    const there = pathname.replace(`/rows/${table}`, `/rows/${shownAs}`);
    return <Navigate to={there + search} state={location.state} replace />;
  }
  return findTable(dataset.name, table) ? <Row table={table} /> : <NotFoundPage />;
}

/** Everything about one row: its fields, its warnings, what it refers to and what refers to it. */
function Row({ table }: { readonly table: string }) {
  const { t } = useTranslation(['data', 'common']);
  const names = useNames();
  const dataset = useDataset();
  const location = useLocation();
  const values = keyInAddress(location);
  const shownKey = values.join(' · ');
  const key = (findTable(dataset.name, table)?.key ?? []).map((name, at) => [name, values[at] ?? ''] as const);
  const found = useQuery(rowWithReferringQuery(slicesIn(dataset, location.search), table, key));
  const back = backOf(location.state) ?? pathOf(dataset.name, `/data?data_type=${table}`);
  const backLink = (look: 'default' | 'light') => (
    <ButtonLink to={back} variant={look} leftSection={<IconArrowLeft size={16} aria-hidden />}>
      {t(/\/data(\?|$)/.test(back) ? 'record.back' : 'record.backToList')}
    </ButtonLink>
  );
  const { titleColumn, charts = {} } = tablePagesOf(dataset.name, table);
  const called = titleColumn === undefined ? undefined : found.data?.row[titleColumn];
  const title =
    called === undefined || called === null
      ? names.said(dataset.name, `data:record.title.${table}`, {
          key: shownKey,
          defaultValue: `${names.table(dataset.name, table)} · ${shownKey}`,
        })
      : `${called} · ${shownKey}`;
  const slice = found.data?.slice;
  return (
    <>
      <PageHeader
        title={title}
        intro={slice ? names.sliceInFull(slice) : names.dataset(dataset.name)}
        actions={
          <>
            <CopyButton text={window.location.href} label={t('link.copy')} />
            {backLink('default')}
          </>
        }
      />
      <Loaded
        query={found}
        loading={
          <Card>
            <LoadingState rows={8} />
          </Card>
        }
      >
        {(record) =>
          record === null ? (
            <Card>
              <EmptyState title={t('record.notFound')} icon={IconFileSearch} action={backLink('light')}>
                {t('record.notFoundDetail', { table: names.table(dataset.name, table), key: shownKey })}
              </EmptyState>
            </Card>
          ) : (
            <Stack gap="md">
              <RowSetAside slice={record.slice} row={record.row} />
              <RowWarnings
                slice={record.slice}
                table={table}
                row={record.row}
                referring={record.referring}
                missing={record.missing}
              />
              <RowLinks slice={record.slice} table={table} row={record.row} missing={record.missing} />
              {Object.entries(charts).map(([analysis, parameters]) => (
                <AnalysisPanel
                  key={analysis}
                  slice={record.slice}
                  name={analysis}
                  currencyOf={(column) => currencyIn(record.slice, table, column, record.row)}
                  parameters={Object.fromEntries(
                    Object.entries(parameters).map(([name, column]) => [name, String(record.row[column] ?? '')]),
                  )}
                />
              ))}
              <RowFields slice={record.slice} table={table} row={record.row} columns={columnsOf(record.slice, table)} />
              {record.referring.map((referring) => (
                <ReferringRows
                  key={`${referring.table.name} ${referring.columns.join()}`}
                  slice={record.slice}
                  of={table}
                  row={record.row}
                  referring={referring}
                  address={dataPath(
                    record.slice,
                    referring.table.name,
                    referring.columns.map((column, at) => [
                      `filter[${column}][eq]`,
                      String(record.row[referring.held[at] ?? ''] ?? ''),
                    ]),
                  )}
                />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}

/** The slice that the address names; without one, each that there is. */
function slicesIn(dataset: Dataset, search: string) {
  const said = new URLSearchParams(search).get('variant');
  const all = Slice.allOf(dataset).map(sliceNameOf);
  const named = all.filter(({ variant }) => variant === said);
  return named.length > 0 ? named : all;
}

/** The view that led here, if one did: an address of a page of a dataset. */
function backOf(state: unknown): string | undefined {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  return typeof from === 'string' && /^\/[a-z0-9_-]+\/[a-z0-9_-]+(\?|$)/.test(from) ? from : undefined;
}
