import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchGuarded, type OutboundRequest } from '../../../shared/outbound/fetch-guarded.ts';
import { OutboundFault } from '../../../shared/outbound/outbound-fault.ts';
import { setSettings } from '../../settings.ts';

interface Heard {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

const heard: Heard[] = [];
let url: string;
let other: string;
const closing: (() => void)[] = [];

async function serve(answer: (request: Heard, response: ServerResponse) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const { method, url: path, headers } = request;
    const one = { method, path, headers, body: Buffer.concat(pieces).toString('utf8') };
    heard.push(one);
    answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  setSettings({ OUTBOUND_ALLOWED: '127.0.0.0/8' });
  other = await serve((_, response) => response.end('elsewhere'));
  url = await serve(({ path }, response) => {
    const redirects: Readonly<Record<string, [number, string]>> = {
      '/same-307': [307, '/end'],
      '/same-303': [303, '/end'],
      '/same-301': [301, '/end'],
      '/other-308': [308, `${other}/end`],
      '/inside': [307, 'http://10.0.0.1/end'],
    };
    const [status, location] = redirects[path ?? ''] ?? [];
    if (path === '/silent') return;
    if (path === '/unending') {
      response.useChunkedEncodingByDefault = false;
      response.write('{}');
      return;
    }
    if (path === '/cut') {
      response.socket?.destroy();
    } else if (status !== undefined) response.writeHead(status, { location }).end();
    else response.end('heard');
  });
});
afterAll(() => {
  for (const close of closing) close();
});

const request = (more: Partial<OutboundRequest> = {}): OutboundRequest => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer secret' },
  body: '{"ü":1}',
  signal: new AbortController().signal,
  maxBytes: 1000,
  timeoutMs: 5000,
  ...more,
});
const post = (path: string, more: Partial<OutboundRequest> = {}) => fetchGuarded(new URL(path, url), request(more));
const faultOf = (sent: Promise<unknown>): Promise<OutboundFault> =>
  sent.then(
    () => {
      throw new Error('there should be no answer');
    },
    (error: unknown) => {
      expect(error).toBeInstanceOf(OutboundFault);
      return error as OutboundFault;
    },
  );
const seen = async (sent: Promise<unknown>) => {
  const { kind, mayHaveArrived } = await faultOf(sent);
  return [kind, mayHaveArrived];
};

describe('a request that changes something', () => {
  it('arrives with its method, its headers and its bytes', async () => {
    const answer = await post('/end');
    expect([answer.status, answer.body.toString()]).toEqual([200, 'heard']);
    expect(heard.at(-1)).toMatchObject({
      method: 'POST',
      path: '/end',
      body: '{"ü":1}',
      headers: { 'content-length': '8', authorization: 'Bearer secret', 'content-type': 'application/json' },
    });
    await post('/end', { method: 'PUT', body: Buffer.from([0, 255]) });
    expect(heard.at(-1)).toMatchObject({ method: 'PUT', headers: { 'content-length': '2' } });
  });

  it('is sent again on the same host alone, where the redirect asks for just that', async () => {
    expect((await post('/same-307')).body.toString()).toBe('heard');
    expect(heard.at(-1)).toMatchObject({ method: 'POST', path: '/end', body: '{"ü":1}' });
    const before = heard.length;
    for (const path of ['/same-303', '/same-301', '/other-308', '/inside']) {
      expect([path, ...(await seen(post(path)))]).toEqual([path, 'redirect', true]);
    }
    expect(heard.slice(before).map(({ path }) => path)).toEqual(['/same-303', '/same-301', '/other-308', '/inside']);
    // What only reads is followed, without its headers where it leads elsewhere.
    expect((await post('/other-308', { method: 'GET', body: '' })).body.toString()).toBe('elsewhere');
    expect(heard.at(-1)!.headers.authorization).toBeUndefined();
  });

  it('says what its body says to the first host alone, also where it only reads', async () => {
    const before = heard.length;
    expect(await seen(post('/other-308', { method: 'GET' }))).toEqual(['redirect', true]);
    expect(heard.slice(before).map(({ path }) => path)).toEqual(['/other-308']);
    expect((await post('/same-307', { method: 'GET' })).body.toString()).toBe('heard');
  });

  it('certainly has not arrived where there never was a connection', async () => {
    const free = createTcpServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    expect(await seen(fetchGuarded(new URL(`http://127.0.0.1:${port}/`), request()))).toEqual(['connection', false]);
    expect(await seen(fetchGuarded(new URL('http://10.0.0.1/'), request()))).toEqual(['address', false]);
    expect(await seen(fetchGuarded(new URL('http://no-such-host.invalid/'), request()))).toEqual(['host', false]);
    const secure = new URL(url.replace('http:', 'https:'));
    expect((await seen(fetchGuarded(secure, request())))[1]).toBe(false);
  });

  it('may have arrived where it was connected', async () => {
    expect(await seen(post('/silent', { timeoutMs: 200 }))).toEqual(['timeout', true]);
    expect(await seen(post('/cut'))).toEqual(['cut-off', true]);
    // Without a length nothing else says that it is not all.
    expect(await seen(post('/unending', { timeoutMs: 300 }))).toEqual(['timeout', true]);
    expect(await seen(post('/end', { maxBytes: 2 }))).toEqual(['too-large', true]);
    // The same of a read on a kept connection.
    await post('/end', { method: 'GET', body: '' });
    expect(await seen(post('/cut', { method: 'GET', body: '' }))).toEqual(['cut-off', true]);
  });
});
