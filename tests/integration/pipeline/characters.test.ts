import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCell, cleanCellSql, visibleText, visibleTextSql } from '../../../shared/contracts/characters.ts';
import { conditionHolds } from '../../../shared/contracts/condition-holds.ts';
import { conditionSql } from '../../../shared/contracts/condition-sql.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { isBlankLine } from '../../../shared/contracts/csv-line.ts';
import {
  identifierWarnings,
  isOrdinarySql,
  lookOfRepeatedKey,
  lookOfRepeatedKeySql,
} from '../../../shared/contracts/identifier-warnings.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { isBlankSql } from '../../../shared/pipeline/staged-lines.ts';
import { literal } from '../../../shared/sql/quoting.ts';
import { cases } from '../../properties.ts';
import { warehouseUnderTest } from './warehouse-under-test.ts';

const test = warehouseUnderTest();

/** Results of an expression over `text`, for each of the texts. */
async function inEngine<T>(expression: string, texts: readonly string[]): Promise<T[]> {
  if (texts.length === 0) return [];
  const rows = await test.sql.rows<{ result: T }>(
    `SELECT ${expression} AS result FROM (SELECT arrayJoin([${texts.map(literal).join(', ')}]) AS text)`,
    {},
    { short_circuit_function_evaluation: 'disable' },
  );
  return rows.map(({ result }) => result);
}

/** Where characters are as they come, most are letters; here those that matter are frequent. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'A',
        'ş',
        'İ',
        ' ',
        '\t',
        '\u0085',
        '\u00a0',
        '\u200b',
        '\ufeff',
        '\u3000',
        '\ufffd',
        '\u001a',
        '"',
        ';',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
      fc.constantFrom(
        'e\u0301',
        'I\u0307',
        'q\u0307\u0323',
        '\u1100\u1161\u11a8',
        '\u0958',
        '\u212b',
        '\u{1d15e}',
        '\u037e',
      ),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join('').toWellFormed().replaceAll('\0', ''));
const texts = fc.array(text, { minLength: 300, maxLength: 300, size: 'max' });

describe('characters mean the same here and in the engine', () => {
  it('every single one: trimmed, in NFC, and shown', async () => {
    const planes = [0, 1, 2, 3, 0xe].flatMap((plane) =>
      Array.from({ length: 0x10000 }, (_, at) => plane * 0x10000 + at),
    );
    const points = planes.filter((point) => point > 0 && (point < 0xd800 || point > 0xdfff));
    for (let at = 0; at < points.length; at += 4_000) {
      const characters = points.slice(at, at + 4_000).map((point) => String.fromCodePoint(point));
      const inside = characters.map((character) => `${character}A${character}B${character}`);
      const takenApart = characters.map((character) => character.normalize('NFD')).filter((form) => form.length > 1);
      expect(await inEngine(cleanCellSql('text'), takenApart)).toEqual(takenApart.map(cleanCell));
      expect(await inEngine(cleanCellSql('text'), inside)).toEqual(inside.map(cleanCell));
      expect(await inEngine(visibleTextSql('text'), inside)).toEqual(inside.map(visibleText));
    }
  });

  it('any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (some) => {
        expect(await inEngine(cleanCellSql('text'), some)).toEqual(some.map(cleanCell));
        expect(await inEngine(visibleTextSql('text'), some)).toEqual(some.map(visibleText));
      }),
      { numRuns: cases(20), endOnFailure: true },
    );
  });

  it('blank lines', async () => {
    const line = fc
      .array(
        fc.constantFrom(';', ';', ',', '\t', ' ', '"', '""', '"\u00a0"', '\u200b', '\u00a0', '\u3000', 'x', '\ufeff'),
        { maxLength: 9 },
      )
      .map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 300, maxLength: 300, size: 'max' }),
        fc.constantFrom(';' as const, ',' as const, '\t' as const),
        async (lines, delimiter) => {
          const here = lines.map((some) => (isBlankLine(some, delimiter) ? 1 : 0));
          expect(await inEngine(isBlankSql('text', delimiter), lines)).toEqual(here);
        },
      ),
      { numRuns: cases(15), endOnFailure: true },
    );
  });
});

describe('what becomes of an identifier on its way is seen the same here and in the engine', () => {
  const likely = fc
    .oneof(
      fc.constantFrom(
        '1.23457E+15',
        '1,23457e+15',
        '1E+20',
        '12E5',
        '1.5E10',
        '#N/A',
        '#REF!',
        '#SAYI/0!',
        '#DEĞER!',
        '#12',
        'NULL',
      ),
      fc.constantFrom(
        '(null)',
        'nan',
        'N/A',
        'na',
        '-',
        '--',
        '?',
        '\\N',
        '="0012"',
        "'0012",
        '’12',
        'AB\ufffdC',
        'LOAN_1',
        'NaNa',
        'ſ',
        'LOAN_00012',
        '12',
        'e12',
        '1e12',
        'na1',
        '=',
        "'",
      ),
      fc
        .tuple(
          fc.constantFrom('#', '=', '-', '1.', ''),
          fc.string({ unit: 'grapheme', maxLength: 4 }),
          fc.constantFrom('!', '', 'E+9'),
        )
        .map((parts) => parts.join('')),
    )
    .map((raw) => cleanCell(raw.toWellFormed().replaceAll('\0', '')));

  it('warnings, and what is said of a repeated key', async () => {
    const credit = fileTypeOf(loans, 'credit');
    const warnings = identifierWarnings(credit).filter(({ field }) => field === 'customer_id');
    expect(warnings.map(({ number }) => number)).toEqual([20, 27, 28, 29]);
    await fc.assert(
      fc.asyncProperty(fc.array(likely, { minLength: 200, maxLength: 200, size: 'max' }), async (some) => {
        for (const { holds } of warnings) {
          const here = some.map((customer_id) => (conditionHolds(holds, { customer_id }, credit.columns) ? 1 : 0));
          expect(
            await inEngine(
              conditionSql(holds, () => 'text', credit.columns),
              some,
            ),
          ).toEqual(here);
        }
        const ordinary = await inEngine(isOrdinarySql('text'), some);
        const remarkable = some.map((customer_id) =>
          warnings.some(({ holds }) => !conditionHolds(holds, { customer_id }, credit.columns)),
        );
        expect(ordinary.filter((is, index) => is === 1 && remarkable[index])).toEqual([]);
        const looks = some.map((key) => lookOfRepeatedKey([key, 'X']) ?? '');
        expect(await inEngine(lookOfRepeatedKeySql(['text', "'X'"]), some)).toEqual(looks);
      }),
      { numRuns: cases(10), endOnFailure: true },
    );
  });
});
