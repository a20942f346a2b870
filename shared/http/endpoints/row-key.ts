import type { Filter } from '../../domain/filter.ts';
import { type FieldError, fieldError, Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { OpenQuery } from '../../lambda/endpoint.ts';
import { EXAMPLE } from '../schemas/slice.ts';

const NAME = /^key\[([a-z][a-z0-9_]{0,62})\]$/;

/** The values of a row's key, each a filter that its column equals it. */
export const rowKeyQuery: OpenQuery<{ key: Filter[] }> = {
  matches: (name) => name.startsWith('key['),
  parse(parameters) {
    const errors: FieldError[] = [];
    const key: Filter[] = [];
    for (const [parameter, value] of parameters) {
      const column = NAME.exec(parameter)?.[1];
      if (column === undefined) {
        errors.push(fieldError(parameter, 'format', serviceSentence('key-form')));
      } else if (key.some((given) => given.column === column)) {
        errors.push(fieldError(parameter, 'value', serviceSentence('key-once')));
      } else key.push({ column, operator: 'eq', value, parameter });
    }
    if (errors.length > 0)
      throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: 'key' }), { errors });
    return { key };
  },
  parameter: {
    name: 'key',
    in: 'query',
    required: true,
    style: 'deepObject',
    explode: true,
    description:
      '`key[column]=value`, one of every column of the key, `row_number` too where the key has it. Values are written as they ' +
      'are served.',
    schema: { type: 'object', additionalProperties: true },
    example: { [EXAMPLE.key.name]: '00000017' },
  },
};
