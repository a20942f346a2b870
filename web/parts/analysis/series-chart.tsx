import '@mantine/charts/styles.layer.css';
import { BarChart, LineChart } from '@mantine/charts';
import { useFormats } from '../../format/use-formats.ts';
import classes from './series-chart.module.css';

const HEIGHT = 260;
/** Of YYYY-MM-DD: the hours of a tick say nothing to the eye. */
const DAY_LENGTH = 10;
const COLORS = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)'];

export interface SeriesChartProps {
  /** What it shows, for who does not see it; the figures are in a table near it. */
  readonly label: string;
  readonly type: 'bar' | 'line' | 'step';
  /** Each with `x`, and a value of every series. */
  readonly points: readonly Readonly<Record<string, string | number | null>>[];
  readonly series: readonly { readonly name: string; readonly label: string }[];
  /** Whether `x` is a day or time: the line is then drawn to scale. */
  readonly isOverTime: boolean;
  readonly xText: (x: string) => string;
  readonly valueText: (series: string, value: number) => string;
}

/** Bars or lines over what `x` names. Loaded when it is first shown. */
export default function SeriesChart({ label, type, points, series, isOverTime, xText, valueText }: SeriesChartProps) {
  const formats = useFormats();
  const drawn = series.map(({ name, label: title }, at) => ({
    name,
    label: title,
    color: COLORS[at % COLORS.length] ?? '',
  }));
  const text = (x: unknown) => {
    if (typeof x === 'number') return xText(new Date(x).toISOString().slice(0, DAY_LENGTH));
    return typeof x === 'string' ? xText(x) : '';
  };
  const toScale = isOverTime ? ({ type: 'number', scale: 'time', domain: ['dataMin', 'dataMax'] } as const) : {};
  const common = {
    h: HEIGHT,
    'aria-hidden': true,
    data: points.map((point) => (isOverTime ? { ...point, x: Date.parse(String(point.x)) } : { ...point })),
    dataKey: 'x',
    series: drawn,
    withLegend: series.length > 1,
    legendProps: { verticalAlign: 'top' },
    // All of a chart are of one unit: they share an axis.
    valueFormatter: (value: number) => valueText(series[0]?.name ?? '', value),
    yAxisProps: { width: 64, tickFormatter: (value: number) => formats.compact(value) },
    xAxisProps: { ...toScale, tickFormatter: text, minTickGap: 24 },
    tooltipProps: { labelFormatter: text },
  } as const;
  return (
    <figure className={classes.figure} aria-label={label}>
      {type === 'bar' ? (
        <BarChart {...common} accessibilityLayer={false} barProps={{ isAnimationActive: false }} maxBarWidth={44} />
      ) : (
        <LineChart
          {...common}
          accessibilityLayer={false}
          lineProps={{ isAnimationActive: false }}
          curveType={type === 'step' ? 'stepAfter' : 'linear'}
          withDots={points.length < 2}
        />
      )}
    </figure>
  );
}
