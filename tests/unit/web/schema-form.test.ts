import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tradesComputation } from '../../../shared/datasets/trades/computation.ts';
import { formatsFor } from '../../../web/format/formats.ts';
import {
  type Draft,
  draftOf,
  fieldsOf,
  isSameJson,
  type JsonSchema,
  readDraft,
  type SchemaField,
} from '../../../web/parts/schema-form/schema-field.ts';

const english = formatsFor('en');
const turkish = formatsFor('tr');
const fieldsFrom = (schema: z.ZodType): Record<string, SchemaField> =>
  Object.fromEntries(
    fieldsOf(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema).map((field) => [field.name, field]),
  );

describe('fields made of a JSON Schema', () => {
  const fields = fieldsFrom(
    z.strictObject({
      mode: z.enum(['a', 'b']),
      on: z.boolean(),
      share: z.string().regex(/^[0-9]+([.][0-9]{1,2})?$/),
      most: z.number(),
      name: z.string().max(5),
      via: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullable(),
      rates: z.record(z.string().regex(/^[A-Z]\/[A-Z]$/), z.string().regex(/^[0-9]+([.][0-9]+)?$/)),
      list: z.array(z.string()),
    }),
  );

  it('have a form each, and are null where that may be', () => {
    expect(Object.values(fields).map(({ name, form, isNullable }) => [name, form, isNullable])).toEqual([
      ['mode', 'choice', false],
      ['on', 'yes-no', false],
      ['share', 'number', false],
      ['most', 'number', false],
      ['name', 'text', false],
      ['via', 'text', true],
      ['rates', 'pairs', false],
      ['list', 'json', false],
    ]);
  });

  it.each([
    ['mode', 'a'],
    ['on', true],
    ['share', '1234567890123456789012.50'],
    ['most', 1234.5],
    ['name', ''],
    ['via', null],
    ['via', 'USD'],
    ['rates', { 'A/B': '1.10', 'B/A': '1234.5' }],
    ['list', ['x', 'y']],
  ] as const)('%s gives %j back as it was, in either language', (name, value) => {
    for (const numbers of [english, turkish]) {
      const field = fields[name]!;
      expect(readDraft(field, draftOf(field, value, numbers), numbers)).toEqual({ value });
    }
  });

  it('read numbers as the language writes them', () => {
    const rates = (value: string): Draft => [{ id: 0, name: 'A/B', value }];
    expect(readDraft(fields.rates!, rates('1,10'), turkish)).toEqual({ value: { 'A/B': '1.10' } });
    expect(readDraft(fields.rates!, rates('1,10'), english)).toEqual({ fault: 'number', pair: 0 });
    expect(readDraft(fields.share!, '1.5', turkish)).toEqual({ fault: 'number' });
  });

  it('say what is wrong, and of which pair', () => {
    const pair = (id: number, name: string, value: string) => ({ id, name, value });
    const rates = (...pairs: ReturnType<typeof pair>[]) => readDraft(fields.rates!, pairs, english);
    expect(rates(pair(0, 'A/B', '1'), pair(3, 'ab', '1'))).toEqual({ fault: 'shape', pair: 3 });
    expect(rates(pair(0, 'A/B', '1'), pair(1, ' A/B ', '2'))).toEqual({ fault: 'twice', pair: 1 });
    expect(rates(pair(0, 'A/B', ''))).toEqual({ fault: 'missing', pair: 0 });
    expect(rates(pair(0, 'A/B', '-1'))).toEqual({ fault: 'shape', pair: 0 });
    expect(readDraft(fields.name!, 'abcdef', english)).toEqual({ fault: 'shape' });
    expect(readDraft(fields.list!, '[1', english)).toEqual({ fault: 'json' });
    expect(readDraft(fields.share!, '', english)).toEqual({ fault: 'missing' });
    expect(readDraft(fields.via!, 'usd', english)).toEqual({ fault: 'shape' });
  });

  it('fit the settings of a dataset', () => {
    const { schema, defaults } = tradesComputation.settings!;
    for (const field of Object.values(fieldsFrom(schema))) {
      const value = (defaults as Record<string, unknown>)[field.name];
      expect(readDraft(field, draftOf(field, value, turkish), turkish)).toEqual({ value });
    }
  });

  it('are changed only where a value is another one', () => {
    expect(isSameJson({ a: '1', b: [1, 2] }, { b: [1, 2], a: '1' })).toBe(true);
    expect(isSameJson({ a: '1' }, { a: '1.0' })).toBe(false);
    expect(isSameJson([1, 2], [2, 1])).toBe(false);
    expect(isSameJson(null, {})).toBe(false);
  });
});
