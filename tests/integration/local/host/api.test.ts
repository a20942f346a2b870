import http from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, startFixture, until } from './fixture/start.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.stop());

const ask = (path: string, init?: RequestInit) => fetch(fixture.url + path, init);

async function echo(path: string, init?: RequestInit) {
  const response = await ask(path, init);
  expect(response.status).toBe(200);
  return (await response.json()) as {
    event: import('aws-lambda').APIGatewayProxyEvent;
    environment: Record<string, string>;
    remaining: number;
  };
}

describe('routing', () => {
  it.each([
    ['/', '/', null],
    ['/things/42', '/things/{id}', { id: '42' }],
    ['/things/42/', '/things/{id}', { id: '42' }],
    ['/things/a%2Fb%20c', '/things/{id}', { id: 'a/b c' }],
    ['/things/100%', '/things/{id}', { id: '100%' }],
    ['/things/1/parts/2', '/things/{id}/parts/{part}', { id: '1', part: '2' }],
    ['/things/special/parts/2', '/things/{id}/parts/{part}', { id: 'special', part: '2' }],
    ['/files/a/b/c', '/files/{path+}', { path: 'a/b/c' }],
  ])('%s belongs to %s', async (path, resource, parameters) => {
    const { event } = await echo(path);
    expect(event.resource).toBe(resource);
    expect(event.requestContext.resourcePath).toBe(resource);
    expect(event.pathParameters).toEqual(parameters);
  });

  it('prefers a literal segment to a parameter', async () => {
    expect(await (await ask('/things/special')).json()).toMatchObject({ who: 'second' });
    expect(await (await ask('/things/special/')).json()).toMatchObject({ who: 'second' });
  });

  it.each(['/nowhere', '/things', '/things//', '/private/more'])('answers %s with a 404 problem', async (path) => {
    // fetch would tidy the path.
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http.get(`${fixture.url}`, { path }, resolve).on('error', reject);
    });
    response.resume();
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json');
  });
});

describe('proxy event', () => {
  it('has headers as sent, and all values of a repeated one', async () => {
    const { event } = await echo('/things/1', {
      headers: { 'X-Custom': 'as it came' },
    });
    expect(Object.entries(event.headers).find(([name]) => name.toLowerCase() === 'x-custom')?.[1]).toBe('as it came');
    const raw = await rawRequest(
      'GET /things/1 HTTP/1.1\r\nhost: x\r\nX-Twice: one\r\nx-twice: two\r\nconnection: close\r\n\r\n',
    );
    const seen = JSON.parse(raw.slice(raw.indexOf('\r\n\r\n') + 4)) as Awaited<ReturnType<typeof echo>>;
    expect(seen.event.headers['X-Twice']).toBe('two');
    expect(seen.event.multiValueHeaders['X-Twice']).toEqual(['one', 'two']);
  });

  it('has the query decoded, single and multi-valued; null without one', async () => {
    const { event } = await echo('/things/1?a=1&a=2&filter[x][gte]=10&name=G%C3%BCl+Y%2B&empty&broken=%E0%A4%A');
    expect(event.queryStringParameters).toMatchObject({ a: '2', 'filter[x][gte]': '10', name: 'Gül Y+', empty: '' });
    expect(event.multiValueQueryStringParameters).toMatchObject({ a: ['1', '2'] });
    const without = await echo('/things/1');
    expect(without.event.queryStringParameters).toBeNull();
    expect(without.event.multiValueQueryStringParameters).toBeNull();
  });

  it('passes the body as base64, since the API takes every type for binary', async () => {
    const body = JSON.stringify({ name: 'Şeker Bankası', emoji: '🏦' });
    const { event } = await echo('/things/1', { method: 'POST', body });
    expect(event).toMatchObject({ httpMethod: 'POST', isBase64Encoded: true });
    expect(Buffer.from(event.body ?? '', 'base64').toString()).toBe(body);
    expect((await echo('/things/1')).event.body).toBeNull();
  });

  it('names the request by one id in event and answer, another for each request', async () => {
    const first = await ask('/things/1');
    const { event } = (await first.json()) as Awaited<ReturnType<typeof echo>>;
    expect(first.headers.get('x-request-id')).toBe(event.requestContext.requestId);
    expect((await ask('/things/1')).headers.get('x-request-id')).not.toBe(event.requestContext.requestId);
    expect(event.requestContext.identity.sourceIp).toBe('127.0.0.1');
  });
});

describe('answers', () => {
  it.each(['throws', 'malformed', 'nothing', 'bad-header'])(
    'turns "%s" into a 500 problem without internals',
    async (what) => {
      const response = await ask(`/odd/${what}`);
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(text).not.toContain('secret internal detail');
      expect(JSON.parse(text)).toMatchObject({ type: '/problems/internal-error', status: 500 });
    },
  );

  it('logs what a handler threw to the log of its function', async () => {
    const response = await ask('/odd/throws');
    const id = response.headers.get('x-request-id');
    await until(
      () => fixture.lines.functions,
      (lines) => lines.some(([name, line]) => name === 'second' && line.includes(`"request_id":"${id}"`)),
    );
    expect(fixture.lines.host).toContain('second failed (error: Error)');
  });

  it('decodes binary answers', async () => {
    const bytes = new Uint8Array(await (await ask('/odd/binary')).arrayBuffer());
    expect([...bytes]).toEqual([0, 255, 10, 128]);
  });

  it('sends 204 without a body and keeps several cookies', async () => {
    const empty = await ask('/odd/no-content');
    expect([empty.status, await empty.text()]).toEqual([204, '']);
    expect((await ask('/odd/cookies')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('answers HEAD with headers only', async () => {
    const response = await ask('/things/1', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
    expect(await response.text()).toBe('');
  });

  it('passes answers larger than 6 MB', async () => {
    expect((await (await ask('/odd/large')).text()).length).toBe(15 * 1024 * 1024);
  });

  it('refuses a request above 10 MB with 413, whether or not its length was announced', async () => {
    const big = Buffer.alloc(10 * 1024 * 1024 + 1, 'a');
    const announced = await ask('/things/1', { method: 'POST', body: big });
    expect(announced.status).toBe(413);
    expect(await announced.json()).toMatchObject({ type: '/problems/payload-too-large' });
    const chunked = await ask('/things/1', {
      method: 'POST',
      body: new Blob([big]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
    await chunked.arrayBuffer();
    const { event } = await echo('/things/1', { method: 'POST', body: big.subarray(0, 9_000_000) });
    expect(Buffer.from(event.body ?? '', 'base64')).toHaveLength(9_000_000);
  });

  it('answers Expect: 100-continue', async () => {
    const raw = await rawRequest(
      'POST /things/1 HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
    );
    expect(raw).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
  });

  it('outlives clients that go away in the middle', async () => {
    await new Promise<void>((resolve) => {
      const socket = net.connect(Number(new URL(fixture.url).port), '127.0.0.1', () => {
        socket.write('POST /things/1 HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf');
        setTimeout(() => socket.destroy(), 20);
      });
      socket.on('close', () => resolve());
    });
    const abort = new AbortController();
    const gone = ask('/odd/large', { signal: abort.signal }).then((response) => {
      abort.abort();
      return response.arrayBuffer();
    });
    await expect(gone).rejects.toThrow();
    expect((await ask('/things/1')).status).toBe(200);
  });
});

describe('functions', () => {
  it('have an environment of their own and nothing else', async () => {
    process.env.OF_THE_HOST = 'must not be seen';
    const { environment } = await echo('/things/1');
    expect(environment).toMatchObject({ WHO: 'echo', SECRET: 'from the laptop', AWS_REGION: 'eu-central-1' });
    expect(environment.TABLE).toMatch(/Table/);
    for (const foreign of ['OF_THE_HOST', 'UNASKED', 'PATH', 'HOME']) expect(environment).not.toHaveProperty(foreign);
    const other = (await (await ask('/things/special')).json()) as { environment: Record<string, string> };
    expect(other.environment.WHO).toBe('second');
    expect(other.environment).not.toHaveProperty('SECRET');
  });

  it('know the time they have left', async () => {
    const { remaining } = await echo('/things/1');
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(10_000);
  });

  it.each(['waits', 'spins'])(
    'that "%s" are ended at their timeout, and the next request gets a new worker',
    async (how) => {
      expect(await (await ask('/slow/answers')).json()).toMatchObject({ invocations: expect.any(Number) });
      const response = await ask(`/slow/${how}`);
      expect(response.status).toBe(504);
      expect(await response.json()).toMatchObject({ type: '/problems/timeout', status: 504 });
      expect(await (await ask('/slow/answers')).json()).toEqual({ invocations: 1 });
    },
  );

  it.each(['dies', 'hog'])('whose worker "%s" fail that request only', async (what) => {
    expect((await ask(`/odd/${what}`)).status).toBe(500);
    expect((await ask('/odd/fine')).status).toBe(200);
  });

  it('answer concurrent requests', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => echo(`/things/${index}`)));
    expect(answers.map(({ event }) => event.pathParameters?.id)).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`));
  });
});

/** Sends exactly these bytes and reads until the server hangs up. */
function rawRequest(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(Number(new URL(fixture.url).port), '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}
