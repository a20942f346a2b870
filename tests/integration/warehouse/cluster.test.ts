import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { sniffFile } from '../../../shared/contracts/header.ts';
import { csvHeader } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { everyLineARow } from '../../../shared/pipeline/line-numbering.ts';
import { fastLaneSql } from '../../../shared/pipeline/row-check.ts';
import { linesSql } from '../../../shared/pipeline/staged-lines.ts';
import { clusterSettings, onCluster } from '../../../shared/warehouse/cluster.ts';
import { SCHEMA_STEPS } from '../../../shared/warehouse/schema-steps.ts';
import { tableStatements } from '../../../shared/warehouse/tables.ts';
import { RETAIL } from '../../slices.ts';

// The engine of the laptop has no Keeper and no other servers: it can say whether it understands each statement, and that
// without a cluster they are what they were. That replicas agree is proven by a deployment only.
let directory: string;
let engine: ClickHouse;
let client: ClickHouseClient;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tranche-cluster-'));
  engine = await startClickHouse({ directory: path.join(directory, 'clickhouse'), port: 0, log: () => {} });
  client = createClient({ url: engine.url });
});
afterAll(async () => {
  await client?.close();
  await engine?.stop();
  await rm(directory, { recursive: true, force: true });
});

/** How the engine itself understands a statement. */
async function parsed(sql: string): Promise<string> {
  const result = await client.query({ query: `EXPLAIN AST ${sql}`, format: 'TabSeparated' });
  return result.text();
}

const [credit] = loans.fileTypes;
const header = Buffer.from(`${csvHeader(credit!, 'RETAIL')}\nx`);
const sniffed = sniffFile(header, { complete: false }, RETAIL, 'credit');
if (!sniffed.ok) throw new Error(sniffed.detail);
const file = {
  url: 'http://staged',
  compression: 'none',
  objectSize: 100,
  layout: sniffed.layout,
  part: 0,
  rowsBefore: 0,
} as const;

describe('the warehouse on a cluster', () => {
  it('every table is made on every server, and each replica holds all of it', async () => {
    const statements = tableStatements(loans, 'bank');
    expect(statements).toHaveLength(tableStatements(loans).length);
    for (const statement of statements) {
      expect(statement).toContain(' ON CLUSTER `bank` ');
      expect(statement).toMatch(/ENGINE = Replicated(Replacing)?MergeTree/);
      expect(await parsed(statement)).toContain('Function Replicated');
    }
  });

  it('every table is changed on every server', async () => {
    const statements = SCHEMA_STEPS.flatMap((step) => step.statements([loans], onCluster('bank')));
    expect(statements.length).toBeGreaterThanOrEqual(SCHEMA_STEPS.length);
    for (const statement of statements) {
      expect(statement).toMatch(/^ALTER TABLE \w+ ON CLUSTER `bank` /);
      await parsed(statement);
    }
  });

  it('without a cluster, nothing is replicated', () => {
    for (const statement of tableStatements(loans)) expect(statement).not.toMatch(/ON CLUSTER|Replicated/);
    expect(onCluster(undefined)).toBe('');
    expect(clusterSettings(undefined)).toEqual({});
  });

  it('a staged file is read by any server of it, and checked by the same expressions', async () => {
    const there = linesSql({ ...file, cluster: 'bank' });
    expect(there).toContain("urlCluster('bank', {url_0:String}, ");
    expect(there.replace("urlCluster('bank', ", 'url(')).toBe(linesSql(file));
    const check = {
      slice: RETAIL,
      fileType: credit!,
      layout: file.layout,
      references: [],
    };
    const sql = fastLaneSql(check, everyLineARow({ ...file, cluster: 'bank' }))
      .replaceAll('{variant:String}', "'RETAIL'")
      .replaceAll('{batch:UUID}', 'generateUUIDv4()')
      .replaceAll('{url_0:String}', "'http://staged'");
    expect(await parsed(sql)).toContain('Function urlCluster');
  });

  it('what is written has reached a majority of the replicas', () => {
    expect(clusterSettings('bank')).toMatchObject({ insert_quorum: 'auto', distributed_ddl_output_mode: 'throw' });
  });
});
