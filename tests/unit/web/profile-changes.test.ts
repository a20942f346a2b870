import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  histogramShapes,
  VIEW_HEIGHT,
  VIEW_WIDTH,
  wholeNumbersIn,
} from '../../../web/pages/profile/histogram-shapes.ts';
import { categoricalNotices, completenessNotices, numericNotices } from '../../../web/pages/profile/notable.ts';

const complete = (missing: number, total = 1000) => ({
  missing_count: missing,
  missing_pct: (missing / total) * 100,
  filled_pct: 100 - (missing / total) * 100,
  total,
});

const numeric = (factor: number, zeros = 0, rows = 1000) => ({
  min: 0,
  max: 100 * factor,
  avg: 50 * factor,
  stddev: 20 * factor,
  p05: 5 * factor,
  p25: 25 * factor,
  p50: 50 * factor,
  p75: 75 * factor,
  p95: 95 * factor,
  total_count: rows,
  null_count: 0,
  zero_count: zeros,
  zero_or_null_count: zeros,
  zero_or_null_ratio: zeros / rows,
  histogram: [],
});

const categorical = (counts: Record<string, number>, others = 0) => ({
  unique_count: Object.keys(counts).length,
  values: Object.entries(counts).map(([value, frequency]) => ({ value, frequency })),
  other_count: others,
});

const kinds = (notices: readonly { kind: string }[]) => notices.map(({ kind }) => kind);

describe('what is notable', () => {
  it('a load like the one before has nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), fc.nat({ max: 1000 }), (factor, missing) => {
        expect(completenessNotices(complete(missing), complete(missing))).toEqual([]);
        expect(numericNotices(numeric(factor), numeric(factor))).toEqual([]);
        const values = categorical({ A: missing + 1, B: 50 });
        expect(categoricalNotices(values, values)).toEqual([]);
      }),
    );
  });

  it('a column that is suddenly less complete, be it by one row where none was missing', () => {
    expect(kinds(completenessNotices(complete(0), complete(1)))).toEqual(['missing']);
    expect(completenessNotices(complete(100), complete(105))).toEqual([]);
    expect(kinds(completenessNotices(complete(100), complete(200)))).toEqual(['missing']);
  });

  it('a column in another unit', () => {
    expect(kinds(numericNotices(numeric(1), numeric(100)))).toEqual(['median', 'mean']);
    expect(numericNotices(numeric(1), numeric(1.05))).toEqual([]);
    expect(kinds(numericNotices(numeric(1), numeric(1, 200)))).toEqual(['zeros']);
  });

  it('a code that came, went or took over, but not one that may only have left the list', () => {
    expect(kinds(categoricalNotices(categorical({ A: 900, B: 100 }), categorical({ A: 900, C: 100 })))).toEqual([
      'newValue',
      'goneValue',
    ]);
    expect(kinds(categoricalNotices(categorical({ A: 900, B: 100 }), categorical({ A: 800, B: 200 })))).toEqual([
      'value',
      'value',
    ]);
    expect(categoricalNotices(categorical({ A: 980, B: 20 }, 500), categorical({ A: 980, C: 20 }, 500))).toEqual([]);
  });

  it('nothing that loads of this size differ in by chance', () => {
    expect(categoricalNotices(categorical({ A: 30, B: 27 }), categorical({ A: 34, B: 20, C: 3 }))).toEqual([]);
    expect(
      kinds(categoricalNotices(categorical({ A: 3000, B: 2700 }), categorical({ A: 3400, B: 2000, C: 300 }))),
    ).toEqual(['value', 'value', 'newValue']);
    expect(numericNotices(numeric(1, 0, 40), numeric(1.2, 0, 40))).toEqual([]);
    expect(kinds(numericNotices(numeric(1, 0, 4000), numeric(1.2, 0, 4000)))).toEqual(['median', 'mean']);
  });

  it('says nothing of a handful of rows', () => {
    expect(numericNotices(numeric(1, 0, 10), numeric(100, 0, 10))).toEqual([]);
    expect(categoricalNotices(categorical({ A: 5 }), categorical({ B: 5 }))).toEqual([]);
  });
});

describe('the shapes of a histogram', () => {
  const bucketsOf = fc
    .tuple(
      fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: 1, max: 50 }),
    )
    .map(([counts, start, width]) =>
      counts.map((count, at) => ({ from: start + at * width, to: start + (at + 1) * width, count })),
    );

  it('stay inside the picture, for any two loads', () => {
    fc.assert(
      fc.property(bucketsOf, bucketsOf, (now, before) => {
        const shapes = histogramShapes(now, before);
        if (!shapes) return;
        for (const { x, height } of shapes.bars) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(VIEW_WIDTH);
          expect(height).toBeLessThanOrEqual(VIEW_HEIGHT);
        }
        expect(shapes.line).not.toMatch(/NaN|Infinity/);
      }),
    );
  });

  it('compare areas, so that twice the rows in the same spread look the same', () => {
    const now = [
      { from: 0, to: 1, count: 10 },
      { from: 1, to: 2, count: 30 },
    ];
    const bars = histogramShapes(now)?.bars.map(({ height }) => height);
    const doubled = histogramShapes(
      now.map((bucket) => ({ ...bucket, count: bucket.count * 2 })),
      now,
    );
    expect(doubled?.bars.map(({ height }) => height)).toEqual(bars);
  });

  it('draw nothing for nothing, and something for whatever is there', () => {
    fc.assert(
      fc.property(bucketsOf, bucketsOf, (now, before) => {
        const shapes = histogramShapes(now, before);
        if (!shapes) return;
        for (const { bucket, height } of shapes.bars) {
          if (bucket.count === 0) expect(height).toBe(0);
          else expect(height).toBeGreaterThan(1);
        }
        // The line of the load before leaves the ground once for each run of buckets that hold something.
        const runs = before.filter(({ count }, at) => count > 0 && (before[at - 1]?.count ?? 0) === 0).length;
        expect(shapes.line?.match(/M/g)?.length ?? 0).toBe(runs);
      }),
    );
  });

  it('name the whole numbers of a bucket, all of them once', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 200 }), (min, range) => {
        const max = min + range;
        for (const width of [1, 2, 5, 10]) {
          const count = Math.floor(range / width) + 1;
          const named = Array.from({ length: count }, (_, at) =>
            wholeNumbersIn({ from: min + at * width, to: min + (at + 1) * width, count: 1 }, at === count - 1, max),
          ).flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
          expect(named).toEqual(Array.from({ length: range + 1 }, (_, at) => min + at));
        }
      }),
    );
    expect(wholeNumbersIn({ from: 2.87, to: 5.11, count: 4 }, false, 9)).toEqual([3, 5]);
  });

  it('are none where there is no spread', () => {
    expect(histogramShapes([])).toBeUndefined();
    expect(histogramShapes([{ from: 3, to: 3, count: 5 }])).toBeUndefined();
  });
});
