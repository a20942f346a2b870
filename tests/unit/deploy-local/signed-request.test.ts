import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyRequest } from '../../../local/s3/signature-v4.ts';
import { type AwsRequest, askAws } from '../../../scripts/deploy-local/signed-request.ts';

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
let asked: IncomingMessage | undefined;
const server = createServer((request, response) => {
  asked = request;
  request.resume().once('end', () => response.end('done'));
});
let endpoint = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** Whether what arrived is signed as whoever made the verifier understands AWS' rules. */
function isSigned(secret: string): boolean {
  const url = new URL(asked?.url ?? '', endpoint);
  try {
    verifyRequest(
      {
        method: asked?.method ?? '',
        path: url.pathname,
        query: [...url.searchParams],
        headers: asked?.headersDistinct ?? {},
      },
      { credentials: { [credentials.accessKeyId]: secret }, region: 'eu-central-1', now: Date.now },
    );
    return true;
  } catch {
    return false;
  }
}

it.each<[string, AwsRequest]>([
  ['a body', { service: 's3', headers: { 'X-Amz-Target': 'x.Y' }, body: '{"a":"ü"}' }],
  ['a path', { service: 's3', method: 'GET', path: '/2015-03-31/functions/a-b_c/configuration' }],
  ['a query', { service: 's3', method: 'GET', path: '/f', query: { Qualifier: '$LATEST', a: 'b c/d' } }],
])('%s is signed', async (_what, request) => {
  expect(await askAws({ endpoint, region: 'eu-central-1', credentials }, request)).toEqual({
    status: 200,
    text: 'done',
  });
  expect(isSigned(credentials.secretAccessKey)).toBe(true);
  expect(isSigned('another')).toBe(false);
});
