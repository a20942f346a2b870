import { expect, test } from 'vitest';
import { Problem } from '../../../shared/domain/problems.ts';
import { asProblem } from '../../../shared/lambda/reply.ts';
import { WarehouseError, WarehouseUnavailable } from '../../../shared/warehouse/client.ts';

test.each([
  ['a problem', new Problem('not-found'), 'not-found'],
  ['the warehouse gone', new WarehouseUnavailable('ECONNREFUSED'), 'warehouse-unavailable'],
  ['a query over its memory', new WarehouseError('241', 'MEMORY_LIMIT_EXCEEDED'), 'query-too-heavy'],
  [
    'a query while others use the memory up',
    new WarehouseError('241', 'MEMORY_LIMIT_EXCEEDED', { isOwnLimit: false }),
    'warehouse-unavailable',
  ],
  ['a query over its time', new WarehouseError('159', 'TIMEOUT_EXCEEDED'), 'query-too-heavy'],
  ['a login that is being changed', new WarehouseError('516', 'AUTHENTICATION_FAILED'), 'warehouse-unavailable'],
  ['a query that is wrong', new WarehouseError('62', 'SYNTAX_ERROR'), 'internal-error'],
  ['a server that is gone', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'unavailable'],
  ['a Postgres that stops', Object.assign(new Error('x'), { code: '57P01' }), 'unavailable'],
  ['anything else', new Error('x'), 'internal-error'],
  ['something thrown that is no error', undefined, 'internal-error'],
])('%s', (_what, error, code) => {
  expect(asProblem(error).code).toBe(code);
});
