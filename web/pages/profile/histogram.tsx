import { VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumericStats } from '../../api/queries/profile.ts';
import { useFormats } from '../../format/use-formats.ts';
import { isWhole } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { useBucketText } from './bucket-text.ts';
import classes from './histogram.module.css';
import { type HistogramShapes, histogramShapes, VIEW_HEIGHT, VIEW_WIDTH } from './histogram-shapes.ts';
import { useStatisticText } from './statistic-text.ts';

export interface HistogramProps {
  readonly column: ServedColumn;
  readonly title: string;
  readonly now: NumericStats;
  readonly before: NumericStats | undefined;
}

/** Pixels that labels have on a phone, and that a character of them needs. */
const LABEL_ROOM = 320;
const CHARACTER_WIDTH = 7;

/** How the values are spread: this load as bars, the one before as a line over the same axis. */
export function Histogram({ column, title, now, before }: HistogramProps) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const statistic = useStatisticText(column);
  const bucketText = useBucketText(column, now);
  const [pointed, setPointed] = useState<number>();
  const shapes = histogramShapes(now.histogram, before?.histogram);
  if (!shapes) return null;
  const total = now.histogram.reduce((sum, { count }) => sum + count, 0);
  const words = (at: number) => {
    const count = now.histogram[at]?.count ?? 0;
    const share = formats.share(total === 0 ? 0 : count / total);
    return t('column.bucket', { values: bucketText(at), count, shown: formats.count(count), share });
  };
  const longest = Math.max(...shapes.bars.map((_, at) => bucketText(at).length)) + 1;
  const room = shapes.bars.reduce((sum, { width }) => sum + width, 0) * (LABEL_ROOM / VIEW_WIDTH);
  const every = Math.ceil((shapes.bars.length * longest * CHARACTER_WIDTH) / room);
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 ${VIEW_WIDTH} ${VIEW_HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerLeave={() => setPointed(undefined)}
      >
        <Shapes shapes={shapes} />
        {shapes.bars.map(({ x, width }, at) => (
          <rect
            key={x}
            className={classes.place}
            data-pointed={pointed === at || undefined}
            x={x}
            y={0}
            width={width}
            height={VIEW_HEIGHT}
            onPointerEnter={() => setPointed(at)}
          />
        ))}
      </svg>
      {isWhole(column) ? (
        <div className={classes.labels} aria-hidden="true">
          {shapes.bars.map(
            ({ x, width }, at) =>
              at % every === 0 && (
                <span key={x} style={{ left: `${((x + width / 2) / VIEW_WIDTH) * 100}%` }}>
                  {bucketText(at)}
                </span>
              ),
          )}
        </div>
      ) : (
        <div className={classes.ends} aria-hidden="true">
          <span>{statistic(shapes.from)}</span>
          <span>{statistic(shapes.to)}</span>
        </div>
      )}
      <figcaption className={classes.legend}>
        {pointed !== undefined ? (
          words(pointed)
        ) : (
          <>
            <span className={classes.keyNow} /> {t('legend.now')}
            {before && (
              <>
                <span className={classes.keyBefore} /> {t('legend.before')}
              </>
            )}
          </>
        )}
      </figcaption>
      <VisuallyHidden component="ul" aria-label={t('column.histogram', { column: title })}>
        {shapes.bars.map(({ x, bucket }, at) => bucket.count > 0 && <li key={x}>{words(at)}</li>)}
      </VisuallyHidden>
    </figure>
  );
}

/** The bars alone, small enough for a line of a list. */
export function SmallHistogram({ now }: { readonly now: NumericStats }) {
  const shapes = histogramShapes(now.histogram);
  if (!shapes) return null;
  return (
    <svg
      className={classes.small}
      viewBox={`0 0 ${VIEW_WIDTH} ${VIEW_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <Shapes shapes={shapes} />
    </svg>
  );
}

function Shapes({ shapes: { bars, line } }: { readonly shapes: HistogramShapes }) {
  return (
    <>
      {bars.map(
        ({ x, width, height }) =>
          height > 0 && (
            <rect
              key={x}
              className={classes.now}
              x={x}
              y={VIEW_HEIGHT - height}
              width={Math.max(width - 1, 0.5)}
              height={height}
            />
          ),
      )}
      {line !== undefined && <path className={classes.before} d={line} />}
    </>
  );
}
