import type * as z from 'zod';
import type { Message } from '../domain/message.ts';
import { MOST_ERRORS } from '../domain/problem-bounds.ts';
import { type FieldError, fieldError } from '../domain/problems.ts';
import type { Filling, Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';

/**
 * zod's findings as the API words them, and how many there are: no more are worded than a problem names. What was sent is
 * not repeated, but for names of fields: it may be bank data.
 * @param error of a parse with `reportInput`: only so can an absent field be told from a wrong one
 */
export function fieldErrors({ issues }: z.ZodError): { errors: FieldError[]; count: number } {
  const errors: FieldError[] = [];
  let count = 0;
  for (const issue of issues) {
    const room = MOST_ERRORS - errors.length;
    if (issue.code === 'unrecognized_keys') {
      count += issue.keys.length;
      errors.push(...issue.keys.slice(0, room).map((key) => unknownField([...issue.path, key])));
    } else {
      count += 1;
      if (room > 0) errors.push(errorOf(issue));
    }
  }
  return { errors, count };
}

const unknownField = (path: readonly PropertyKey[]): FieldError =>
  fieldError(pathText(path), 'unknown', serviceSentence('no-such-field'));

function errorOf(issue: z.core.$ZodIssue): FieldError {
  const field = pathText(issue.path);
  if (issue.input === undefined) return fieldError(field, 'required', serviceSentence('field-required'));
  switch (issue.code) {
    case 'invalid_type':
      return fieldError(field, 'type', serviceSentence('field-type', { type: typeNamed(issue.expected) }));
    case 'invalid_value':
      return fieldError(
        field,
        'value',
        serviceSentence('field-among', { values: issue.values.map(String).join(', ') }),
      );
    case 'too_small':
    case 'too_big':
      return fieldError(field, 'range', bound(issue));
    case 'invalid_format':
      return fieldError(field, 'format', formatFault(issue));
    case 'invalid_union':
      if (issue.discriminator !== undefined) return unknownKind(issue, field);
      return fieldError(field, 'value', serviceSentence('field-form'));
    case 'custom':
      return { ...worded(field, String(issue.params?.code ?? 'value'), issue), ...messageOf(issue.params) };
    case 'invalid_key':
      return issue.issues[0]?.code === 'custom'
        ? { ...errorOf(issue.issues[0]), field }
        : fieldError(field, 'value', serviceSentence('field-name'));
    default:
      return worded(field, 'value', issue);
  }
}

/** Of a body that is one of several, by the value of a field. */
function unknownKind(issue: z.core.$ZodIssueInvalidUnion, field: string): FieldError {
  const { input, path } = issue;
  const options = 'options' in issue ? (issue.options ?? []) : [];
  const given = (input as Readonly<Record<PropertyKey, unknown>>)[path.at(-1)!];
  if (given === undefined) return fieldError(field, 'required', serviceSentence('field-required'));
  return fieldError(field, 'value', serviceSentence('field-among', { values: options.map(String).join(', ') }));
}

/** In the words of the schema. */
const worded = (field: string, code: string, issue: z.core.$ZodIssue): FieldError => ({
  field,
  code,
  detail: issue.message,
});

const messageOf = (params: Readonly<Record<string, unknown>> = {}): { message?: Message } =>
  params.message === undefined ? {} : { message: params.message as Message };

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );

const TYPES: Readonly<Record<string, Sentence>> = {
  int: serviceSentence('type-whole-number'),
  number: serviceSentence('type-number'),
  string: serviceSentence('type-text'),
  object: serviceSentence('type-object'),
  record: serviceSentence('type-object'),
  array: serviceSentence('type-list'),
  boolean: serviceSentence('type-boolean'),
};
const typeNamed = (type: string): Filling => TYPES[type] ?? `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Sentence {
  const isLeast = issue.code === 'too_small';
  const limit = { bound: String(isLeast ? issue.minimum : issue.maximum) };
  if (issue.inclusive === false) return serviceSentence(isLeast ? 'field-above' : 'field-below', limit);
  if (issue.origin === 'string') return serviceSentence(isLeast ? 'text-least' : 'text-most', limit);
  if (issue.origin === 'array' || issue.origin === 'set')
    return serviceSentence(isLeast ? 'list-least' : 'list-most', limit);
  return serviceSentence(isLeast ? 'field-least' : 'field-most', limit);
}

const FORMATS: Readonly<Record<string, Sentence>> = {
  date: serviceSentence('format-date'),
  datetime: serviceSentence('format-datetime'),
};

/** Of a format that zod knows: a text of another form says itself what is expected (text-of-form.ts). */
const formatFault = ({ format }: z.core.$ZodIssueInvalidStringFormat): Sentence =>
  format === 'uuid'
    ? serviceSentence('field-uuid')
    : serviceSentence('field-format', { format: FORMATS[format] ?? format });
