import { FILTER_OPERATORS, type Filter, type FilterOperator } from '../../domain/filter.ts';
import { type FieldError, fieldError, Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { OpenQuery } from '../../lambda/endpoint.ts';
import { EXAMPLE } from '../schemas/slice.ts';

const NAME = /^filter\[([a-z][a-z0-9_]{0,62})\](?:\[([a-z_]+)\])?$/;
const MAX_FILTERS = 50;

const isOperator = (text: string): text is FilterOperator => (FILTER_OPERATORS as readonly string[]).includes(text);

export const filterQuery: OpenQuery<{ filters: Filter[] }> = {
  matches: (name) => name.startsWith('filter['),
  parse(parameters) {
    const errors: FieldError[] = [];
    const filters: Filter[] = [];
    for (const [parameter, value] of parameters) {
      const [, column, operator = 'eq'] = NAME.exec(parameter) ?? [];
      if (column === undefined) {
        errors.push(fieldError(parameter, 'format', serviceSentence('filter-form')));
      } else if (!isOperator(operator)) {
        const operators = FILTER_OPERATORS.join(', ');
        errors.push(fieldError(parameter, 'value', serviceSentence('filter-operators', { operators })));
      } else filters.push({ column, operator, value, parameter });
    }
    if (parameters.length > MAX_FILTERS) {
      errors.push(fieldError('filter', 'range', serviceSentence('filters-most', { most: MAX_FILTERS })));
    }
    if (errors.length > 0)
      throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: 'filter' }), { errors });
    return { filters };
  },
  parameter: {
    name: 'filter',
    in: 'query',
    required: false,
    style: 'deepObject',
    explode: true,
    description:
      `\`filter[column][op]=value\`, op one of ${FILTER_OPERATORS.join(', ')}; \`filter[column]=value\` is eq. ` +
      '`in` takes a comma list, `is_null` true or false; `contains` is for texts, without regard to case. Values are ' +
      'written as they are served (`ACTIVE`, `0.185`, `2025-12-31`). Several filters must all hold. A row without a value ' +
      'in the column fulfils only `is_null=true`, so `ne` leaves it out too.',
    schema: { type: 'object', additionalProperties: true },
    example: { [EXAMPLE.amount.name]: { gte: '90' } },
  },
};
