/** The private key is rotated while rows are live that corrections have made of several files. */
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@clickhouse/client';
import { beforeAll, describe, expect, it } from 'vitest';
import { DiskLayout } from '../../local/s3/disk-layout.ts';
import { readEnvironment } from '../../local/service/environment.ts';
import { fileTypeOf } from '../../shared/contracts/contract.ts';
import { sales } from '../../shared/datasets/sales/contract.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { DataRow, SyncLog } from '../api/answers.ts';
import { type Bank, type OutgoingFile, problemCode } from '../api/bank.ts';
import { useOwnService } from '../api/own-service.ts';

const TENANTS = path.resolve(import.meta.dirname, '../../scripts/tenants.ts');
const HEADER = 'customer_id;first_name;last_name;email;signup_date';

const fileOf = (fileType: string, name: string, lines: readonly string[]) =>
  ({ slice: 'sales', fileType, name, content: [...lines, ''].join('\n') }) as OutgoingFile;
const customers = (name: string, ...rows: string[]) => fileOf('customer', name, [HEADER, ...rows]);
const person = (id: number, lastName: string, more = '2025-08-01') =>
  `${id};Ann${id};${lastName};${lastName.toLowerCase()}@example.com;${more}`;

describe('a rotation of the private key', () => {
  const service = useOwnService(3600);
  let bank: Bank;
  /** As they are by the last word of the bank. */
  const names = new Map(Array.from({ length: 30 }, (_, index) => [index + 1, `Name${index + 1}`]));
  let second: SyncLog;

  const keys = () => {
    const secrets = JSON.parse(readFileSync(path.join(service.home, 'secrets-manager.json'), 'utf8'));
    return JSON.parse(secrets[`tranche/tenants/${bank.tenantId}/private-key`].text).keys as Record<string, string>;
  };
  const rotate = async () => {
    const args = [TENANTS, 'rotate-private-key', bank.tenantId, '--json'];
    const env = { ...process.env, TRANCHE_HOME: service.home };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    return (JSON.parse(stdout) as { key_version: number }).key_version;
  };
  const rebuild = async () => {
    const { id } = await bank.call<SyncLog>('/api/sync', { method: 'POST', body: { dataset: 'sales', rebuild: true } });
    return bank.waitForSync(id);
  };
  const rowsOf = (data_type: string) => bank.all<DataRow>('/api/data', { dataset: 'sales', data_type, limit: 1000 });
  const PRIVATE = ['last_name', 'email', 'last_name_hash', 'email_hash', 'key_version'];
  const open = (rows: readonly DataRow[]) =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !PRIVATE.includes(name))));
  /** All that is served and does not depend on the key. */
  const figures = async (log: SyncLog) => ({
    customers: open(await rowsOf('customer')),
    members: open(await rowsOf('dim_customer')),
    facts: await rowsOf('fact_transactions'),
    spent: (await bank.call<{ rows: unknown[] }>('/api/analyses/sales/spending-by-customer')).rows,
    files: log.files,
    derived: log.derived,
    coverage: log.coverage,
    errors: log.error_summary,
    warnings: (log as SyncLog & { warning_count: number }).warning_count,
    findings: (await bank.errors(log.id)).map(({ upload_id: _, ...finding }) => finding),
    rejected: (await bank.rejectedCsv(log.id, 'customer' as never)).toString('utf8'),
  });
  /** Every row, those of the dimension too, is hashed under this version of the key, and is the person that it was. */
  const expectHashed = async (version: number) => {
    const hash = (text: string) => createHmac('sha256', keys()[version]!).update(text).digest('hex');
    const rows = await rowsOf('customer');
    expect(new Map(rows.map(({ customer_id, last_name }) => [customer_id, last_name]))).toEqual(
      new Map([...names].map(([id, name]) => [id, hash(name)])),
    );
    expect(new Set(rows.map(({ key_version }) => key_version))).toEqual(new Set([version]));
    const known = (await rowsOf('dim_customer')).filter(({ is_known }) => is_known === 1);
    expect(new Map(known.map(({ customer_id, last_name_hash }) => [customer_id, last_name_hash]))).toEqual(
      new Map([...names].map(([id, name]) => [id, hash(name)])),
    );
  };

  beforeAll(async () => {
    bank = await service.bank('T_ROTATION');
    await bank.configure('sales' as never, { max_error_rate: 1, max_removed_rate: 1 });
    const sound = [...names].map(([id, name]) => person(id, name));
    const first = await bank.load(
      customers(
        'customers.csv',
        ...sound,
        // Wrong; and a key that is there twice, of which only the bank knows which is right.
        ...[40, 41, 42].map((id) => person(id, `Late${id}`, '2025-02-30')),
        person(8, 'Other'),
      ),
      fileOf('merchant', 'merchants.csv', ['merchant_name;category', 'Corner Shop;Groceries']),
      fileOf('transaction', 'transactions.csv', [
        'transaction_id;customer_id;transaction_date;amount;merchant_details',
        ...[1, 2, 40, 41, 200].map((id) => `${id};${id};2025-08-01T10:00:00Z;12.50;Corner Shop`),
        '9;1;2025-08-01T10:00:00Z;0;Corner Shop',
      ]),
    );
    expect(first.files['customer' as never]).toMatchObject({ valid_rows: 30, rejected_rows: 4 });
    // One is mended, one is wrong still, one comes back under a contested key, one replaces a live row.
    const mended = await bank.correct(
      first.id,
      customers('mended.csv', person(40, 'Late40'), person(41, 'Late41', 'soon'), person(8, 'Other'), person(2, 'Wed')),
    );
    expect(mended.files['customer' as never]).toMatchObject({ valid_rows: 2, rejected_rows: 2, kept_rows: 29 });
    // A key twice in the correction: the first takes the place of the live row.
    second = await bank.correct(
      mended.id,
      customers(
        'mended again.csv',
        person(41, 'Late41'),
        person(3, 'Again'),
        person(3, 'Twice'),
        person(200, 'New'),
        person(42, 'Late42', 'never'),
      ),
    );
    expect(second.files['customer' as never]).toMatchObject({ valid_rows: 3, rejected_rows: 2, kept_rows: 30 });
    for (const [id, name] of [
      [40, 'Late40'],
      [2, 'Wed'],
      [41, 'Late41'],
      [3, 'Again'],
      [200, 'New'],
    ] as const)
      names.set(id, name);
    await expectHashed(1);
  });

  it('is completed by a rebuild, which replays the file and its corrections: all else is as it was', async () => {
    const before = await figures(second);
    const version = await rotate();
    const rebuilt = await rebuild();
    expect(rebuilt).toMatchObject({ status: 'COMPLETED', rebuild: true, publication: 'published' });
    expect(rebuilt.notices).toContainEqual(
      expect.objectContaining({ code: 'rows-hashed-anew', rows: 33, detail: expect.stringContaining('version 2 ') }),
    );
    // As after the corrections: rows of the other file are still to be mended.
    expect(rebuilt.notices.map(({ code }) => code)).toContain('rows-still-rejected');
    expect(await figures(rebuilt)).toEqual(before);
    await expectHashed(version);
    // What the syncs before it found is still there, and nothing besides.
    const rejected = (await bank.rejectedCsv(second.id, 'customer' as never)).toString('utf8');
    expect(rejected).toBe(before.rejected);
  });

  it('is completed once more after the next one, and after a correction of the rebuilt book', async () => {
    const version = await rotate();
    const again = await rebuild();
    expect(again).toMatchObject({ status: 'COMPLETED', files: { customer: { valid_rows: 3, kept_rows: 30 } } });
    await expectHashed(version);
    const third = await bank.correct(again.id, customers('third.csv', person(42, 'Late42'), person(1, 'First')));
    expect(third.files['customer' as never]).toMatchObject({ valid_rows: 2, rejected_rows: 0, kept_rows: 32 });
    names.set(42, 'Late42').set(1, 'First');
    await expectHashed(version);
    const next = await rotate();
    // Rows of a correction have the new key, those that it keeps the one before.
    const fourth = await bank.correct(third.id, customers('fourth.csv', person(5, 'Fifth')));
    names.set(5, 'Fifth');
    const versions = (await rowsOf('customer')).map(({ key_version }) => key_version);
    expect(new Set(versions)).toEqual(new Set([version, next]));
    const rebuilt = await rebuild();
    expect(rebuilt).toMatchObject({ status: 'COMPLETED', files: fourth.files });
    await expectHashed(next);
  });

  it('changes nothing where the files would make other rows than those that are live', async () => {
    await rotate();
    const environment = readEnvironment(service.home)!;
    const warehouse = createClient({
      url: environment.WAREHOUSE_URL!,
      username: environment.WAREHOUSE_LOAD_USER!,
      password: environment.WAREHOUSE_LOAD_PASSWORD!,
      database: tenantScope(bank.tenantId).database,
    });
    const { table } = fileTypeOf(sales, 'customer');
    // As if a rule of then had let something else in.
    const renamed = (name: string, from: string) =>
      warehouse.command({
        query: `ALTER TABLE ${table} UPDATE first_name = '${name}' WHERE first_name = '${from}' SETTINGS mutations_sync = 2`,
      });
    await renamed('Other', 'Ann7');
    const before = await rowsOf('customer');
    const refused = await rebuild();
    expect([refused.status, problemCode(refused.failure)]).toEqual(['FAILED', 'file-changed']);
    expect(refused.failure?.detail).toMatch(
      /by the rules of now the 5 files .* make other rows.*customers\.csv of sync /,
    );
    expect(await rowsOf('customer')).toEqual(before);
    await renamed('Ann7', 'Other');
    await warehouse.close();
    expect(await rebuild()).toMatchObject({ status: 'COMPLETED' });
  });

  it('names the files to send again, in their order, where one of them is no longer kept', async () => {
    const before = await rowsOf('customer');
    await rotate();
    const { upload_id } = second.files['customer' as never] as { upload_id: string };
    const bucket = new DiskLayout(path.join(service.home, 's3')).bucket(readEnvironment(service.home)!.STAGING_BUCKET!);
    // As its retention takes it away.
    await service.kill();
    rmSync(bucket.object(`staging/${bank.tenantId}/sales/-/customer/${upload_id}.csv`));
    await service.start();
    bank = service.follow(bank);
    const refused = await rebuild();
    expect([refused.status, problemCode(refused.failure)]).toEqual(['FAILED', 'file-changed']);
    expect(refused.failure?.detail).toMatch(
      /first as a whole \(npx tranche upload FILE --sync\).*customers\.csv of sync .*, mended\.csv of sync .*, mended again\.csv of sync .*, third\.csv of sync .*, fourth\.csv of sync/,
    );
    expect(await rowsOf('customer')).toEqual(before);
  });
});
