import { expect, test } from 'vitest';
import {
  isProblemCode,
  PROBLEM_GROUPS,
  PROBLEMS,
  Problem,
  type ProblemCode,
  problemDocument,
} from '../../../shared/domain/problems.ts';

test.each(Object.entries(PROBLEMS))('%s says what happened and what to do', (code, entry) => {
  expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(entry.status).toBeGreaterThanOrEqual(400);
  expect(entry.status).toBeLessThan(600);
  expect(entry.title.length).toBeGreaterThan(5);
  expect(entry.happened).toMatch(/\.$/);
  expect(entry.remedy).toMatch(/\.$/);
});

test('every code is in one group', () => {
  const grouped = Object.values(PROBLEM_GROUPS).flat();
  expect(grouped.toSorted()).toEqual(Object.keys(PROBLEMS).toSorted());
});

test('the codes that clients are promised', () => {
  const promised: ProblemCode[] = [
    'empty-file',
    'header-missing-columns',
    'header-unknown-columns',
    'header-duplicate-columns',
    'wrong-loan-type',
    'not-utf8',
    'not-csv',
    'not-a-table',
    'checksum-mismatch',
    'too-large',
    'error-rate-exceeded',
    'nothing-valid',
    'file-changed',
    'warehouse-unavailable',
  ];
  for (const code of promised) expect(isProblemCode(code)).toBe(true);
  for (const code of ['nothing-staged', 'sync-in-progress', 'sync-disabled'] as const)
    expect(PROBLEMS[code].status).toBe(409);
});

test('not every property of an object is a code', () => {
  for (const code of ['toString', '__proto__', 'constructor', '']) expect(isProblemCode(code)).toBe(false);
});

test('a document has errors only where there are some', () => {
  expect(problemDocument('empty-file')).toEqual({
    type: '/problems/empty-file',
    title: PROBLEMS['empty-file'].title,
    status: 422,
    detail: PROBLEMS['empty-file'].happened,
    message: { id: 'problem.empty-file', parameters: {} },
  });
  const errors = [{ field: 'a', code: 'unknown', detail: 'x' }];
  expect(new Problem('header-unknown-columns', 'One too many.', { errors }).document()).toMatchObject({
    detail: 'One too many.',
    errors,
  });
});
