import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FAMILIES } from '../../../functions/metrics/families.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/observability.md'), 'utf8');
/** The rows of the table that has types. */
const documented = new Map(
  [...page.matchAll(/^\| `(\w+)` \| (counter|gauge|histogram|summary)\b/gm)].map(([, name = '', type = '']) => [
    name,
    type,
  ]),
);

test('every metric is described in docs/observability.md as what it is, and nothing else is', () => {
  expect(Object.fromEntries(documented)).toEqual(
    Object.fromEntries(Object.entries(FAMILIES).map(([name, { type }]) => [name, type])),
  );
});
