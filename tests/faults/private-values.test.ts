/** Plants private values and looks for them everywhere: in every answer, log and table, and in whatever else a service writes. */
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { allEndpoints } from '../../shared/http/endpoints/index.ts';
import type { DataRow, SyncLog } from '../api/answers.ts';
import type { Bank, OutgoingFile } from '../api/bank.ts';
import { useOwnService } from '../api/own-service.ts';
import { filesBelow, stillThere } from '../files-below.ts';

const MARK = 'Zq7Private';
let marks = 0;
/** A name, or what stands before the @ of an address. */
const planted = () => `${MARK}${++marks}`;
const TENANTS = path.resolve(import.meta.dirname, '../../scripts/tenants.ts');
const HEADER = 'customer_id;first_name;last_name;email;signup_date';

interface Secret {
  readonly current: number;
  readonly keys: Readonly<Record<string, string>>;
}

describe('private values', () => {
  const service = useOwnService(3600);
  let bank: Bank;
  let log: SyncLog;
  const lastName = planted();
  const mail = `${planted()}@example.com`;
  const sales = (fileType: string, lines: readonly string[]) =>
    ({ slice: 'sales', fileType, content: [...lines, ''].join('\n') }) as OutgoingFile;
  const customers = sales('customer', [
    HEADER,
    `1;Ann;${lastName};${mail};2025-08-01`,
    `2;Bea;${planted()};;`,
    // Wrong in a private column, beside one, and as a whole; slipped to either side; there twice.
    `3;Cem;${planted()};${planted()}-at-example.com;2025-08-01`,
    `4;Dan;${planted()};${planted()}@example.com;2025-02-30`,
    `5;Eva;${planted()}`,
    `6;Fay;"${planted()};${planted()}@example.com;2025-08-01`,
    `;7;Gus;${planted()};${planted()}@example.com`,
    `Hal;${planted()};${planted()}@example.com;2025-08-01;`,
    `8;Ida;${planted()};${planted()}@example.com;2025-08-01`,
    `8;Jan;${planted()};${planted()}@example.com;2025-08-01`,
    `${planted()};;;;`,
    `9;Kim;${planted().repeat(8)};;`,
    ...Array.from({ length: 40 }, (_, index) => `${100 + index};Lea;${planted()};${planted()}@example.com;2025-08-02`),
  ]);

  const secretFile = () => path.join(service.home, 'secrets-manager.json');
  const secret = () => {
    const secrets = JSON.parse(readFileSync(secretFile(), 'utf8')) as Record<string, { text: string }>;
    return JSON.parse(secrets[`tranche/tenants/${bank.tenantId}/private-key`]!.text) as Secret;
  };
  const hashOf = (value: string, key: string) => createHmac('sha256', key).update(value).digest('hex');
  const customer = async (id: number) => {
    const row = { dataset: 'sales', data_type: 'customer', 'filter[customer_id]': String(id) };
    return (await bank.all<DataRow>('/api/data', row))[0]!;
  };

  beforeAll(async () => {
    bank = await service.bank('T_PRIVATE');
    await bank.configure('sales' as never, { max_error_rate: 1, max_removed_rate: 1 });
    log = await bank.load(
      customers,
      sales('merchant', ['merchant_name;category', 'Corner Shop;Groceries']),
      sales('transaction', [
        'transaction_id;customer_id;transaction_date;amount;merchant_details',
        '1;1;2025-08-01T10:00:00Z;12.50;Corner Shop',
      ]),
    );
  });

  it("are kept as Node's HMAC under the tenant's own key, in the file type and in its dimension", async () => {
    const { current, keys } = secret();
    const key = keys[current]!;
    expect(await customer(1)).toMatchObject({
      last_name: hashOf(lastName, key),
      email: hashOf(mail, key),
      key_version: current,
    });
    const [member] = await bank.all<DataRow>('/api/data', {
      dataset: 'sales',
      data_type: 'dim_customer',
      'filter[customer_id]': '1',
    });
    expect(member).toMatchObject({
      last_name_hash: hashOf(lastName, key),
      email_hash: hashOf(mail, key),
      key_version: current,
    });
    const found = { dataset: 'sales', data_type: 'customer', 'filter[email]': hashOf(mail, key) };
    expect(await bank.all<DataRow>('/api/data', found)).toHaveLength(1);
    expect((await bank.ask('/api/data', { query: { ...found, 'filter[email]': 'ann@example.com' } })).status).toBe(400);
  });

  it('are given back in rejected rows, to admins only', async () => {
    const csv = (await bank.rejectedCsv(log.id, 'customer' as never)).toString('utf8');
    for (const line of String(customers.content).split('\n').slice(3, 13)) {
      if (!/^(8;Ida|;;)/.test(line)) expect(csv).toContain(line.replace(/;$/, ';'));
    }
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [TENANTS, ...args, '--json'], {
        env: { ...process.env, TRANCHE_HOME: service.home },
      }).then(({ stdout }) => JSON.parse(stdout) as { api_key: string });
    for (const role of ['operator', 'viewer']) {
      const { api_key } = await run('key', bank.tenantId, role);
      const answer = await bank.ask<{ detail: string }>(`/api/sync/logs/${log.id}/rejected.csv?file_type=customer`, {
        headers: { Authorization: `Api-Key ${api_key}` },
      });
      expect([answer.status, answer.body.detail]).toEqual([403, expect.stringContaining('only an admin')]);
    }
  });

  it('stand in no answer of any read', async () => {
    const slice = { dataset: 'sales' };
    const answers: string[] = [];
    for (const { path: template, method } of allEndpoints) {
      if (method !== 'GET' || template.includes('rejected.csv')) continue;
      const at = template.replaceAll('{id}', log.id).replaceAll('{dataset}', 'sales').replaceAll('{slice}', 'sales');
      for (const data_type of ['customer', 'dim_customer']) {
        const query = at.includes('/data') || at.includes('/profiling') ? { ...slice, data_type } : {};
        answers.push((await bank.ask(at, { query })).text);
      }
    }
    const row = { ...slice, data_type: 'customer', 'key[customer_id]': '1' };
    answers.push((await bank.ask('/api/data/row', { query: row })).text, await bank.errorsCsv(log.id));
    expect(answers.length).toBeGreaterThan(40);
    for (const text of answers) expect(text).not.toContain(MARK);
    expect(answers.join()).toContain('hold private values');
  });

  it('refuse a file without a header without a word of it', async () => {
    const lines = String(customers.content).split('\n').slice(1, 3);
    const upload = await bank.send(sales('customer', lines));
    const refused = await bank.waitForUpload(upload.upload_id, ({ status }) => status === 'REJECTED');
    expect(JSON.stringify(refused)).not.toMatch(new RegExp(MARK, 'i'));
    // A first line of which one cell is called like a column.
    const alike = await bank.send(sales('customer', [`1;Ann;Email;${planted()}@example.com;2025-08-01`, ...lines]));
    const other = await bank.waitForUpload(alike.upload_id, ({ status }) => status === 'REJECTED');
    expect(JSON.stringify(other)).not.toMatch(new RegExp(MARK, 'i'));
  });

  it('are hashed anew by a rebuild after the key was rotated, and still the same where it was not', async () => {
    const before = await customer(1);
    const rebuild = () =>
      bank.call<SyncLog>('/api/sync', { method: 'POST', body: { dataset: 'sales', rebuild: true } });
    await bank.waitForSync((await rebuild()).id);
    expect(await customer(1)).toEqual(before);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [TENANTS, 'rotate-private-key', bank.tenantId, '--json'],
      { env: { ...process.env, TRANCHE_HOME: service.home } },
    );
    expect(JSON.parse(stdout)).toEqual({ tenant_id: bank.tenantId, key_version: 2 });
    const rebuilt = await bank.waitForSync((await rebuild()).id);
    expect(rebuilt).toMatchObject({ status: 'COMPLETED', rebuild: true });
    const { keys } = secret();
    expect(await customer(1)).toMatchObject({ last_name: hashOf(lastName, keys[2]!), key_version: 2 });
    expect(hashOf(lastName, keys[2]!)).not.toBe(before.last_name);
    // What was rejected under the key before opens still.
    expect((await bank.rejectedCsv(log.id, 'customer' as never)).toString('utf8')).toContain(MARK);
    // And what was rejected under the new one, by the function that had opened others before.
    expect((await bank.rejectedCsv(rebuilt.id, 'customer' as never)).toString('utf8')).toContain(MARK);
  });

  it('stand in nothing that the service has written, but in the files that the bank sent and fetched', async () => {
    const { keys } = secret();
    const ofBank = /^s3\//;
    const hits: string[] = [];
    const forbidden = [MARK, ...Object.values(keys)];
    let read = 0;
    for (const found of filesBelow(service.home)) {
      const file = path.relative(service.home, found);
      if (ofBank.test(file)) continue;
      const bytes = stillThere(() => readFileSync(path.join(service.home, file)));
      if (bytes === undefined) continue;
      read += 1;
      for (const text of forbidden) {
        if (bytes.includes(text) && !(text !== MARK && file === 'secrets-manager.json')) hits.push(`${file}: ${text}`);
      }
    }
    expect(read).toBeGreaterThan(100);
    expect(hits).toEqual([]);
  }, 120_000);
});
