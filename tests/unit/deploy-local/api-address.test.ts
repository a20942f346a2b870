import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findApi } from '../../../scripts/deploy-local/api-address.ts';
import { DeployFailure } from '../../../scripts/deploy-local/failure.ts';

/** An emulator that knows both address forms, each of one API, and says to all else that there is nothing. */
const healthy = new Set(['/_aws/execute-api/new/v1/health', '/restapis/old/v1/_user_request_/health']);
const server = createServer(({ url = '' }, response) => {
  response.statusCode = healthy.has(url) ? 200 : 404;
  response.end(JSON.stringify(healthy.has(url) ? { status: 'healthy' } : { message: 'Not Found' }));
});
let endpoint = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe("the address of a deployment's API", () => {
  it.each([
    ['an address of AWS', 'https://new.execute-api.eu-central-1.amazonaws.com/v1/'],
    ['a host of the emulator', 'https://new.execute-api.localhost.localstack.cloud:4566/v1/'],
    ['an IP address behind names, which makes no URL', 'https://new.execute-api.172.30.66.10:4566/v1/'],
  ])('is found from %s', async (_, apiUrl) => {
    expect(await findApi(endpoint, apiUrl)).toBe(`${endpoint}/_aws/execute-api/new/v1`);
  });

  it('is found by the older form', async () => {
    const apiUrl = 'https://old.execute-api.eu-central-1.amazonaws.com/v1/';
    expect(await findApi(endpoint, apiUrl)).toBe(`${endpoint}/restapis/old/v1/_user_request_`);
  });

  it('is missed with every address that was tried', async () => {
    const tried = findApi(endpoint, 'https://gone.execute-api.eu-central-1.amazonaws.com/v1/');
    await expect(tried).rejects.toThrow(DeployFailure);
    await expect(tried).rejects.toThrow(/execute-api\/gone.*404.*restapis\/gone.*404/s);
  });
});
