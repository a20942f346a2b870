import { loans } from '../../shared/contracts/loans.ts';
import { MAX_LIMIT } from '../../shared/domain/pagination.ts';
import { listData } from '../../shared/http/endpoints/data.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { type RowsPage, readDataPage } from '../../shared/warehouse/data-page.ts';

export const routes = [
  implement(listData, async ({ scope }, { query }) => {
    const { loan_type, data_type, ...rest } = query;
    const warehouse = warehouseFor(scope, rest.limit > MAX_LIMIT ? 'bulk-read' : 'read');
    const page = await readDataPage(warehouse, loans, { ...rest, variant: loan_type, fileType: data_type });
    return { json: envelope({ loan_type, data_type }, page) };
  }),
];

export const handler = httpFunction(...routes);

/** The answer around the rows, which are JSON already: up to 10,000 of them are not read and written again. */
function envelope(kind: { loan_type: string; data_type: string }, page: RowsPage): readonly Buffer[] {
  const head = JSON.stringify({ ...kind, batch_id: page.batchId, total_count: page.totalCount });
  const tail = `],"next_cursor":${JSON.stringify(page.nextCursor)}}`;
  return [Buffer.from(`${head.slice(0, -1)},"data":[`), ...page.rows, Buffer.from(tail)];
}
