import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { findDataset } from '../../../shared/datasets/registry.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { AnalysisParameters } from '../../api/queries/analyses.ts';
import { inParameters } from '../../datasets/slice-in-parameters.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { Panel } from '../panel.tsx';
import { EmptyState, Loaded, LoadingState } from '../states.tsx';
import { AnalysisChart } from './analysis-chart.tsx';
import { answerColumns } from './answer-columns.ts';
import { AnswerTable } from './answer-table.tsx';
import { chartShape } from './chart-shape.ts';
import { useAnalysis } from './use-analysis.ts';

export interface AnalysisPanelProps {
  readonly slice: SliceName;
  readonly name: string;
  readonly parameters?: AnalysisParameters;
  readonly asTable?: boolean;
  /** The currency of the amounts of a column, where that is one. */
  readonly currencyOf?: (column: string) => string | undefined;
}

const NO_PARAMETERS: AnalysisParameters = {};

/** The answer to one analysis as a part of another page: its chart, or its table; the other one is behind the link. */
export function AnalysisPanel({
  slice,
  name,
  parameters = NO_PARAMETERS,
  asTable = false,
  currencyOf,
}: AnalysisPanelProps) {
  const { t } = useTranslation('analyses');
  const names = useNames();
  const answer = useAnalysis(slice, name, parameters);
  const asked = findDataset(slice.dataset)?.analyses?.find((one) => one.name === name);
  const title = names.analysis(slice.dataset, name, asked?.title ?? name);
  const search = new URLSearchParams({
    ...inParameters(slice),
    name,
    ...Object.fromEntries(Object.entries(parameters).map(([parameter, value]) => [`p.${parameter}`, value])),
  });
  return (
    <Panel
      title={title}
      flush={asTable && answer.data != null && answer.data.rows.length > 0}
      actions={
        <Anchor
          component={Link}
          to={pathOf(slice.dataset, `/analyses?${search}`)}
          size="sm"
          c="var(--tranche-link)"
          aria-label={`${title}: ${t('figures')}`}
        >
          {t('figures')}
        </Anchor>
      }
    >
      <Loaded query={answer} loading={<LoadingState rows={6} height={36} />}>
        {(found) => {
          const columns = found ? answerColumns(found) : [];
          const rows = found?.rows ?? [];
          const chart = asked?.chart ?? null;
          if (rows.length === 0) return <EmptyState title={t('empty')} />;
          return asTable || !chartShape(chart, columns, rows) ? (
            <AnswerTable label={title} slice={slice} columns={columns} rows={rows} />
          ) : (
            <AnalysisChart
              dataset={slice.dataset}
              title={title}
              chart={chart}
              columns={columns}
              rows={rows}
              {...(currencyOf ? { currencyOf } : {})}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}
