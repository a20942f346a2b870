import * as z from 'zod';
import { INCLUDES } from '../../domain/filter.ts';
import { integerParameter, limitParameter, rowCursorParameter } from '../../domain/pagination.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import { dataPage, dataRow } from '../schemas/data.ts';
import { tableParameters } from '../schemas/slice.ts';
import { filterQuery } from './data-filter.ts';
import { rowKeyQuery } from './row-key.ts';

export const MAX_DATA_LIMIT = 10_000;
export const MAX_DATA_OFFSET = 100_000;

const dataCursor = rowCursorParameter.meta({
  description:
    'The `next_cursor` of the page before, unchanged. It stays with the batch of the first page, also when another is loaded.',
});

export const listData = endpoint({
  operationId: 'listData',
  method: 'GET',
  path: '/api/data',
  summary: 'Read the loaded rows',
  description:
    'The current batch: what the last completed sync published. Page with `cursor`; `offset` is for small jumps. ' +
    'Send `Accept-Encoding: gzip`: an answer above 6 MB (some 7,000 rows) gets through in no other way, but on a laptop.',
  tag: 'data',
  access: 'tenant',
  function: 'data',
  heavy: true,
  query: z.strictObject({
    ...tableParameters,
    limit: limitParameter(MAX_DATA_LIMIT),
    cursor: dataCursor,
    offset: integerParameter(0, MAX_DATA_OFFSET)
      .optional()
      .meta({ description: 'Rows to leave out before the first; not with `cursor`.' }),
    sort: textOfForm(/^-?[a-z][a-z0-9_]{0,62}$/, serviceSentence('field-sort'))
      .optional()
      .meta({ description: 'A column; `-` before it for descending.' }),
    columns: textOfForm(/^[a-z][a-z0-9_]{0,62}(,[a-z][a-z0-9_]{0,62}){0,99}$/, serviceSentence('field-columns'))
      .transform((list) => [...new Set(list.split(','))])
      .pipe(z.array(z.string()))
      .optional()
      .meta({ description: 'A comma list of columns; all when left out.' }),
    include: z
      .enum(INCLUDES)
      .optional()
      .meta({
        description:
          'Quarantined rows are left out. `quarantined` adds them, `only-quarantined` gives only them; each row then has ' +
          '`quarantine_rule`: null, or the id of the first rule for which it is quarantined.',
      }),
  }),
  openQuery: filterQuery,
  success: { status: 200, description: 'A page of rows.', schema: dataPage },
  problems: ['invalid-cursor', 'cursor-expired', 'query-too-heavy', 'warehouse-unavailable'],
});

export const getDataRow = endpoint({
  operationId: 'getDataRow',
  method: 'GET',
  path: '/api/data/row',
  summary: 'Read one loaded row with what is known of it',
  description:
    'The live row of a key, what is remarkable in it, the rows that it refers to, those that refer to it, and, if it is ' +
    'derived, those that it comes from.',
  tag: 'data',
  access: 'tenant',
  function: 'data',
  heavy: true,
  query: z.strictObject({
    ...tableParameters,
  }),
  openQuery: rowKeyQuery,
  success: { status: 200, description: 'The row.', schema: dataRow },
  problems: ['row-not-found', 'query-too-heavy', 'warehouse-unavailable'],
});
