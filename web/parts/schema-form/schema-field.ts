import type { Formats } from '../../format/formats.ts';

/** What is read of a JSON Schema here. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

/** How a member of an object is asked for. `pairs`: names and values to add and take away. */
export type FieldForm = 'choice' | 'yes-no' | 'number' | 'text' | 'pairs' | 'json';

export interface SchemaField {
  readonly name: string;
  readonly form: FieldForm;
  /** Left empty, it is null. */
  readonly isNullable: boolean;
  /** Without null; of pairs, that of their values. */
  readonly schema: JsonSchema;
  /** What the names of pairs must be. */
  readonly names: JsonSchema | undefined;
  readonly description: string | undefined;
}

/** As it is typed. */
export type Draft = string | boolean | readonly DraftPair[];
export interface DraftPair {
  /** Tells it apart while it is edited. */
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

type Numbers = Pick<Formats, 'read' | 'decimal'>;

/** The members of an object's schema, each with how it is asked for. What has no form of its own is typed as JSON. */
export const fieldsOf = ({ properties = {} }: JsonSchema): readonly SchemaField[] =>
  Object.entries(properties).map(([name, whole]) => {
    const schema = whole.anyOf?.find(({ type }) => type !== 'null') ?? whole;
    const isNullable = whole.anyOf?.some(({ type }) => type === 'null') ?? false;
    const ofValues = schema.additionalProperties;
    const isPairs = schema.type === 'object' && typeof ofValues === 'object' && ofValues.type === 'string';
    return {
      name,
      form: isPairs ? 'pairs' : formOf(schema),
      isNullable,
      schema: isPairs ? ofValues : schema,
      names: isPairs ? schema.propertyNames : undefined,
      description: whole.description ?? schema.description,
    };
  });

function formOf(schema: JsonSchema): FieldForm {
  if (schema.enum) return 'choice';
  if (schema.type === 'boolean') return 'yes-no';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (schema.type !== 'string') return 'json';
  return isNumberText(schema) ? 'number' : 'text';
}

/** Exact numbers travel as text. */
const isNumberText = ({ pattern }: JsonSchema): boolean => fits('1', pattern) && !fits('a', pattern);

const fits = (text: string, pattern: string | undefined): boolean =>
  pattern !== undefined && new RegExp(pattern, 'u').test(text);

/** Whether values of pairs are numbers. */
export const hasNumbers = ({ form, schema }: SchemaField): boolean =>
  form === 'number' || (form === 'pairs' && formOf(schema) === 'number');

/** A number such as the schema asks for, exactly, where it gives one. */
export const exampleOf = ({ examples }: JsonSchema): string | undefined =>
  examples?.[0] === undefined ? undefined : String(examples[0]);

export function draftOf(field: SchemaField, value: unknown, numbers: Numbers): Draft {
  const written = (one: unknown) => (hasNumbers(field) ? numbers.decimal(String(one)) : String(one));
  switch (field.form) {
    case 'pairs':
      return Object.entries((value ?? {}) as object).map(([name, one], id) => ({ id, name, value: written(one) }));
    case 'yes-no':
      return value === true;
    case 'json':
      return value === undefined ? '' : JSON.stringify(value, null, 2);
    default:
      return value === null || value === undefined ? '' : written(value);
  }
}

/** Why a draft is no value: `twice` of a name that another pair has. */
export type DraftFault = 'missing' | 'number' | 'shape' | 'json' | 'twice';
export type DraftReading = { readonly value: unknown } | { readonly fault: DraftFault; readonly pair?: number };

export function readDraft(field: SchemaField, draft: Draft, numbers: Numbers): DraftReading {
  if (typeof draft === 'boolean') return { value: draft };
  if (typeof draft !== 'string') return readPairs(field, draft, numbers);
  const typed = draft.trim();
  if (typed === '' && field.isNullable) return { value: null };
  if (field.form === 'json') {
    try {
      return { value: JSON.parse(draft) as unknown };
    } catch {
      return { fault: 'json' };
    }
  }
  if (typed === '' && field.schema.pattern !== undefined) return { fault: 'missing' };
  return readText(field, typed, numbers);
}

function readText(field: SchemaField, typed: string, numbers: Numbers): DraftReading {
  const { schema } = field;
  const exact = hasNumbers(field) ? numbers.read(typed) : typed;
  if (exact === undefined) return { fault: 'number' };
  if (schema.type === 'number' || schema.type === 'integer') return { value: Number(exact) };
  if (schema.pattern !== undefined && !fits(exact, schema.pattern)) return { fault: 'shape' };
  if (schema.maxLength !== undefined && exact.length > schema.maxLength) return { fault: 'shape' };
  return { value: exact };
}

function readPairs(field: SchemaField, pairs: readonly DraftPair[], numbers: Numbers): DraftReading {
  const read: Record<string, unknown> = {};
  for (const { id, name, value } of pairs) {
    const key = name.trim();
    if (key === '' || value.trim() === '') return { fault: 'missing', pair: id };
    if (field.names?.pattern !== undefined && !fits(key, field.names.pattern)) return { fault: 'shape', pair: id };
    if (Object.hasOwn(read, key)) return { fault: 'twice', pair: id };
    const reading = readText(field, value.trim(), numbers);
    if ('fault' in reading) return { fault: reading.fault, pair: id };
    read[key] = reading.value;
  }
  return { value: read };
}

/** Whether two values of JSON are the same, in whatever order their members stand. */
export const isSameJson = (one: unknown, other: unknown): boolean => sorted(one) === sorted(other);

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
