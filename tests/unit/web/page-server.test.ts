import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageServer } from '../../../local/page/page-server.ts';
import { contentSecurityPolicy } from '../../../shared/http/page-headers.ts';
import { isPagePath } from '../../../shared/http/page-paths.ts';

const S3 = 'http://127.0.0.1:9000';
const SCRIPT = 'console.log("a page")';

describe('the page server', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tranche-page-'));
  let server: http.Server;
  let url: string;

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'assets'));
    mkdirSync(path.join(folder, '.vite'));
    writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>the page</title>');
    writeFileSync(path.join(folder, '.vite/manifest.json'), '{}');
    writeFileSync(path.join(folder, 'assets/main-1.js'), SCRIPT);
    writeFileSync(path.join(folder, 'assets/main-1.js.br'), brotliCompressSync(SCRIPT));
    writeFileSync(path.join(folder, 'assets/main-1.js.gz'), gzipSync(SCRIPT));
    const page = new PageServer(folder, S3);
    server = http.createServer((message, response) => {
      if (!page.handle(message, response)) response.writeHead(404, { 'X-From': 'api' }).end('the API');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const get = (address: string, init: RequestInit = {}) => fetch(url + address, init);

  it.each([
    '/',
    '/loans',
    '/loans/rows/credit/a%2Fb',
    '/upload',
    '/syncs/1',
    '/data/RETAIL/loans/a%2Fb',
    '/settings?x=1',
  ])('%s is the page', async (address) => {
    const response = await get(address);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(await response.text()).toContain('the page');
  });

  it.each([
    '/api',
    '/api/data',
    '/health',
    '/metrics',
    '/problems/not-found',
    '/nothing',
    '/.vite/manifest.json',
    '/assets/gone.js',
    '/assets/../index.html/x',
    '/assets/main-1.js.br',
    '//upload',
  ])('%s is left to the API', async (address) => {
    const response = await get(address);
    expect(response.headers.get('x-from')).toBe('api');
  });

  it('leaves what is not read, and who asks for JSON, to the API', async () => {
    expect((await get('/', { method: 'POST' })).headers.get('x-from')).toBe('api');
    expect((await get('/', { headers: { Accept: 'application/json' } })).headers.get('x-from')).toBe('api');
  });

  it('lets what has a hash in its name be kept for ever, and asks again for the rest', async () => {
    const asset = await get('/assets/main-1.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const first = await get('/');
    const again = await get('/', { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('to Accept-Encoding %s answers %s', async (accepted, encoding) => {
    const response = await get('/assets/main-1.js', { headers: { 'Accept-Encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(await response.text()).toBe(SCRIPT);
  });

  it('answers HEAD without a body', async () => {
    const response = await get('/assets/main-1.js', { method: 'HEAD', headers: { 'Accept-Encoding': 'identity' } });
    expect([response.headers.get('content-length'), await response.text()]).toEqual([String(SCRIPT.length), '']);
  });

  it('guards every answer', async () => {
    const { headers } = await get('/upload');
    expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy(S3));
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});

describe('the content security policy', () => {
  const directives = new Map(
    contentSecurityPolicy(S3)
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
  );

  it('lets scripts come from this host only, and connections go to it and to uploads only', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('connect-src')).toEqual(["'self'", S3]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
  });

  it('allows nothing in line but style elements', () => {
    const loose = [...directives].filter(([, sources]) => sources?.some((source) => source.includes('unsafe')));
    expect(loose.map(([name]) => name)).toEqual(['style-src']);
    expect(directives.get('style-src-attr')).toEqual(["'none'"]);
  });
});

it('page paths are told by their whole first part', () => {
  expect(
    ['/', '/loans', '/loans/', '/loans/data', '/upload', '/upload/', '/data/x/y'].filter((path) => !isPagePath(path)),
  ).toEqual([]);
  expect(['', '/loan', '/loansx', '/uploads', '/datax', '/api/data', '/health', '/Upload'].filter(isPagePath)).toEqual(
    [],
  );
});
