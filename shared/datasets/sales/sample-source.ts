import path from 'node:path';
import pg from 'pg';
import { unscaled } from '../../contracts/kinds/decimal.ts';
import type { ReadApi, SampleServers, SampleSource, SampleSourceTarget } from '../../contracts/sample-source.ts';
import type { SampleRow } from '../../contracts/samples.ts';
import { seed } from './seed.ts';
import { AMOUNT_SCALE } from './transaction.ts';

const READER = 'tranche_reader';
const DATABASE = 'shop';

/**
 * The shop of the older system: customers and transactions in Postgres, merchants in MongoDB where there is one. Each is a source of
 * its own.
 */
export const salesSampleSource: SampleSource = {
  async serve(folder, _seed, servers) {
    const shop = await postgresShop(servers, path.join(folder, 'postgres'));
    try {
      const merchants = await mongodbMerchants(servers, path.join(folder, 'mongodb'));
      return {
        made: [
          `${seed.customer.length} customers and ${seed.transaction.length} transactions in a Postgres of their own,`,
          merchants
            ? `${seed.merchant.length} merchants in a MongoDB; four more are in no file.`
            : 'and no MongoDB for the merchants: every merchant is one that only transactions name.',
        ],
        sources: [shop.target, ...(merchants ? [merchants.target] : [])],
        report: (read) => report(read, merchants !== undefined),
        stop: async () => {
          await Promise.all([shop.stop(), merchants?.stop()]);
        },
      };
    } catch (error) {
      await shop.stop();
      throw error;
    }
  },
};

interface Served {
  readonly target: SampleSourceTarget;
  stop(): Promise<void>;
}

/** With a login that may read the two tables and nothing else, as a source should have. */
async function postgresShop({ postgres }: SampleServers, folder: string): Promise<Served> {
  const server = await postgres(folder);
  const { hostname: host, port, password } = new URL(server.url);
  const run = async (url: string, work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await work(client).finally(() => client.end());
  };
  await run(server.url, (client) => client.query(`CREATE DATABASE ${DATABASE}`));
  const url = Object.assign(new URL(server.url), { pathname: DATABASE }).href;
  await run(url, async (client) => {
    await client.query(`
      CREATE TABLE customers (customer_id integer PRIMARY KEY, first_name varchar(50) NOT NULL, last_name varchar(50) NOT NULL,
        email varchar(100) UNIQUE NOT NULL, signup_date date);
      CREATE TABLE transactions (transaction_id serial PRIMARY KEY, customer_id integer REFERENCES customers,
        transaction_date timestamp NOT NULL, amount decimal(10, 2) NOT NULL, merchant_details varchar(255));
      CREATE ROLE ${READER} LOGIN PASSWORD '${password}';
      GRANT SELECT ON customers, transactions TO ${READER}`);
    for (const [table, rows] of [
      ['customers', seed.customer],
      ['transactions', seed.transaction],
    ] as const) {
      await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
        JSON.stringify(rows),
      ]);
    }
  });
  return {
    target: {
      name: 'shop',
      kind: 'postgres',
      config: {
        host,
        port: Number(port),
        database: DATABASE,
        tls: 'disable',
        tables: {
          customer: { table: 'customers', columns: sameNames(seed.customer) },
          transaction: { query: 'SELECT * FROM transactions ORDER BY transaction_id' },
        },
      },
      credentials: { username: READER, password },
    },
    stop: server.stop,
  };
}

async function mongodbMerchants({ mongodb }: SampleServers, folder: string): Promise<Served | undefined> {
  const server = await mongodb(folder);
  if (!server) return undefined;
  try {
    // Only where it is needed: it is large.
    const { MongoClient } = await import('mongodb');
    const client = await MongoClient.connect(server.url, { directConnection: true });
    await client
      .db(DATABASE)
      .collection('merchants')
      .insertMany(seed.merchant.map((merchant) => ({ ...merchant })))
      .finally(() => client.close());
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { hostname: host, port } = new URL(server.url);
  return {
    target: {
      name: 'merchants',
      kind: 'mongodb',
      config: {
        host,
        port: Number(port),
        database: DATABASE,
        tls: 'disable',
        collections: { merchant: { collection: 'merchants', columns: sameNames(seed.merchant) } },
      },
    },
    stop: server.stop,
  };
}

const sameNames = ([row = {}]: readonly SampleRow[]): Record<string, string> =>
  Object.fromEntries(Object.keys(row).map((name) => [name, name]));

interface Answer {
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}
interface Facts {
  readonly total_count: number;
  readonly data: readonly { readonly amount: string }[];
}

async function report(read: ReadApi, hasMerchants: boolean) {
  const facts = await read<Facts>('/api/data?dataset=sales&data_type=fact_transactions&limit=1000');
  const total = facts.data.reduce((sum, { amount }) => sum + unscaled(amount, AMOUNT_SCALE), 0n);
  const made = seed.transaction.reduce((sum, { amount }) => sum + unscaled(amount!, AMOUNT_SCALE), 0n);
  const [customers, categories] = await Promise.all(
    ['spending-by-customer', 'sales-by-category'].map((name) => read<Answer>(`/api/analyses/sales/${name}`)),
  );
  const { data } = await read<{ data: readonly { coverage: Coverage }[] }>('/api/sync/logs?dataset=sales&limit=1');
  const { rows, rows_matched, amount, amount_matched } = data[0]!.coverage!;
  const isAsMade = facts.total_count === seed.transaction.length && total === made;
  const line = (name: string | number, value: string | number) =>
    `  ${String(name).padEnd(24)}${String(value).padStart(12)}`;
  return {
    isAsMade,
    lines: [
      'What customers spent:',
      ...customers!.rows.map((row) => line(`${row.first_name} (${row.customer_id})`, row.amount!)),
      'What was sold, by category:',
      ...categories!.rows.map((row) => line(row.category!, row.amount!)),
      `Of known merchants: ${rows_matched} of ${rows} facts, ${amount_matched} of ${amount}.${hasMerchants ? '' : ' There is no MongoDB here to have any.'}`,
      isAsMade
        ? `${facts.total_count} facts of ${seed.transaction.length} transactions, ${amount} in all: nothing is lost.`
        : `${facts.total_count} facts of ${seed.transaction.length} transactions, and NOT what was made. Please report this.`,
      'Last names and addresses are kept as keyed hashes: /api/data?dataset=sales&data_type=dim_customer',
    ],
  };
}

interface CoverageFigures {
  readonly rows: number;
  readonly rows_matched: number;
  readonly amount: string;
  readonly amount_matched: string;
}
type Coverage = CoverageFigures | null;
