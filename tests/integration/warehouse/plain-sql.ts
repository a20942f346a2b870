import type { ClickHouseSettings } from '@clickhouse/client';
import type { TenantScope } from '../../../shared/domain/tenancy.ts';
import type { Parameters } from '../../../shared/sql/statement.ts';
import { warehouseClient } from '../../../shared/warehouse/client.ts';

/** Statements of a test's own in a tenant's database: they have no name. */
export const plainSql = ({ database }: TenantScope) => ({
  async rows<Row>(query: string, parameters: Parameters = {}, settings: ClickHouseSettings = {}): Promise<Row[]> {
    const request = { query, query_params: { ...parameters }, clickhouse_settings: settings };
    return (await warehouseClient(database).query({ ...request, format: 'JSONEachRow' })).json<Row>();
  },
  async command(query: string, parameters: Parameters = {}): Promise<void> {
    await warehouseClient(database).command({ query, query_params: { ...parameters } });
  },
});
