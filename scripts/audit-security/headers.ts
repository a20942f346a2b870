import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServiceChild } from '../../local/service/child.ts';
import type { Finding, Outcome } from './audits.ts';

interface HeaderRule {
  readonly name: string;
  readonly holds: (value: string | null) => boolean;
  readonly expected: string;
  /** Content types it is not asked of. */
  readonly except?: RegExp;
}

/** Of every answer, whatever it says (requirements M6.8). */
export const HEADER_RULES: readonly HeaderRule[] = [
  {
    name: 'Content-Security-Policy',
    holds: (value) =>
      /default-src 'none'/.test(value ?? '') &&
      /frame-ancestors 'none'/.test(value ?? '') &&
      !/script-src[^;]*'unsafe-(?:inline|eval)'/.test(value ?? '') &&
      !/(?:^|[\s;])\*(?:[\s;]|$)/.test(value ?? ''),
    expected: "default-src 'none', frame-ancestors 'none', no unsafe scripts, no *",
    // API Gateway cannot send one with its own refusals, and no browser renders them.
    except: /^application\/problem\+json/,
  },
  { name: 'X-Content-Type-Options', holds: (value) => value === 'nosniff', expected: 'nosniff' },
  { name: 'X-Frame-Options', holds: (value) => value === 'DENY', expected: 'DENY' },
  {
    name: 'Referrer-Policy',
    holds: (value) =>
      ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].includes(value ?? ''),
    expected: 'no-referrer or strict-origin-when-cross-origin',
  },
  {
    name: 'Permissions-Policy',
    holds: (value) => ['geolocation=()', 'microphone=()', 'camera=()'].every((part) => value?.includes(part)),
    expected: 'geolocation=(), microphone=(), camera=()',
  },
  {
    name: 'Access-Control-Allow-Origin',
    holds: (value) => value === null,
    expected: 'no such header: other sites have no business here',
  },
  { name: 'X-Powered-By', holds: (value) => value === null, expected: 'no such header' },
];
const HSTS: HeaderRule = {
  name: 'Strict-Transport-Security',
  holds: (value) => Number(/max-age=(\d+)/.exec(value ?? '')?.[1] ?? 0) >= 31_536_000,
  expected: 'max-age of a year or more',
};

/** Requests that between them take every way an answer can come about. */
const REQUESTS: readonly {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}[] = [
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/health' },
  { method: 'GET', path: '/api/openapi.json' },
  { method: 'GET', path: '/api/docs' },
  { method: 'GET', path: '/api/tenant' },
  { method: 'GET', path: '/api/tenant', headers: { Authorization: 'Api-Key wrong' } },
  { method: 'GET', path: '/api/there-is-nothing-here' },
  { method: 'DELETE', path: '/api/tenant' },
  { method: 'POST', path: '/api/auth/token', headers: { 'Content-Type': 'application/json' }, body: '{"api_key":' },
  {
    method: 'POST',
    path: '/api/auth/token',
    headers: { 'Content-Type': 'application/json' },
    body: '{"api_key":"no"}',
  },
];
const LEAKS = /\bat .+\(.+:\d+:\d+\)|node_modules|SELECT .+ FROM|syntax error at/i;

export async function auditHeaders(url: string | undefined): Promise<Outcome> {
  if (url !== undefined) return { findings: await answersOf(url) };
  const home = await mkdtemp(path.join(tmpdir(), 'tranche-audit-'));
  const service = await startServiceChild(home);
  try {
    return { findings: await answersOf(service.url) };
  } finally {
    await service.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function answersOf(url: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (where: string, problem: string, remedy: string) => findings.push({ where, problem, remedy });
  const both = REQUESTS.flatMap((request) => [{ request }, { request, origin: 'https://elsewhere.invalid' }]);
  for (const { request, origin } of both) {
    const { method, path: route, headers, body } = request;
    const where = `${method} ${route}${origin === undefined ? '' : ' from another site'}`;
    const answer = await fetch(new URL(route, url), {
      method,
      headers: { ...(origin === undefined ? {} : { Origin: origin }), ...headers },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    });
    const rules = url.startsWith('https:') ? [...HEADER_RULES, HSTS] : HEADER_RULES;
    for (const { name, holds, expected, except } of rules) {
      if (except?.test(answer.headers.get('Content-Type') ?? '')) continue;
      const value = answer.headers.get(name);
      if (!holds(value)) add(where, `${name} is ${value ?? 'missing'}`, `Expected: ${expected}.`);
    }
    if (LEAKS.test((await answer.text()).slice(0, 100_000)) && answer.status >= 400) {
      add(where, 'the answer shows the inside of the service', 'Answer with a problem of the catalogue.');
    }
    // A laptop's service refuses other sites altogether.
    const refusals = origin === undefined ? [401] : [401, 403];
    if (route === '/api/tenant' && method === 'GET' && !refusals.includes(answer.status)) {
      add(where, `answers ${answer.status} without credentials`, `Expected: ${refusals.join(' or ')}.`);
    }
  }
  return findings;
}
