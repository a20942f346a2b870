import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_PIXELS, ScrollScale } from '../../../web/pages/data/scroll-scale.ts';

const VIEW = 600;
const LONG = 120_000_000;

describe('the scroll bar of a list', () => {
  it('is the list itself as long as browsers can draw that', () => {
    const scale = new ScrollScale(90_000, VIEW);
    expect(scale.height).toBe(90_000);
    expect(scale.at(1234)).toEqual({ offset: 1234, top: 1234 });
    expect(scale.moved({ offset: 0, top: 0 }, 80_000)).toEqual({ offset: 80_000, top: 80_000 });
  });

  it('reaches both ends and the middle of a longer one', () => {
    const scale = new ScrollScale(LONG, VIEW);
    expect(scale.height).toBe(MOST_PIXELS);
    const start = scale.at(0);
    expect(start).toEqual({ offset: 0, top: 0 });
    expect(scale.moved(start, MOST_PIXELS - VIEW)).toEqual({ offset: LONG - VIEW, top: MOST_PIXELS - VIEW });
    const middle = scale.moved(start, (MOST_PIXELS - VIEW) / 2);
    expect(Math.abs(middle.offset - (LONG - VIEW) / 2)).toBeLessThan(2);
    expect(scale.moved(middle, 0)).toEqual(start);
  });

  it('scrolls on pixel by pixel, wherever one has jumped to', () => {
    const scale = new ScrollScale(LONG, VIEW);
    const middle = scale.moved(scale.at(0), 7_000_000);
    expect(scale.moved(middle, 7_000_090)).toEqual({ offset: middle.offset + 90, top: 7_000_090 });
  });

  it('never leaves the list, and never runs out of scroll bar before the list ends', () => {
    const movement = fc.oneof(
      fc.integer({ min: -1000, max: 1000 }),
      fc.integer({ min: -MOST_PIXELS, max: MOST_PIXELS }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LONG }), fc.array(movement, { maxLength: 60 }), (total, movements) => {
        const scale = new ScrollScale(total, VIEW);
        const mostTop = Math.max(scale.height - VIEW, 0);
        let state = scale.at(0);
        for (const movement of movements) {
          // As a browser does: within what there is to scroll.
          state = scale.moved(state, Math.min(Math.max(state.top + movement, 0), mostTop));
          expect(state.offset).toBeGreaterThanOrEqual(0);
          expect(state.offset).toBeLessThanOrEqual(Math.max(total - VIEW, 0));
          expect(state.top).toBeLessThanOrEqual(mostTop);
          if (state.top === 0) expect(state.offset).toBeLessThanOrEqual(4 * VIEW);
          if (state.top === mostTop) expect(state.offset).toBeGreaterThanOrEqual(Math.max(total - VIEW, 0) - 4 * VIEW);
        }
      }),
    );
  });
});
