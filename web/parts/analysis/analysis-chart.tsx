import { Group, Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useNames } from '../../datasets/use-names.ts';
import { useCellTexts } from '../cell-texts.ts';
import type { ServedColumn } from '../row-columns.ts';
import { FewChoice } from '../slice-choice.tsx';
import { type AnswerRow, type AskedChart, chartShape, isCurrency, pointsOf } from './chart-shape.ts';

const SeriesChart = lazy(() => import('./series-chart.tsx'));

export interface AnalysisChartProps {
  readonly dataset: string;
  /** What is drawn, in words. */
  readonly title: string;
  readonly chart: AskedChart | null;
  readonly columns: readonly ServedColumn[];
  readonly rows: readonly AnswerRow[];
  readonly currencyOf?: (column: string) => string | undefined;
}

/** An answer as a chart: of one currency at a time where it has amounts of several. Nothing where it cannot be drawn. */
export function AnalysisChart({ dataset, title, chart, columns, rows, currencyOf }: AnalysisChartProps) {
  const names = useNames();
  const texts = useCellTexts();
  const [asked, setAsked] = useState<string>();
  const shape = chartShape(chart, columns, rows);
  if (!shape) return null;
  const { part, x, y, type } = shape;
  const columnNamed = (name: string) => columns.find((column) => column.name === name);
  const shown = (name: string, value: string) => {
    const column = columnNamed(name);
    return column ? texts.shown(column, value) : value;
  };
  const chosen = part?.values.find((value) => value === asked) ?? part?.values[0];
  const series = y.map((name) => ({ name, label: names.column(dataset, name) }));
  const label = [title, series.map((one) => one.label).join(', '), part && shown(part.column, chosen ?? '')]
    .filter(Boolean)
    .join(' · ');
  return (
    <div>
      {part && (
        <Group justify="flex-end" mb="xs">
          <FewChoice
            label={names.column(dataset, part.column)}
            value={chosen ?? ''}
            choices={part.values.map((value) => ({ value, label: shown(part.column, value) }))}
            onChange={setAsked}
          />
        </Group>
      )}
      <Suspense fallback={<Skeleton h={260} />}>
        <SeriesChart
          label={label}
          type={type}
          isOverTime={type !== 'bar' && columnNamed(x)?.kind.isTime === true}
          points={pointsOf(shape, rows, chosen)}
          series={series}
          xText={(value) => shown(x, value)}
          valueText={(name, value) => {
            const column = columnNamed(name);
            if (!column?.kind.isAmount) return shown(name, String(value));
            // What is drawn is a float, of which more decimals would be made up.
            return texts.shown(
              column,
              value.toFixed(2),
              currencyOf?.(name) ?? (isCurrency(chosen) ? chosen : undefined),
            );
          }}
        />
      </Suspense>
    </div>
  );
}
