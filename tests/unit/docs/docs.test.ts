import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { handler } from '../../../functions/docs/handler.ts';
import { html } from '../../../functions/docs/html.ts';
import { PROBLEMS } from '../../../shared/domain/problems.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import { gatewayEvent } from '../../gateway-event.ts';

const get = async (path: string, headers: Record<string, string> = {}) => {
  const result = await handler(gatewayEvent({ path, headers, as: null }));
  return { ...result, headers: result.headers as Record<string, string> };
};

const pages = ['/api/docs', '/problems', ...Object.keys(PROBLEMS).map((code) => `/problems/${code}`)];

describe.each(pages)('%s', (path) => {
  test('is a page that needs nothing else and runs nothing', async () => {
    const { statusCode, headers, body } = await get(path);
    expect(statusCode).toBe(200);
    expect(headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(
      /<script|<link|<img|<iframe|\son\w+=|javascript:|(src|href)="(https?:)?\/\/|@import|url\(|undefined|\[object/i,
    );
    expect(headers['Content-Security-Policy']).toContain("default-src 'none'");
  });

  test('its style sheet is the one its policy names', async () => {
    const { headers, body } = await get(path);
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['Content-Security-Policy']).toContain(`'sha256-${hash}'`);
  });

  test('its links within the service lead somewhere', async () => {
    const { body } = await get(path);
    const links = [...body.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');
    expect(links.length).toBeGreaterThan(0);
    for (const link of new Set(links)) {
      if (link.startsWith('#')) expect(body, link).toContain(`id="${link.slice(1)}"`);
      else expect((await get(link)).statusCode, link).toBe(200);
    }
  });
});

test('the page shows every operation', async () => {
  const { body } = await get('/api/docs/');
  for (const { operationId, path } of allEndpoints) {
    expect(body).toContain(`id="${operationId}"`);
    expect(body).toContain(path);
  }
});

test('the document for programs', async () => {
  const { headers, body } = await get('/api/openapi.json');
  expect(headers['Content-Type']).toBe('application/json');
  expect(JSON.parse(body)).toMatchObject({
    openapi: '3.1.0',
    paths: { '/api/sync': { post: { operationId: 'startSync' } } },
  });
});

test('a problem for programs', async () => {
  const { headers, body } = await get('/problems/empty-file', { accept: 'application/json' });
  expect(headers['Content-Type']).toBe('application/json');
  expect(JSON.parse(body)).toMatchObject({
    type: '/problems/empty-file',
    status: 422,
    title: PROBLEMS['empty-file'].title,
  });
});

test('the root leads to the documentation', async () => {
  const { statusCode, headers } = await get('/');
  expect([statusCode, headers.Location]).toEqual([302, '/api/docs']);
});

test.each(['/nothing', '/api/', '/problems/nothing', '/problems/toString', '/api/docs/x', '/problems/%3Cscript%3E'])(
  '%s is a 404 problem',
  async (path) => {
    const { statusCode, headers, body } = await get(path);
    expect(statusCode).toBe(404);
    expect(headers['Content-Type']).toBe('application/problem+json');
    expect(JSON.parse(body).type).toBe('/problems/not-found');
  },
);

test('what is put into a page is text', () => {
  expect(html`<p title="${'"><script>'}">${"<b>&'"}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</p>',
  );
});
