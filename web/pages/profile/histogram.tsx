import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NumericStats } from '../../api/queries/profile.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import classes from './histogram.module.css';
import { histogramShapes, VIEW_HEIGHT, VIEW_WIDTH } from './histogram-shapes.ts';
import { useStatisticText } from './statistic-text.ts';

export interface HistogramProps {
  readonly column: ServedColumn;
  readonly title: string;
  readonly now: NumericStats;
  readonly before: NumericStats | undefined;
}

/** How the values are spread: this load as bars, the one before as a line over the same axis. */
export function Histogram({ column, title, now, before }: HistogramProps) {
  const { t } = useTranslation('profile');
  const statistic = useStatisticText(column);
  const shapes = histogramShapes(now.histogram, before?.histogram);
  if (!shapes) {
    return (
      <Text size="sm" c="dimmed" className={classes.none ?? ''}>
        {now.histogram.length === 0 ? t('column.noValues') : t('column.allSame')}
      </Text>
    );
  }
  const ends = { from: statistic(shapes.from), to: statistic(shapes.to) };
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 ${VIEW_WIDTH} ${VIEW_HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('column.histogram', { column: title, ...ends })}
      >
        {shapes.bars.map(({ x, width, height }) => (
          <rect
            key={x}
            className={classes.now}
            x={x}
            y={VIEW_HEIGHT - height}
            width={Math.max(width - 1, 0.5)}
            height={height}
          />
        ))}
        {shapes.line !== undefined && <path className={classes.before} d={shapes.line} />}
      </svg>
      <div className={classes.ends}>
        <span>{ends.from}</span>
        <span>{ends.to}</span>
      </div>
      {before && (
        <figcaption className={classes.legend}>
          <span className={classes.keyNow} /> {t('legend.now')}
          <span className={classes.keyBefore} /> {t('legend.before')}
        </figcaption>
      )}
    </figure>
  );
}
