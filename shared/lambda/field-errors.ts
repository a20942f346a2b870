import type { z } from 'zod';
import { MOST_ERRORS } from '../domain/problem-bounds.ts';
import type { FieldError } from '../domain/problems.ts';

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
      if (room > 0) errors.push(fieldError(issue));
    }
  }
  return { errors, count };
}

const unknownField = (path: readonly PropertyKey[]): FieldError => ({
  field: pathText(path),
  code: 'unknown',
  detail: 'There is no such field.',
});

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const field = pathText(issue.path);
  if (issue.input === undefined) return { field, code: 'required', detail: 'This field is required.' };
  switch (issue.code) {
    case 'invalid_type':
      return { field, code: 'type', detail: `Must be ${article(issue.expected)}.` };
    case 'invalid_value':
      return { field, code: 'value', detail: `Must be one of ${issue.values.map(String).join(', ')}.` };
    case 'too_small':
    case 'too_big':
      return { field, code: 'range', detail: bound(issue) };
    case 'invalid_format':
      return { field, code: 'format', detail: formatText(issue) };
    case 'invalid_union':
      return { field, code: 'value', detail: 'Fits none of the accepted forms.' };
    case 'custom':
      return { field, code: String(issue.params?.code ?? 'value'), detail: issue.message };
    default:
      return { field, code: 'value', detail: issue.message };
  }
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );

const article = (type: string): string => {
  const name = { int: 'whole number', object: 'object', array: 'list', boolean: 'true or false' }[type] ?? type;
  return name === 'true or false' ? name : `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
};

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const unit =
    { string: ' characters', array: ' entries', set: ' entries', file: ' bytes' }[issue.origin as string] ?? '';
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  const side = issue.code === 'too_small' ? 'at least' : 'at most';
  const strictly = issue.inclusive === false ? (issue.code === 'too_small' ? 'more than' : 'less than') : side;
  return `Must be ${unit ? `${strictly} ${limit}${unit} long` : `${strictly} ${limit}`}.`;
}

function formatText(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'uuid') return 'Must be a UUID.';
  // A regular expression given with a message of its own says what is expected.
  return issue.message.startsWith('Invalid ') ? `Must be a valid ${issue.format}.` : `Must be ${issue.message}.`;
}
