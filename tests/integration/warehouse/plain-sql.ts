import { type ClickHouseClient, type ClickHouseSettings, createClient } from '@clickhouse/client';
import type { TenantScope } from '../../../shared/domain/tenancy.ts';
import type { Parameters } from '../../../shared/sql/statement.ts';

/** Statements of a test's own in a tenant's database: they have no name, and may do everything. */
export const plainSql = ({ database }: TenantScope) => ({
  rows: <Row>(query: string, parameters: Parameters = {}, settings: ClickHouseSettings = {}): Promise<Row[]> =>
    asDefault(database, async (client) => {
      const request = { query, query_params: { ...parameters }, clickhouse_settings: settings };
      return (await client.query({ ...request, format: 'JSONEachRow' })).json<Row>();
    }),
  command: (query: string, parameters: Parameters = {}): Promise<void> =>
    asDefault(database, async (client) => {
      await client.command({ query, query_params: { ...parameters } });
    }),
});

/** By the user that an engine under test has besides those of the service. */
async function asDefault<T>(database: string, ask: (client: ClickHouseClient) => Promise<T>): Promise<T> {
  const client = createClient({
    url: process.env.WAREHOUSE_URL!,
    database,
    clickhouse_settings: {
      output_format_json_quote_decimals: 1,
      output_format_json_quote_64bit_integers: 0,
      output_format_decimal_trailing_zeros: 1,
    },
  });
  try {
    return await ask(client);
  } finally {
    await client.close();
  }
}
