import { expect, test } from 'vitest';
import { columnsOfVariant, fileTypeOf } from '../../../shared/contracts/contract.ts';
import { sniffFile } from '../../../shared/contracts/header.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { problemDocument } from '../../../shared/domain/problems.ts';
import { RETAIL } from '../../slices.ts';

/** DynamoDB takes 400 KB an item. */
const MAX_ITEM_BYTES = 400 * 1024;

test('all that grows in the record of an upload together leaves room in its item', () => {
  const expected = columnsOfVariant(fileTypeOf(loans, 'credit'), 'RETAIL').map(({ name }) => name);
  // The largest header that is taken: 64 KB of names that are ignored, of a letter that takes two bytes.
  const ignored = Array.from({ length: 1000 - expected.length }, (_, at) => `_tranche_${at}${'ş'.repeat(26)}`);
  const header = [...expected, ...ignored].join(';');
  expect(Buffer.byteLength(header)).toBeGreaterThan(60_000);
  const sniffed = sniffFile(Buffer.from(`${header}\n1\n`), { complete: true }, RETAIL, 'credit');
  if (!sniffed.ok) throw new Error(sniffed.detail);
  const errors = Array.from({ length: 500 }, () => ({
    field: 'ş'.repeat(300),
    code: 'unknown',
    detail: '"'.repeat(5000),
  }));
  const problem = problemDocument('header-unknown-columns', 'ş'.repeat(100_000), errors);
  const grows = {
    inspected: { layout: sniffed.layout },
    problem,
    taken_from: { problem },
    file_name: '\u{1f600}'.repeat(255),
    expected_sums: Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [`column_${at}`.padEnd(60, 'x'), '9'.repeat(49)]),
    ),
  };
  // JSON is longer than what DynamoDB counts: names and values as they are, and three bytes a list or map.
  expect(Buffer.byteLength(JSON.stringify(grows))).toBeLessThan(MAX_ITEM_BYTES / 2);
});
