import { describe, expect, it } from 'vitest';
import { filterParameter } from '../../../cli/data-filters.ts';
import { nearest } from '../../../cli/text/nearest.ts';
import { printable, quotedText } from '../../../cli/text/printable.ts';
import { bytesText, counted, durationText, percentText } from '../../../cli/text/quantities.ts';
import { tableLines } from '../../../cli/text/table.ts';
import { TransferState } from '../../../cli/upload/transfer-state.ts';

describe('a filter as it is typed', () => {
  it.each([
    ['days_past_due>=90', 'filter[days_past_due][gte]', '90'],
    ['days_past_due <= 90', 'filter[days_past_due][lte]', '90'],
    ['days_past_due>0', 'filter[days_past_due][gt]', '0'],
    ['a<-1', 'filter[a][lt]', '-1'],
    ['loan_status_code=ACTIVE', 'filter[loan_status_code][eq]', 'ACTIVE'],
    ['loan_status_code != CLOSED', 'filter[loan_status_code][ne]', 'CLOSED'],
    ['customer_id~10', 'filter[customer_id][contains]', '10'],
    ['customer_id=a=b>c', 'filter[customer_id][eq]', 'a=b>c'],
    ['customer_id=', 'filter[customer_id][eq]', ''],
    ['risk_class in 1, 2,3', 'filter[risk_class][in]', '1,2,3'],
    ['external_rating is null', 'filter[external_rating][is_null]', 'true'],
    ['external_rating IS NOT NULL', 'filter[external_rating][is_null]', 'false'],
  ])('%s', (typed, name, value) => {
    expect(filterParameter(typed)).toEqual([name, value]);
  });

  it.each(['', 'x', 'x y', '=1', '>1', '1x=2', 'x is nothing', 'x in', 'X-Y=1', 'a[b]=1'])('%j is none', (typed) => {
    expect(filterParameter(typed)).toBeUndefined();
  });
});

it('says which word was meant, and none where none is near', () => {
  const words = ['upload', 'status', 'days_past_due', 'RETAIL'];
  expect(nearest('day_past_due', words)).toBe('days_past_due');
  expect(nearest('retial', words)).toBe('RETAIL');
  expect(nearest('sx', words)).toBeUndefined();
  expect(nearest('upload', [])).toBeUndefined();
});

describe('text of others on a terminal', () => {
  it('moves no cursor, changes no colour and turns no direction', () => {
    expect(printable('a\x1b[31mb\nc\u009bd\u202ee\u2028f')).toBe('a\\u001b[31mb\\u000ac\\u009bd\\u202ee\\u2028f');
    expect(printable('Şişli ☂ 😀 A;B')).toBe('Şişli ☂ 😀 A;B');
  });
  it('is cut between characters', () => {
    expect(quotedText('😀'.repeat(5), 3)).toBe('"😀😀😀…"');
  });
});

it('writes quantities as people read them', () => {
  expect([0, 999, 1024, 1_048_575, 1_048_576, 5 * 1024 ** 4].map(bytesText)).toEqual([
    '0 B',
    '999 B',
    '1.0 KB',
    '1.0 MB',
    '1.0 MB',
    '5.0 TB',
  ]);
  expect([0, 999, 1000, 59_400, 61_000, 3_600_000, 200_000_000].map(durationText)).toEqual([
    '0 ms',
    '999 ms',
    '1.0 s',
    '59 s',
    '1 min 01 s',
    '1 h 00 min',
    '2 days',
  ]);
  expect([counted(1, 'row'), counted(1500, 'row')]).toEqual(['1 row', '1,500 rows']);
  expect([0, 0.0012, 0.25].map(percentText)).toEqual(['0.0 %', '0.12 %', '25.0 %']);
});

it('lines columns up by characters, not bytes', () => {
  expect(
    tableLines(
      [{ title: 'a' }, { title: 'n', align: 'right' }],
      [
        ['Şişli', '1'],
        ['x', '100'],
      ],
    ),
  ).toEqual(['a        n', 'Şişli    1', 'x      100']);
});

it('says how fast a transfer is and how long it still takes', () => {
  const shown: (string | undefined)[] = [];
  const state = new TransferState('SENDING', 4096, ({ amount }) => shown.push(amount));
  state.update(0, 0);
  state.update(1024, 1000);
  state.update(2048, 2000);
  state.update(4096, 3000);
  expect(shown.slice(-2)).toEqual(['2.0 KB of 4.0 KB · 1.0 KB/s · 2.0 s left', '4.0 KB of 4.0 KB · 1.3 KB/s']);
});
