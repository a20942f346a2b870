import * as z from 'zod';
import { count, fileType, ratio } from './values.ts';

const statistic = z.number().nullable();
const percentage = z.number().min(0).max(100);

const numericStats = z
  .strictObject({
    min: statistic,
    max: statistic,
    avg: statistic,
    stddev: statistic.meta({ description: 'Of the population.' }),
    p05: statistic.meta({
      description:
        'Percentiles are exact; between two rows on the straight line (PERCENTILE_CONT, numpy, spreadsheets).',
    }),
    p25: statistic,
    p50: statistic,
    p75: statistic,
    p95: statistic,
    total_count: count,
    null_count: count,
    zero_count: count,
    zero_or_null_count: count,
    zero_or_null_ratio: ratio,
    histogram: z.array(z.strictObject({ from: z.number(), to: z.number(), count })).meta({
      description:
        'Buckets of equal width, from ≤ value < to, the last one with its `to`: 20, or, of whole numbers, at most 20 that hold 1, 2, 5, 10, 20 … of them each, the last of which may reach beyond the maximum. One bucket where all values are the same, none where all are absent.',
    }),
  })
  .meta({ id: 'NumericStats' });

const categoricalStats = z
  .strictObject({
    unique_count: count,
    values: z
      .array(z.strictObject({ value: z.union([z.string(), z.number()]), frequency: count }))
      .meta({ description: 'The top 100 by frequency.' }),
    other_count: count,
  })
  .meta({ id: 'CategoricalStats' });

const completeness = z
  .strictObject({ missing_count: count, missing_pct: percentage, filled_pct: percentage, total: count })
  .meta({ id: 'Completeness' });

export const profile = z.strictObject({
  data_type: fileType,
  batch_id: z.uuid(),
  row_count: count,
  numeric_stats: z.record(z.string(), numericStats),
  categorical_stats: z.record(z.string(), categoricalStats),
  null_ratios: z.record(z.string(), ratio),
  completeness: z.record(z.string(), completeness),
});
export type Profile = z.infer<typeof profile>;
