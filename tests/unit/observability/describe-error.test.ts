import { ClickHouseError } from '@clickhouse/client';
import pg from 'pg';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { describeError } from '../../../shared/observability/describe-error.ts';
import { WarehouseError } from '../../../shared/warehouse/client.ts';

const MARK = 'TR33 0006 1005 1978';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

function fromPostgres(): Error {
  const error = new pg.DatabaseError(`invalid input syntax for type uuid: "${MARK}"`, 1, 'error');
  return Object.assign(error, {
    severity: 'ERROR',
    code: '22P02',
    detail: `Failing row contains (${MARK}).`,
    routine: 'string_to_uuid',
    table: 'sync_logs',
  });
}

const fromClickHouse = () =>
  new ClickHouseError({
    message: `Cannot parse input: expected ; before: ${MARK}`,
    code: '27',
    type: 'CANNOT_PARSE_INPUT',
  });

const errors: [string, unknown, string | undefined][] = [
  ['Postgres', fromPostgres(), '22P02'],
  ['ClickHouse', fromClickHouse(), '27'],
  ['the warehouse', new WarehouseError('27', 'CANNOT_PARSE_INPUT'), '27'],
  ['JSON', thrownBy(() => JSON.parse(`{"a": ${MARK}`)), undefined],
  ['zod', thrownBy(() => z.enum([MARK, 'b']).parse('x')), undefined],
  ['a cause', new Error('the row could not be written', { cause: fromPostgres() }), undefined],
  ['something thrown that is no error', MARK, undefined],
];

test.each(errors)('what %s quotes stays out; what it is, and where, is said', (_from, error, code) => {
  const described = describeError(error);
  expect(JSON.stringify(described)).not.toContain(MARK);
  expect(described.code).toBe(code);
  expect(described.name).not.toBe('');
  if (error instanceof Error) expect(described.stack).toMatch(/at /);
});

test('names of tables and columns stay: they are ours', () => {
  expect(describeError(fromPostgres())).toMatchObject({
    table: 'sync_logs',
    routine: 'string_to_uuid',
    severity: 'ERROR',
  });
});

test('our own errors are told in full', () => {
  expect(describeError(new RangeError('batch 7 is not there'))).toMatchObject({
    name: 'RangeError',
    message: 'batch 7 is not there',
  });
});

test('a chain of causes that leads back to itself ends', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).length).toBeLessThan(20_000);
});
