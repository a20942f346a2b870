import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { startServiceChild } from '../../local/service/child.ts';
import { type KeptTenant, readTenantsFile } from '../../local/tenants-file.ts';
import { UsageError } from '../arguments.ts';
import type { BenchContext, Section } from '../context.ts';
import { type Figure, figure, percentile, ratios, type SectionResult } from '../figures.ts';
import { HttpClient } from '../http-client.ts';
import { timed } from '../measure.ts';
import { FULL_CREDITS, VARIANT } from '../portfolios.ts';

export const requests: Section = {
  title: 'Requests: what each of them costs before it is answered, and what it cost with a function that let it in',
  run: measureRequests,
};

const CREDITS = 2000;
/** Of each question to each side in a round. */
const REQUESTS = { full: 300, quick: 100 };
const WARM_UP = 30;
const SEED_TIMEOUT_MS = 120_000;
const SEED_POLL_MS = 200;

const QUESTIONS = [
  { key: 'tenant', label: 'GET /api/tenant', path: '/api/tenant' },
  { key: 'data', label: 'a page of 100 rows', path: '/api/data?loan_type=RETAIL&data_type=credit&limit=100' },
] as const;

/** A service that can be asked. */
interface Side {
  readonly name: 'before' | 'after';
  readonly url: string;
  readonly tenant: KeptTenant;
  readonly http: HttpClient;
  readonly stop: () => Promise<void>;
}

async function measureRequests(context: BenchContext): Promise<SectionResult> {
  const { before, log, portfolios } = context;
  if (before !== undefined) assertCheckout(before);
  const { paths } = await portfolios.get(CREDITS / FULL_CREDITS, 0);
  const sides: Side[] = [];
  try {
    if (before !== undefined) sides.push(await startBefore(before, path.join(context.home, 'requests-before')));
    sides.push(await startAfter(context));
    for (const side of sides) await seed(side, paths.credit!);
    const measured = await ask(sides, context);
    return { figures: measured.flatMap(figuresOf), notes: notesOf(before, context) };
  } finally {
    for (const side of sides) {
      log(`requests: stopping the service ${side.name}`);
      side.http.close();
      await side.stop();
    }
  }
}

function assertCheckout(folder: string): void {
  const wanted = ['local/service/child.ts', 'node_modules'].map((name) => path.join(folder, name));
  const missing = wanted.find((file) => !existsSync(file));
  if (missing !== undefined) {
    throw new UsageError(
      `--before ${folder} has no ${path.relative(folder, missing)}: make it with "git worktree add <folder> <commit>" and "npm ci" in it`,
    );
  }
}

/** The service of another checkout, by its own code, in a process of its own. */
async function startBefore(checkout: string, home: string): Promise<Side> {
  const module = pathToFileURL(path.resolve(checkout, 'local/service/child.ts')).href;
  const its = (await import(module)) as { startServiceChild: typeof startServiceChild };
  const child = await its.startServiceChild(home);
  const tenant = readTenantsFile(home)[0];
  if (!tenant) throw new Error('the service of the other checkout has no tenant');
  return sideOf('before', child.url, tenant, () => child.stop());
}

/** That of the run, unless it is compared: then both have nothing but the small book. */
async function startAfter({ before, service, ownService }: BenchContext): Promise<Side> {
  const started = before === undefined ? await service() : await ownService('requests');
  return sideOf('after', started.url, started.tenant(1), async () => {
    if (before !== undefined) await started.stop();
  });
}

const sideOf = (name: Side['name'], url: string, tenant: KeptTenant, stop: Side['stop']): Side => ({
  name,
  url,
  tenant,
  http: new HttpClient(url, tenant.api_key, 1),
  stop,
});

/** By requests that services of both ages take. */
async function seed({ url, tenant: { tenant_id, api_key } }: Side, file: string): Promise<void> {
  const ask = async <T>(method: 'GET' | 'POST', address: string, body?: object): Promise<T> => {
    const headers = { authorization: `Api-Key ${api_key}`, 'content-type': 'application/json' };
    const answer = await fetch(url + address, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${address} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const until = async (address: string, reached: string): Promise<void> => {
    const deadline = Date.now() + SEED_TIMEOUT_MS;
    for (;;) {
      const { status } = await ask<{ status: string }>('GET', address);
      if (status === reached) return;
      if (status === 'FAILED' || Date.now() > deadline) throw new Error(`the small book is ${status}, not ${reached}`);
      await sleep(SEED_POLL_MS);
    }
  };
  const content = readFileSync(file);
  const { upload_id, upload } = await ask<{ upload_id: string; upload: { url: string } }>('POST', '/api/uploads', {
    loan_type: VARIANT,
    file_type: 'credit',
    file_name: 'credits.csv',
    size_bytes: content.length,
  });
  const sent = await fetch(upload.url, { method: 'PUT', body: content });
  if (!sent.ok) throw new Error(`the small book was not taken: ${sent.status}`);
  await until(`/api/uploads/${upload_id}`, 'STAGED');
  const { id } = await ask<{ id: string }>('POST', '/api/sync', {
    tenant_id,
    loan_type: VARIANT,
    upload_ids: [upload_id],
  });
  await until(`/api/sync/logs/${id}`, 'COMPLETED');
}

interface Asked {
  readonly question: (typeof QUESTIONS)[number];
  /** By round, milliseconds of each answer. */
  readonly rounds: Readonly<Record<Side['name'], number[][]>>;
}

/** Each question to the sides by turns, request by request, so that whatever else the machine does falls on both alike. */
async function ask(sides: readonly Side[], { runs, quick, log }: BenchContext): Promise<Asked[]> {
  const count = quick ? REQUESTS.quick : REQUESTS.full;
  const asked = QUESTIONS.map((question): Asked => ({ question, rounds: { before: [], after: [] } }));
  for (let round = 1; round <= runs; round += 1) {
    for (const { question, rounds } of asked) {
      const taken = { before: [] as number[], after: [] as number[] };
      for (let request = -WARM_UP; request < count; request += 1) {
        for (const { name, http } of sides) {
          const { seconds } = await timed(() => http.json(question.path));
          if (request >= 0) taken[name].push(seconds * 1000);
        }
      }
      for (const { name } of sides) rounds[name].push(taken[name]);
      const medians = sides.map(({ name }) => `${name} ${percentile(taken[name], 0.5).toFixed(1)} ms`);
      log(`requests, round ${round} of ${runs}: ${question.label}, ${medians.join(', ')}`);
    }
  }
  return asked;
}

function figuresOf({ question: { key, label }, rounds }: Asked): Figure[] {
  const of = (side: Side['name'], share: number) => rounds[side].map((taken) => percentile(taken, share));
  const isCompared = rounds.before.length > 0;
  return [0.5, 0.95].flatMap((share) => {
    const name = `p${share * 100}`;
    const figureOf = (side: Side['name']) =>
      figure(
        `requests.${key}.${side}_${name}_ms`,
        `${label}: ${isCompared ? `${side}, ` : ''}${name}`,
        'ms',
        of(side, share),
      );
    return isCompared
      ? [
          figureOf('before'),
          figureOf('after'),
          figure(
            `requests.${key}.ratio_${name}`,
            `${label}: after / before, ${name}`,
            '×',
            ratios(of('after', share), of('before', share)),
          ),
        ]
      : [figureOf('after')];
  });
}

const notesOf = (before: string | undefined, { quick }: BenchContext): string[] => [
  `${CREDITS} credits are loaded; ${quick ? REQUESTS.quick : REQUESTS.full} requests of each kind in a round over one connection that is kept, one after the other, the first ${WARM_UP} of a round not counted.`,
  before === undefined
    ? 'Not compared: --before <checkout> names an older one, whose service is then asked by turns with this one (docs/performance.md).'
    : 'Before and after are two services with the same book and nothing else, asked by turns, request by request. Before is the code of the other checkout. On a laptop a function is a worker of the same process, so a hop less saves a message; on AWS it saves an invocation, and a start where none is warm.',
];
