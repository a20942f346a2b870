import { expect, it } from 'vitest';
import { folded } from '../../../web/format/folded.ts';

it.each([
  ['İŞLEM', 'işlem'],
  ['IŞIK', 'ışık'],
  ['TRADE-CLIENT-901', 'trade-client-901'],
  ['I\u0307zmir', 'izmir'],
])('%s is found by %s', (text, typed) => {
  expect(folded(text)).toBe(folded(typed));
});
