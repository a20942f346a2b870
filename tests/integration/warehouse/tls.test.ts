import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { closeWarehouseClients, warehouseClient } from '../../../shared/warehouse/client.ts';
import { setSettings } from '../../settings.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../../infra/clickhouse/certificate.sh');
const folder = mkdtempSync(path.join(tmpdir(), 'tranche-tls-'));
const file = (owner: string, name: string): string => readFileSync(path.join(folder, owner, name), 'utf8');

/** As the machine of the deployment makes it when it starts. */
function makeCertificate(owner: string): void {
  const command = 'set -Eeuo pipefail; . "$0"; make_certificate "$1" clickhouse.tranche.internal';
  execFileSync('bash', ['-c', command, SCRIPT, path.join(folder, owner)], { stdio: 'pipe' });
}

/** Answers `ping` as ClickHouse does, by TLS only. */
let server: Server;
let port: number;
beforeAll(async () => {
  makeCertificate('machine');
  makeCertificate('stranger');
  const credentials = { key: file('machine', 'server.key'), cert: file('machine', 'server.crt') };
  server = createServer(credentials, (_request, response) => response.end('Ok.\n'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => closeWarehouseClients());
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ping(host: string, ca: string | undefined): Promise<string> {
  setSettings({ WAREHOUSE_URL: `https://${host}:${port}`, WAREHOUSE_CA: ca });
  const result = await warehouseClient('default').ping();
  if (result.success) return 'answers';
  return (result.error as NodeJS.ErrnoException).code ?? result.error.message;
}

test('ClickHouse is known by the certificate that its machine made, and by no other', async () => {
  expect(await ping('localhost', file('machine', 'server.crt'))).toBe('answers');
  await closeWarehouseClients();
  expect(await ping('localhost', file('stranger', 'server.crt'))).not.toBe('answers');
  await closeWarehouseClients();
  expect(await ping('localhost', undefined)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});

test('it is taken by its name only', async () => {
  expect(await ping('127.0.0.1', file('machine', 'server.crt'))).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('the machine that comes after shows the same one; its key is for root and the engine', () => {
  const digest = () => createHash('sha256').update(file('machine', 'server.key')).digest('hex');
  const before = digest();
  makeCertificate('machine');
  expect(digest()).toBe(before);
  expect(statSync(path.join(folder, 'machine', 'server.key')).mode & 0o077).toBe(0);
});
