import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context, ScheduledEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { handler as data } from '../../../functions/data/handler.ts';
import { handler as portfolio } from '../../../functions/datasets/handler.ts';
import { handler as errors } from '../../../functions/errors/handler.ts';
import { handler as health } from '../../../functions/health/handler.ts';
import { handler as metrics } from '../../../functions/metrics/handler.ts';
import { handler as profiling } from '../../../functions/profiling/handler.ts';
import { handler as stageUpload } from '../../../functions/stage-upload/handler.ts';
import { handler as streamsHandler } from '../../../functions/streams/handler.ts';
import { handler as sync } from '../../../functions/sync/handler.ts';
import { handler as uploads } from '../../../functions/uploads/handler.ts';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { type FileType, fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, csvLine, type SampleRow, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { cash } from '../../../shared/datasets/cash/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { sales } from '../../../shared/datasets/sales/contract.ts';
import { STREAMS } from '../../../shared/datasets/streams.ts';
import { trades } from '../../../shared/datasets/trades/contract.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { operationsFor } from '../../../shared/operations/database.ts';
import { rotatePrivateKey } from '../../../shared/operations/private-keys.ts';
import {
  countQuarantined,
  markGroups,
  markGroupsAnew,
  rememberBrought,
  storeGroupFindings,
} from '../../../shared/pipeline/row-groups.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { STATEMENT_NAMES } from '../../../shared/sql/statement-names.ts';
import { stagingFor } from '../../../shared/staging/tenant-staging.ts';
import { acceptEvents } from '../../../shared/streams/accept-events.ts';
import { categoriesOf } from '../../../shared/streams/categories.ts';
import { recordChunk } from '../../../shared/streams/record-events.ts';
import { storeHistory } from '../../../shared/streams/store-history.ts';
import { runSync } from '../../../shared/sync/run-sync.ts';
import { closeWarehouseClients, warehouseFor } from '../../../shared/warehouse/client.ts';
import { readDataPage } from '../../../shared/warehouse/data-page.ts';
import { dropOldResults } from '../../../shared/warehouse/old-results.ts';
import { computeProfile, profileOfBatch } from '../../../shared/warehouse/profile.ts';
import { columnSpreads } from '../../../shared/warehouse/profile-spread.ts';
import { liveBatches } from '../../../shared/warehouse/published.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { PEPPER } from '../operations/postgres-under-test.ts';
import {
  type SyncQueue,
  startOperations,
  startSecrets,
  startStagingBucket,
  startStagingTable,
  startSyncQueue,
} from '../staging/services.ts';
import { plainSql } from './plain-sql.ts';
import { creditRows, fileOf } from './read-under-test.ts';
import { transfer, transfers } from './transfers.ts';

// Read when a function's module is loaded.
vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

const scope = tenantScope('BANK001');
/** The names of all statements that reached the engine; undefined for one that had none. */
const sent = new Set<string | undefined>();
let statements = 0;
const stops: (() => Promise<unknown>)[] = [];
let queue: SyncQueue;
let apiKey: string;

beforeAll(async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'tranche-names-'));
  const engine = await startClickHouse({ directory: path.join(directory, 'ch'), port: 0, log: () => undefined });
  process.env.WAREHOUSE_URL = await listeningTo(engine);
  const [table, bucket, sqs, postgres, secrets] = await Promise.all([
    startStagingTable(),
    startStagingBucket(),
    startSyncQueue(),
    startOperations(),
    startSecrets(),
  ]);
  queue = sqs;
  stops.push(closeWarehouseClients, engine.stop, table.stop, bucket.stop, sqs.stop, postgres.stop, secrets.stop);
  stops.push(() => rm(directory, { recursive: true, force: true }));
  process.env.MAX_UPLOAD_BYTES = '20000000';
  // As of a book with more loans than a statement may hold.
  process.env.WAREHOUSE_KEYS_HELD = '0';
  process.env.WAREHOUSE_SMALL_FILE_BYTES = '0';
  await createTenant(postgres.url, { tenantId: scope.tenantId, name: 'Bank' });
  ({ apiKey } = await apiKeysOf(postgres.database, PEPPER).issue(scope));
  await ensureWarehouse(scope);
  await plainSql(scope).command('ALTER TABLE fact_credit DROP COLUMN customer_id');
  sent.delete(undefined);
  await ensureWarehouse(scope);
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

/** Stands between the service and the engine, and writes down what each statement calls itself. */
async function listeningTo(engine: ClickHouse): Promise<string> {
  const server = createServer((request, response) => {
    const comment = new URL(request.url!, engine.url).searchParams.get('log_comment');
    statements += 1;
    sent.add(comment === null ? undefined : JSON.parse(comment).query);
    const { method, headers } = request;
    request.pipe(
      forward(new URL(request.url!, engine.url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Handler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
async function call(handler: Handler, method: string, address: string, body?: unknown) {
  const { pathname, search } = new URL(address, 'http://api');
  const given =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await handler(gatewayEvent({ method, path: pathname, query: search, apiKey, ...given }));
  if (answer.statusCode >= 400) throw new Error(`${method} ${address}: ${answer.body}`);
  return answer.body === '' ? undefined : JSON.parse(answer.body);
}

interface SentFile {
  readonly content: string | Buffer;
  /** What else is announced of it. */
  readonly more?: Record<string, unknown>;
}

/** Sends files as a bank does, and runs the sync of them. @returns its id */
async function load(
  files: Record<string, SentFile>,
  more: { validate_only?: true } = {},
  slice: Record<string, string> = { loan_type: 'RETAIL' },
): Promise<string> {
  const uploadIds: string[] = [];
  for (const [file_type, { content, more: announcedToo }] of Object.entries(files)) {
    const size_bytes = Buffer.byteLength(content);
    const announced = { ...slice, file_type, file_name: `${file_type}.csv`, size_bytes, ...announcedToo };
    const { upload_id, upload } = await call(uploads, 'POST', '/api/uploads', announced);
    expect((await fetch(upload.url, { method: 'PUT', body: new Uint8Array(Buffer.from(content)) })).status).toBe(200);
    const { object_key } = (await stagingFor(scope).uploads.get(upload_id))!;
    const s3 = { bucket: { name: 'tranche-staging' }, object: { key: object_key } };
    await stageUpload({ Records: [{ eventName: 'ObjectCreated:Put', s3 }] }, { awsRequestId: 'staged' });
    uploadIds.push(upload_id);
  }
  return runOrdered(slice, { upload_ids: uploadIds, ...more });
}

/** Runs a sync that has been asked for. @returns its id */
async function runOrdered(slice: Record<string, string>, more: object): Promise<string> {
  const order = { tenant_id: 'BANK001', ...slice, ...more };
  const { id } = await call(sync, 'POST', '/api/sync', order);
  for (const message of await queue.drain()) await (await runSync(message, makeLogger('run-sync')))?.();
  const { status, failure } = await call(sync, 'GET', `/api/sync/logs/${id}`);
  expect([status, failure]).toEqual(['COMPLETED', null]);
  return id;
}

/** An event on its way into the history; its category is looked up where something is live. */
async function streamEvents(): Promise<void> {
  const [warehouse, operations, stream] = [warehouseFor(scope, 'small-load'), operationsFor(scope), STREAMS[0]!];
  const { name } = trades.fileTypes[0]!;
  const category = { ...stream.category, table: name, key: 'client_id', value: 'country' };
  await categoriesOf(warehouse, { ...stream, dataset: trades.name, category }, ['C1']);
  const values = {
    transaction_id: 'a',
    customer_id: 1,
    amount: '5.00',
    merchant_name: 'M',
    timestamp: '2026-03-02T09:30:00.000Z',
  };
  await acceptEvents(operations, stream, [
    { id: 'a', amount: values.amount, time: values.timestamp, lookedUp: 'M', values },
  ]);
  await recordChunk(operations, warehouse, stream);
  await storeHistory(operations, warehouse, stream);
}

/** What is read otherwise where there are millions of rows. */
async function readAsOfManyRows(): Promise<void> {
  const [warehouse, slice] = [warehouseFor(scope), Slice.of(loans, 'RETAIL')];
  const table = slice.table('credit');
  await readDataPage(warehouse, { slice, table, sort: '-customer_id', limit: 1, filters: [] }, { placedFrom: 0 });
  const batch = { warehouse, slice, table, batchId: (await liveBatches(warehouse, slice))!.batches.credit! };
  await computeProfile(batch, { countedFrom: 0 });
  const column = table.columns.find(({ name }) => name === 'original_loan_amount')!;
  await columnSpreads(batch, [{ column, filled: 1, numeric: { zeros: 0, sum: 0n, min: 0n, max: 100_000n } }]);
}

/** Of a contract whose rows may be in groups, as a load and a correction do. */
async function quarantineGroups(): Promise<void> {
  await ensureWarehouse(scope, [transfers]);
  const [warehouse, batch] = [warehouseFor(scope, 'load'), { slice: Slice.of(transfers, null), batchId: randomUUID() }];
  const row = { batch_id: batch.batchId, line_number: 2, id: '1', payer: 'A', beneficiary: 'X', amount: '1' };
  const rows = [1, 2].map((row_number) => JSON.stringify({ ...row, row_number }));
  await plainSql(scope).command(`INSERT INTO ${transfer.table} FORMAT JSONEachRow\n${rows.join('\n')}`);
  sent.delete(undefined);
  await markGroups(warehouse, batch, transfer);
  await markGroupsAnew(warehouse, batch, transfer, await rememberBrought(warehouse, batch, transfer));
  await storeGroupFindings(warehouse, batch, transfer);
  expect(await countQuarantined(warehouse, batch, transfer)).toBe(2);
}

const credits = creditRows('RETAIL', Array(12).fill({ outstanding_principal_balance: '1.00' }));
const [random, plan] = [seededRandom(1), fileTypeOf(loans, 'payment_plan')];
const payments = credits.map(({ loan_account_number }) => ({
  ...sampleRow(plan, 'RETAIL', random),
  loan_account_number: loan_account_number!,
  installment_number: '1',
}));

// It loads files of every dataset and asks for all that is read: far more than one thing.
test('the statements of syncs, of all that is read, of health and of metrics have the declared names, and no others', {
  timeout: 240_000,
}, async () => {
  const [, second, third, ...others] = credits;
  // One row that is wrong, one that is there twice, one on two lines, and a blank line: everything the slow lane has.
  const broken = [{ ...second!, customer_type: 'X' }, third!, { ...third!, customer_id: 'a\nb' }, ...others];
  const plans = [...payments, { ...payments[0]!, loan_account_number: 'LOST' }];
  const first = await load({
    credit: { content: `${fileOf('credit', 'RETAIL', broken)}\n\n` },
    payment_plan: { content: gzipSync(fileOf('payment_plan', 'RETAIL', plans)) },
  });
  // As a load of any size does ahead: small ones leave it to who asks.
  const book = (await liveBatches(warehouseFor(scope, 'load'), Slice.of(loans, 'RETAIL')))!;
  await profileOfBatch(warehouseFor(scope, 'load'), Slice.of(loans, 'RETAIL'), 'credit', book.batches.credit!);
  const corrected = await load({
    credit: { content: fileOf('credit', 'RETAIL', [second!]), more: { corrects: first } },
  });
  const filesOf = async (id: string) => (await call(sync, 'GET', `/api/sync/logs/${id}`)).files;
  expect((await filesOf(first)).payment_plan).toMatchObject({ valid_rows: 10, rejected_rows: 3 });
  expect((await filesOf(corrected)).payment_plan).toMatchObject({ kept_rows: 10, returned_rows: 1 });
  const sums = { expected_rows: 12, expected_sums: { outstanding_principal_balance: '12.00' } };
  // The slow lane has to look at one of them.
  const summed = [{ ...second!, customer_id: 'a\nb' }, ...credits.filter((credit) => credit !== second)];
  const last = await load({ credit: { content: fileOf('credit', 'RETAIL', summed), more: sums } });

  const [clientFile, tradeFile] = trades.fileTypes;
  const client = { ...sampleRow(clientFile!, null, random), client_id: 'C1' };
  const trade = { ...sampleRow(tradeFile!, null, random), client_id: 'C1' };
  const csv = (fileType: FileType, row: SampleRow) => ({
    content: `${csvHeader(fileType, null)}\n${csvLine(fileType, null, row)}\n`,
  });
  await load({ client: csv(clientFile!, client), trade: csv(tradeFile!, trade) }, {}, { dataset: 'trades' });
  const IBAN = 'DE89370400440532013000';
  const [companyFile, sepaFile, , rateFile] = cash.fileTypes;
  await load(
    {
      [companyFile!.name]: csv(companyFile!, { ...sampleRow(companyFile!, null, random), id: 'A', ibans: IBAN }),
      [sepaFile!.name]: csv(sepaFile!, sampleRow(sepaFile!, null, random)),
      [rateFile!.name]: csv(rateFile!, { currency: 'EUR', usd_rate: '1.1', eur_rate: '1' }),
    },
    {},
    { dataset: cash.name },
  );
  const [customerFile, merchantFile, transactionFile] = sales.fileTypes;
  const customer = { ...sampleRow(customerFile!, null, random), customer_id: '1' };
  const sold = await load(
    {
      [customerFile!.name]: csv(customerFile!, customer),
      [merchantFile!.name]: csv(merchantFile!, sampleRow(merchantFile!, null, random)),
      [transactionFile!.name]: csv(transactionFile!, sampleRow(transactionFile!, null, random)),
    },
    {},
    { dataset: sales.name },
  );
  const another = csv(customerFile!, { ...customer, customer_id: '2' });
  await load({ [customerFile!.name]: { ...another, more: { corrects: sold } } }, {}, { dataset: sales.name });
  await rotatePrivateKey(scope);
  await runOrdered({ dataset: sales.name }, { rebuild: true });
  await quarantineGroups();
  await streamEvents();

  const reads: Record<string, [Handler, string]> = {
    listData: [data, '/api/data?loan_type=RETAIL&limit=5&sort=-days_past_due&filter[days_past_due][gte]=0'],
    getDataRow: [data, `/api/data/row?loan_type=RETAIL&key[loan_account_number]=${second!.loan_account_number}`],
    askAnalysis: [portfolio, '/api/analyses/trades/clients-by-status'],
    getTradesClient: [portfolio, '/api/trades/clients/C1'],
    listClientTransactions: [portfolio, '/api/trades/clients/C1/transactions'],
    getClientBalance: [portfolio, '/api/trades/clients/C1/balance?as_of=2030-01-01'],
    listCompanies: [portfolio, '/api/cash/companies'],
    getCompany: [portfolio, '/api/cash/companies/A'],
    listCompanyBalances: [portfolio, `/api/cash/companies/A/balances?from=2024-01-01&to=2024-02-01&iban=${IBAN}`],
    listCompanyPayments: [portfolio, '/api/cash/companies/A/payments?include=quarantined'],
    getProfile: [profiling, '/api/profiling?loan_type=RETAIL&data_type=credit&version=previous'],
    getPortfolio: [portfolio, '/api/portfolio'],
    listSyncErrors: [sync, `/api/sync/logs/${first}/errors?severity=ERROR`],
    listErrorGroups: [sync, `/api/sync/logs/${first}/error-groups`],
    listRecurringErrors: [errors, '/api/errors'],
    getSyncChanges: [sync, `/api/sync/logs/${last}/changes`],
    listChangedRows: [sync, `/api/sync/logs/${corrected}/changes/rows?file_type=credit`],
    downloadSyncErrors: [sync, `/api/sync/logs/${first}/errors.csv`],
    downloadRejectedRows: [sync, `/api/sync/logs/${first}/rejected.csv?file_type=credit`],
    listPublications: [sync, '/api/publications'],
    listEvents: [streamsHandler, `/api/streams/${STREAMS[0]!.name}/events`],
  };
  const reading = allEndpoints.filter(
    ({ method, problems }) => method === 'GET' && problems.includes('warehouse-unavailable'),
  );
  expect(Object.keys(reads).toSorted()).toEqual(reading.map(({ operationId }) => operationId).toSorted());
  for (const [handler, address] of Object.values(reads)) {
    const before = statements;
    await call(handler, 'GET', address);
    expect([address, statements > before]).toEqual([address, true]);
  }
  await readAsOfManyRows();
  // Of a dataset with private columns.
  await call(sync, 'GET', `/api/publications?dataset=${sales.name}`);
  const rollBack = (to: string) => call(sync, 'POST', '/api/publications/rollback', { to, reason: 'a test' });
  await rollBack(corrected);
  await expect(rollBack(randomUUID())).rejects.toThrow('/problems/not-found');
  // The batch of a dry run is dropped. It is loaded as a small file is.
  delete process.env.WAREHOUSE_SMALL_FILE_BYTES;
  const [creditFile, planFile] = [fileOf('credit', 'RETAIL', credits), fileOf('payment_plan', 'RETAIL', payments)];
  await load({ credit: { content: creditFile }, payment_plan: { content: planFile } }, { validate_only: true });
  await dropOldResults(warehouseFor(scope, 'load'), Slice.of(loans, 'RETAIL'), { worthDeleting: 1 });
  await call(health, 'GET', '/health');
  const tick = { source: 'aws.events', 'detail-type': 'Scheduled Event' } as ScheduledEvent;
  await metrics(tick, { awsRequestId: 'tick' } as Context);

  // Two names are left for what only an attempt needs that goes on where another was cut off.
  expect([...sent, 'delete-warnings', 'stored-warnings'].toSorted()).toEqual(STATEMENT_NAMES.toSorted());
});

test('a row of another shape than its query says is refused under test', async () => {
  const row = z.strictObject({ rows: z.int() });
  const ask = (sql: string) => warehouseFor(scope).rows({ name: 'data-count', row, sql });
  expect(await ask('SELECT 1 AS rows')).toEqual([{ rows: 1 }]);
  await expect(ask("SELECT '1' AS rows")).rejects.toThrow(/expected number/);
  await expect(ask('SELECT 1 AS rows, 2 AS more')).rejects.toThrow(/more/);
  process.env.WAREHOUSE_CHECK_ROWS = 'false';
  expect(await ask("SELECT '1' AS rows")).toEqual([{ rows: '1' }]);
});
