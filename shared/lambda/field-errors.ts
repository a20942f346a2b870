import type { z } from 'zod';
import type { FieldError } from '../domain/problems.ts';

/**
 * zod's findings as the API words them. What was sent is not repeated: it may be bank data.
 * @param error of a parse with `reportInput`: only so can an absent field be told from a wrong one
 */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => fieldErrorsOf(issue));
}

function fieldErrorsOf(issue: z.core.$ZodIssue): FieldError[] {
  const field = pathText(issue.path);
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') {
    return [{ field, code: 'required', detail: 'This field is required.' }];
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        field: pathText([...issue.path, key]),
        code: 'unknown',
        detail: 'There is no such field.',
      }));
    case 'invalid_type':
      return [{ field, code: 'type', detail: `Must be ${article(issue.expected)}.` }];
    case 'invalid_value':
      return [{ field, code: 'value', detail: `Must be one of ${issue.values.map(String).join(', ')}.` }];
    case 'too_small':
    case 'too_big':
      return [{ field, code: 'range', detail: bound(issue) }];
    case 'invalid_format':
      return [{ field, code: 'format', detail: formatText(issue) }];
    case 'invalid_union':
      return [{ field, code: 'value', detail: 'Fits none of the accepted forms.' }];
    default:
      return [{ field, code: 'value', detail: issue.message }];
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
