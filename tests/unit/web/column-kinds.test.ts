import { describe, expect, it } from 'vitest';
import { code } from '../../../shared/contracts/kinds/code.ts';
import { currency } from '../../../shared/contracts/kinds/currency.ts';
import { date } from '../../../shared/contracts/kinds/date.ts';
import { decimal } from '../../../shared/contracts/kinds/decimal.ts';
import { email } from '../../../shared/contracts/kinds/email.ts';
import { flag } from '../../../shared/contracts/kinds/flag.ts';
import { iban } from '../../../shared/contracts/kinds/iban.ts';
import { integer } from '../../../shared/contracts/kinds/integer.ts';
import type { Kind } from '../../../shared/contracts/kinds/kind.ts';
import { list } from '../../../shared/contracts/kinds/list.ts';
import { rate } from '../../../shared/contracts/kinds/rate.ts';
import { text } from '../../../shared/contracts/kinds/text.ts';
import { timestamp } from '../../../shared/contracts/kinds/timestamp.ts';
import { formatsFor } from '../../../web/format/formats.ts';
import { filtersOf, formOf, textOperatorsOf } from '../../../web/pages/data/filter-form.ts';
import { questionOf, wrongFilter } from '../../../web/pages/data/filters.ts';
import { valueBetween } from '../../../web/pages/data/value-between.ts';
import {
  isDay,
  isFlag,
  isInstant,
  isName,
  isNumber,
  isRatio,
  isWhole,
  isWritten,
} from '../../../web/parts/column-kinds.ts';

const columnOf = (kind: Kind) => ({ name: 'it', kind, nullable: false });
const formats = formatsFor('en');
const WIDE = '123456789012345678901234567890.12';
const MORE = '123456789012345678901234567890.13';

describe('what the page asks of a kind', () => {
  const traits = { isNumber, isWhole, isName, isRatio, isDay, isInstant, isFlag, isWritten };
  it.each([
    ['text', text(), ['isWritten'], 'text'],
    ['e-mail', email(), ['isWritten'], 'text'],
    ['IBAN', iban(), ['isWritten'], 'text'],
    ['currency', currency(), ['isWritten'], 'text'],
    ['code', code([{ input: 'a', value: 'A', meaning: 'a' }]), [], 'choice'],
    ['flag', flag({ yes: ['Y'], no: ['N'] }), ['isFlag'], 'choice'],
    ['integer', integer(), ['isNumber', 'isWhole'], 'range'],
    ['number of a name', integer({ min: 1, isName: true }), ['isNumber', 'isWhole', 'isName'], 'range'],
    ['wide integer', integer({ min: -(10n ** 30n), max: 10n ** 30n }), ['isNumber', 'isWhole'], 'range'],
    ['decimal', decimal(), ['isNumber'], 'range'],
    ['rate', rate({ unit: 'percent', max: '100' }), ['isNumber', 'isRatio'], 'range'],
    ['date', date(), ['isDay'], 'range'],
    ['timestamp', timestamp(), ['isInstant'], 'range'],
    ['list', list(iban()), [], 'text'],
  ] as const)('%s', (_, kind, expected, question) => {
    const column = columnOf(kind);
    expect(Object.entries(traits).flatMap(([name, is]) => (is(column) ? [name] : []))).toEqual(expected);
    expect(questionOf(column)).toBe(question);
  });
});

describe('a filter', () => {
  it('keeps every digit of a wide number', () => {
    const column = columnOf(decimal({ precision: 38, min: null }));
    const form = formOf([{ column: 'it', operator: 'gt', value: WIDE }], column, formats);
    expect(form.from).toBe('123,456,789,012,345,678,901,234,567,890.13');
    expect(filtersOf(form, column, formats)).toEqual({
      filters: [{ column: 'it', operator: 'gte', value: MORE }],
      faults: {},
    });
    expect(valueBetween(column, '0.00', '246913578024691357802469135780.24', 0.5)).toBe(WIDE);
  });

  it('asks a list for an element only, and only for one that there can be', () => {
    const column = columnOf(list(code([{ input: 'a', value: 'A', meaning: 'a' }])));
    expect(textOperatorsOf(column)).toEqual(['contains']);
    expect(wrongFilter({ column: 'it', operator: 'contains', value: 'A' }, [column])).toBeUndefined();
    expect(wrongFilter({ column: 'it', operator: 'contains', value: 'B' }, [column])).toBe('B');
    expect(wrongFilter({ column: 'it', operator: 'eq', value: 'A' }, [column])).toBe('A');
  });

  it('knows points in time', () => {
    const column = columnOf(timestamp());
    const filtersFor = (from: string, to: string) =>
      filtersOf({ ...formOf([], column, formats), from, to }, column, formats);
    expect(filtersFor('2026-03-02', '2026-03-02T14:30:00Z').faults).toEqual({});
    expect(filtersFor('2026-03-02T14:30:00Z', '2026-03-02')).toMatchObject({ faults: { to: 'order' } });
    expect(filtersFor('yesterday', '')).toEqual({ filters: [], faults: { from: 'instant' } });
    const after = formOf([{ column: 'it', operator: 'gt', value: '2026-03-02T14:30:00.000Z' }], column, formats);
    expect(after.from).toBe('2026-03-02T14:30:00.001Z');
    expect(valueBetween(column, '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z', 0.5)).toBe(
      '2026-03-02T12:00:00.000Z',
    );
  });
});
