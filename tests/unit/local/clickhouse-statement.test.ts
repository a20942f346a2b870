import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quote, quoteName, readingFrom, readStatement, writingInto } from '../../../local/clickhouse/statement.ts';
import { tokens } from '../../../local/clickhouse/tokens.ts';

const into = (sql: string) => writingInto('/p', 'TSV', readStatement(sql)).replace(/\s+/g, ' ');
const from = (sql: string) => readingFrom('/p', readStatement(sql)).replace(/\s+/g, ' ');
const OUT = "INTO OUTFILE '/p' TRUNCATE COMPRESSION 'none'";
const IN = "FROM INFILE '/p' COMPRESSION 'none'";

describe('where the clause for the result goes', () => {
  test.each([
    ['SELECT 1', `SELECT 1 ${OUT} FORMAT TSV`],
    ['SELECT 1 FORMAT CSV', `SELECT 1 ${OUT} FORMAT CSV`],
    ['select 1 format CSV settings max_threads = 1', `select 1 ${OUT} format CSV settings max_threads = 1`],
    ['SELECT 1 SETTINGS max_threads = 1', `SELECT 1 SETTINGS max_threads = 1 ${OUT} FORMAT TSV`],
    ['SELECT 1; -- bye', `SELECT 1 ${OUT} FORMAT TSV; -- bye`],
    ['SELECT 1 -- FORMAT CSV', `SELECT 1 ${OUT} FORMAT TSV -- FORMAT CSV`],
    ["SELECT 'x FORMAT CSV'", `SELECT 'x FORMAT CSV' ${OUT} FORMAT TSV`],
    ['SELECT a AS format FROM t', `SELECT a AS format FROM t ${OUT} FORMAT TSV`],
    ["SELECT format('{}', a) FROM t FORMAT JSON", `SELECT format('{}', a) FROM t ${OUT} FORMAT JSON`],
  ])('%s', (sql, expected) => {
    expect(readStatement(sql).streams).toBe(true);
    expect(into(sql)).toBe(expected);
  });

  test.each([
    '/* c */ SELECT 1',
    '-- c\nWITH 1 AS x SELECT x',
    '(SELECT 1) UNION ALL (SELECT 2)',
    '# c\nFROM t SELECT *',
  ])('is streamed: %s', (sql) => expect(readStatement(sql).streams).toBe(true));

  test.each(['SHOW TABLES', 'DESCRIBE t', 'EXPLAIN SELECT 1', 'CREATE TABLE t AS SELECT 1', 'INSERT INTO t SELECT 1'])(
    'is not streamed: %s',
    (sql) => expect(readStatement(sql).streams).toBe(false),
  );
});

describe('the rows of an INSERT', () => {
  test.each([
    ['INSERT INTO t FORMAT CSV', `INSERT INTO t ${IN} FORMAT CSV`, ''],
    ['INSERT INTO t (a, b) FORMAT CSV\n1,2\n', `INSERT INTO t (a, b) ${IN} FORMAT CSV`, '1,2\n'],
    ['INSERT INTO t FORMAT JSONEachRow {"a":1}', `INSERT INTO t ${IN} FORMAT JSONEachRow`, '{"a":1}'],
    ['INSERT INTO t SETTINGS x = 1 FORMAT CSV', `INSERT INTO t ${IN} SETTINGS x = 1 FORMAT CSV`, ''],
    ['INSERT INTO t VALUES (1), (2)', `INSERT INTO t ${IN} FORMAT Values`, '(1), (2)'],
    ['INSERT INTO t (a) VALUES', `INSERT INTO t (a) ${IN} FORMAT Values`, ''],
    ['INSERT INTO t', `INSERT INTO t ${IN} FORMAT Values`, ''],
    ['INSERT INTO format (settings) FORMAT CSV', `INSERT INTO format (settings) ${IN} FORMAT CSV`, ''],
    ["INSERT INTO FUNCTION null('a Int8') FORMAT CSV", `INSERT INTO FUNCTION null('a Int8') ${IN} FORMAT CSV`, ''],
    ['INSERT INTO t VALUES (1); DROP TABLE t', `INSERT INTO t ${IN} FORMAT Values`, '(1); DROP TABLE t'],
  ])('%s', (sql, statement, rows) => {
    expect(from(sql)).toBe(statement);
    expect(readStatement(sql).rows).toBe(rows);
    expect(readStatement(sql).second).toBeUndefined();
  });

  test.each([
    'INSERT INTO t SELECT 1',
    'INSERT INTO t (a) WITH 1 AS x SELECT x',
    "INSERT INTO t SELECT * FROM values('a Int8', 1)",
  ])('has no rows of its own: %s', (sql) => expect(readStatement(sql).rows).toBeUndefined());
});

test('a second statement is seen, an empty one is not', () => {
  expect(readStatement('SELECT 1; SELECT 2').second).toBe(10);
  expect(readStatement('SELECT 1 ; /* c */ -- d').second).toBeUndefined();
  expect(readStatement("SELECT ';' AS a, $$;$$ AS b, `;`").second).toBeUndefined();
  expect(readStatement(' -- nothing').firstWord).toBe('');
});

test('what only the command-line client may do is told', () => {
  expect(readStatement("SELECT 1 INTO OUTFILE '/x'").forbidden?.code).toBe(358);
  expect(readStatement("INSERT INTO t FROM INFILE '/x' FORMAT CSV").forbidden?.code).toBe(36);
  expect(readStatement("SELECT 'INTO OUTFILE'").forbidden).toBeUndefined();
});

describe('for any text', () => {
  const nasty = fc
    .stringMatching(/^[\s\S]*$/)
    .chain((noise) =>
      fc
        .constantFrom('', ' FORMAT CSV', "'; DROP TABLE t", '*/ ; --', "\\'", '$$', ' INTO OUTFILE')
        .map((end) => noise + end),
    );

  test('a string or a quoted name hides what is in it', () => {
    fc.assert(
      fc.property(nasty, nasty, (value, name) => {
        const sql = `SELECT ${quote(value)} AS ${quoteName(name)}`;
        const statement = readStatement(sql);
        expect([...tokens(sql)]).toHaveLength(4);
        expect(statement).toMatchObject({ streams: true, format: undefined, second: undefined, forbidden: undefined });
        expect(statement.clauseAt).toBe(sql.length);
      }),
    );
  });

  test('a comment hides what is in it', () => {
    fc.assert(
      fc.property(nasty, (noise) => {
        const comment = noise.replaceAll('*/', '');
        fc.pre(!comment.endsWith('*'));
        const sql = `/*${comment}*/ SELECT 1 FORMAT CSV --${noise.replaceAll('\n', '')}\n`;
        expect([...tokens(sql)].map((token) => token.text)).toEqual(['SELECT', '1', 'FORMAT', 'CSV']);
        expect(readStatement(sql)).toMatchObject({ streams: true, format: 'CSV', second: undefined });
      }),
    );
  });

  test('tokens are in order and lose nothing but space and comments', () => {
    fc.assert(
      fc.property(nasty, (sql) => {
        let at = 0;
        for (const token of tokens(sql)) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.text).toBe(sql.slice(token.start, token.end));
          expect(sql.slice(at, token.start)).toMatch(
            /^(\s|--[^\n]*(\n|$)|# [^\n]*(\n|$)|#![^\n]*(\n|$)|\/\*[\s\S]*?(\*\/|$))*$/,
          );
          at = token.end;
        }
      }),
    );
  });

  test('a string of millions of characters is no trouble', () => {
    const long = 'x'.repeat(20_000_000);
    expect(readStatement(`SELECT '${long}' FORMAT CSV`).format).toBe('CSV');
  });
});
