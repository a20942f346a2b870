import { Card, NavLink, Stack } from '@mantine/core';
import { IconChartBarOff, IconDatabaseOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { type Analysis, type AnalysisParameters, analysesQuery } from '../../api/queries/analyses.ts';
import { sliceIn } from '../../datasets/slice-in-parameters.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { csvLine } from '../../format/csv.ts';
import { useFormats } from '../../format/use-formats.ts';
import { AnalysisChart } from '../../parts/analysis/analysis-chart.tsx';
import { answerColumns } from '../../parts/analysis/answer-columns.ts';
import { AnswerTable } from '../../parts/analysis/answer-table.tsx';
import { chartShape } from '../../parts/analysis/chart-shape.ts';
import { useAnalysis } from '../../parts/analysis/use-analysis.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { fieldsOf } from '../../parts/schema-form/schema-field.ts';
import { VariantChoice } from '../../parts/slice-choice.tsx';
import { SliceInAddress } from '../../parts/slice-in-address.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import classes from './analyses-page.module.css';
import { ParameterForm } from './parameter-form.tsx';

/** The named questions of a dataset, and the answer to one of them. */
export default function AnalysesPage() {
  return (
    <SliceInAddress>
      <Analyses />
    </SliceInAddress>
  );
}

function Analyses() {
  const { t } = useTranslation('analyses');
  const dataset = useDataset();
  const names = useNames();
  const { pathname } = useLocation();
  const { params, choose } = useViewChoice();
  const analyses = useQuery(analysesQuery(dataset.name));
  const slice = sliceIn(dataset, params);
  const variant: Record<string, string> = slice.variant === null ? {} : { variant: slice.variant };
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={<VariantChoice dataset={dataset} value={slice.variant} onChange={choose('variant')} />}
      />
      <Loaded query={analyses} loading={<LoadingState rows={6} height={36} />}>
        {(all) => {
          const open = all.find(({ name }) => name === params.get('name')) ?? all[0];
          if (!open) return <EmptyState title={t('none')} icon={IconChartBarOff} />;
          return (
            <div className={classes.columns}>
              <Card component="nav" aria-label={t('title')} p="xs" className={classes.list ?? ''}>
                {all.map(({ name, title }) => (
                  <NavLink
                    key={name}
                    component={Link}
                    to={`${pathname}?${new URLSearchParams({ ...variant, name })}`}
                    label={names.analysis(dataset.name, name, title)}
                    active={name === open.name}
                    {...(name === open.name ? { 'aria-current': 'page' } : {})}
                  />
                ))}
              </Card>
              <OpenAnalysis key={open.name} slice={slice} analysis={open} asked={parametersIn(open, params)} />
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

/** Those that the address gives. */
const parametersIn = (analysis: Analysis, params: URLSearchParams): AnalysisParameters =>
  Object.fromEntries(
    fieldsOf(analysis.parameters).flatMap(({ name }) => {
      const value = params.get(`p.${name}`);
      return value === null ? [] : [[name, value]];
    }),
  );

interface OpenAnalysisProps {
  readonly slice: SliceName;
  readonly analysis: Analysis;
  readonly asked: AnalysisParameters;
}

function OpenAnalysis({ slice, analysis, asked }: OpenAnalysisProps) {
  const { t } = useTranslation('analyses');
  const names = useNames();
  const formats = useFormats();
  const answer = useAnalysis(slice, analysis.name, asked);
  const title = names.analysis(slice.dataset, analysis.name, analysis.title);
  return (
    <Stack gap="md" miw={0}>
      <ParameterForm dataset={slice.dataset} analysis={analysis} asked={asked} />
      <Loaded query={answer} loading={<LoadingState rows={6} height={36} />}>
        {(found) => {
          if (found === null) {
            return (
              <Panel title={title}>
                <EmptyState
                  title={t('nothingLoaded')}
                  icon={IconDatabaseOff}
                  action={
                    <ButtonLink to={pathOf(slice.dataset, '/upload')} variant="light" size="xs">
                      {t('upload')}
                    </ButtonLink>
                  }
                />
              </Panel>
            );
          }
          const columns = answerColumns(found);
          const csv = [
            csvLine(columns.map(({ name }) => name)),
            ...found.rows.map((row) => csvLine(columns.map(({ name }) => row[name] ?? null))),
          ].join('');
          return (
            <>
              {chartShape(analysis.chart, columns, found.rows) && (
                <Panel title={title}>
                  <AnalysisChart
                    dataset={slice.dataset}
                    title={title}
                    chart={analysis.chart}
                    columns={columns}
                    rows={found.rows}
                  />
                </Panel>
              )}
              <Panel
                title={t('answer')}
                hint={t('rows', { count: found.rows.length, shown: formats.count(found.rows.length) })}
                flush={found.rows.length > 0}
                actions={found.rows.length > 0 && <CopyButton text={csv} label={t('copy')} size="xs" />}
              >
                {found.rows.length === 0 ? (
                  <EmptyState title={t('empty')}>{t('emptyDetail')}</EmptyState>
                ) : (
                  <AnswerTable label={title} slice={slice} columns={columns} rows={found.rows} />
                )}
              </Panel>
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}
