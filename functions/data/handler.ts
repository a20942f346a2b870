import { sliceLabels } from '../../shared/datasets/labels.ts';
import { requestedSlice, requestedTable } from '../../shared/datasets/requested.ts';
import { MAX_LIMIT } from '../../shared/domain/pagination.ts';
import { getDataRow, listData } from '../../shared/http/endpoints/data.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { type RowsPage, readDataPage } from '../../shared/warehouse/data-page.ts';
import { readKnownRow } from '../../shared/warehouse/data-row.ts';

export const routes = [
  implement(listData, async ({ scope }, { query }) => {
    const slice = requestedSlice(query);
    const table = requestedTable(slice.contract, query.data_type);
    const warehouse = warehouseFor(scope, query.limit > MAX_LIMIT ? 'bulk-read' : 'read');
    const page = await readDataPage(warehouse, { ...query, slice, table });
    return { json: envelope({ ...sliceLabels(slice), data_type: table.name }, page) };
  }),

  implement(getDataRow, async ({ scope }, { query }) => {
    const slice = requestedSlice(query);
    const table = requestedTable(slice.contract, query.data_type);
    const known = await readKnownRow(warehouseFor(scope), slice, table, query.key);
    return { body: { ...sliceLabels(slice), data_type: table.name, ...known } };
  }),
];

export const handler = httpFunction(...routes);

/** The answer around the rows, which are JSON already: up to 10,000 of them are not read and written again. */
function envelope(kind: object, page: RowsPage): readonly Buffer[] {
  const head = JSON.stringify({ ...kind, batch_id: page.batchId, total_count: page.totalCount });
  const tail = `],"next_cursor":${JSON.stringify(page.nextCursor)}}`;
  return [Buffer.from(`${head.slice(0, -1)},"data":[`), ...page.rows, Buffer.from(tail)];
}
