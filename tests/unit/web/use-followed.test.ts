import { describe, expect, it } from 'vitest';
import { follow } from '../../../web/parts/use-followed.ts';

describe('a control that the address follows', () => {
  const typed = { given: '', value: 'abc', onTheWay: ['"a"', '"ab"', '"abc"'] };

  it('keeps what was typed while the address catches up', () => {
    const once = follow(typed, 'a');
    expect([once.value, once.onTheWay]).toEqual(['abc', ['"ab"', '"abc"']]);
    const skipped = follow(once, 'abc');
    expect([skipped.value, skipped.onTheWay]).toEqual(['abc', []]);
  });

  it('shows what comes from elsewhere, such as the way back', () => {
    expect(follow(typed, 'zzz')).toEqual({ given: 'zzz', value: 'zzz', onTheWay: [] });
  });

  it('is at rest while nothing comes', () => {
    expect(follow(typed, '')).toBe(typed);
  });
});
