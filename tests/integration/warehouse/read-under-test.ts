import { randomUUID } from 'node:crypto';
import { routes as dataRoutes } from '../../../functions/data/handler.ts';
import { routes as portfolioRoutes } from '../../../functions/datasets/handler.ts';
import { routes as profilingRoutes } from '../../../functions/profiling/handler.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, csvLine, type SampleRow, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { liveBatches, publish } from '../../../shared/warehouse/published.ts';
import { BANK001, gatewayEvent, type TestCaller, verifyTestCaller } from '../../gateway-event.ts';
import { loansOf } from '../../slices.ts';
import { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';

export type Cell = string | number | null;
export type Row = Record<string, Cell>;

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Body;
  /** The body as sent. */
  readonly text: string;
}
export interface DataBody {
  readonly batch_id: string | null;
  readonly total_count: number;
  readonly data: Row[];
  readonly next_cursor: string | null;
}
export interface ProblemBody {
  readonly type: string;
  readonly detail: string;
  readonly errors?: { field: string; code: string; detail: string }[];
}

/** The two Lambda handlers over a real engine; every answer is compared with what its endpoint declares. */
export function readUnderTest() {
  const test = warehouseUnderTest();
  const logger = makeLogger('test');
  logger.setLogLevel('SILENT');
  let fault: unknown;
  // A 500 says nothing to the client; the test should hear why.
  logger.createChild = () => logger;
  logger.error = (_, ...extra) => {
    fault = (extra[0] as { error?: Error }).error;
  };
  const handler = httpFunctionWith(
    { verify: verifyTestCaller, checkReplies: true, logger },
    ...dataRoutes,
    ...portfolioRoutes,
    ...profilingRoutes,
  );

  async function ask<Body>(
    path: string,
    query: string | Record<string, string | number>,
    as: TestCaller | null = BANK001,
  ): Promise<Answer<Body>> {
    const text =
      typeof query === 'string'
        ? query
        : new URLSearchParams(
            Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
          ).toString();
    const result = await handler(gatewayEvent({ path, query: text, as }));
    if (result.statusCode === 500) throw fault;
    return {
      status: result.statusCode,
      headers: result.headers ?? {},
      body: JSON.parse(result.body) as Body,
      text: result.body,
    };
  }

  /** Makes batches the live ones of a variant; those of other file types stay. */
  async function publishBatches(variant: string, batches: Record<string, string>): Promise<void> {
    const before = await liveBatches(test.warehouse, loansOf(variant));
    const syncId = randomUUID();
    await publish(test.warehouse, loansOf(variant), {
      fencing: (before?.fencing ?? 0) + 1,
      syncId,
      batchId: Object.values(batches)[0]!,
      by: 'key operator test',
      reason: '',
      orderId: syncId,
      batches: { ...before?.batches, ...batches },
    });
  }

  /** Stores rows as they are, which is faster than a file; columns that they lack have the type's own default. */
  async function publishRows(variant: string, fileType: string, rows: readonly Row[]): Promise<string> {
    const batch_id = randomUUID();
    const lines = rows.map((row, index) =>
      JSON.stringify({ loan_type: variant, batch_id, row_number: index + 1, line_number: index + 2, ...row }),
    );
    await test.sql.command(`INSERT INTO fact_${fileType} FORMAT JSONEachRow\n${lines.join('\n')}`);
    await publishBatches(variant, { [fileType]: batch_id });
    return batch_id;
  }

  /** Loads files as a batch and publishes it, as a sync does. */
  async function publishFiles(variant: string, files: Record<string, string | Buffer>): Promise<string> {
    const batchId = randomUUID();
    const live = await liveBatches(test.warehouse, loansOf(variant));
    const batches: Record<string, string> = {};
    for (const fileType of loans.fileTypes) {
      const content = files[fileType.name];
      if (content === undefined) continue;
      const referenceBatchId = batches.credit ?? live?.batches.credit;
      const { counts } = await test.load(fileType.name, variant, content, {
        batchId,
        ...(referenceBatchId ? { referenceBatchId } : {}),
      });
      if (counts.rejectedRows > 0) throw new Error(`${counts.rejectedRows} rows of the test's own file were rejected`);
      batches[fileType.name] = batchId;
    }
    await publishBatches(variant, batches);
    return batchId;
  }

  return {
    ask,
    publishFiles,
    publishRows,
    sql: test.sql,
    get warehouse() {
      return test.warehouse;
    },
    data: (query: string | Record<string, string | number>) => ask<DataBody>('/api/data', query),
    dataProblem: (query: string | Record<string, string | number>) => ask<ProblemBody>('/api/data', query),
  };
}

/** Sound credit rows with keys of their own, in which `cells` are replaced. */
export function creditRows(variant: string, cells: readonly SampleRow[], seed = 1): SampleRow[] {
  const random = seededRandom(seed);
  return cells.map((replaced, index) => ({
    ...sampleRow(fileTypeOf(loans, 'credit'), variant, random),
    loan_account_number: `LOAN_${String(index + 1).padStart(6, '0')}`,
    ...replaced,
  }));
}

export function fileOf(fileTypeName: string, variant: string, rows: readonly SampleRow[]): string {
  const fileType = fileTypeOf(loans, fileTypeName);
  return [csvHeader(fileType, variant), ...rows.map((row) => csvLine(fileType, variant, row))].join('\n');
}
