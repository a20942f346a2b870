import { tenantScope } from '../../shared/domain/tenancy.ts';
import { BATCH_PROFILES, readResults } from '../../shared/warehouse/tables.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { soundRows } from '../deliveries.ts';
import { atMost, type Figure, figure, type Goal, percentile, type SectionResult } from '../figures.ts';
import { HttpClient } from '../http-client.ts';
import { timed } from '../measure.ts';
import { VARIANT } from '../portfolios.ts';
import type { BenchService } from '../service.ts';
import { crowd } from './reading-crowd.ts';
import {
  byTurns,
  containing,
  countOfFilter,
  errorsOf,
  farPages,
  firstPage,
  profile,
  type Question,
  sortedAndFiltered,
  sortedByEach,
  syncLogs,
} from './reading-questions.ts';
import { hasRoomForLargest, LARGEST } from './scale.ts';

export const reading: Section = {
  title: 'Reading: the API over HTTP, warm, with the tenfold portfolio loaded',
  run: measureReading,
};

/** Requests a question gets in one round, and before the first round. */
const REQUESTS = 100;
const WARM_UP = 20;
const FEWEST_REQUESTS = 20;
/** A round of one question ends after this, however slow the answers are. */
const MAX_ROUND_MS = 30_000;
const CROWD_SECONDS = 60;

interface Asked {
  readonly key: string;
  readonly label: string;
  readonly question: Question;
  readonly client: HttpClient;
  /** Of the 95th percentile. */
  readonly goal: Goal;
}

async function measureReading(context: BenchContext): Promise<SectionResult> {
  const { runs, log } = context;
  const service = await context.service();
  const bank = new TrancheBank(service, 1);
  const dirtyBank = new TrancheBank(service, 2);
  const loaded = await loadWanted(context, service, bank);
  const errorsSync = (await dirtyBank.deliver(await context.portfolios.get(context.scale, 0.01))).log;

  const client = new HttpClient(service.url, bank.apiKey, 1);
  const dirtyClient = new HttpClient(service.url, dirtyBank.apiKey, 1);
  try {
    log('reading: profile, computed anew each time');
    const coldProfile = await coldProfiles(service, bank, client, runs);
    const far = await farPages(client);
    const asked: readonly Asked[] = [
      { key: 'data_first_page', label: 'data, first page of 100', question: firstPage, client, goal: atMost(50) },
      { key: 'data_far_page', label: `data, page ${far.page}`, question: far.question, client, goal: atMost(50) },
      {
        key: 'data_sorted_filtered',
        label: 'data, sorted, two filters',
        question: await sortedAndFiltered(client),
        client,
        goal: atMost(250),
      },
      { key: 'data_contains', label: 'data, part of a text', question: containing(), client, goal: atMost(500) },
      { key: 'data_count', label: 'data, count of a filter', question: countOfFilter(), client, goal: atMost(250) },
      { key: 'profile_kept', label: 'profile, nothing changed', question: profile, client, goal: atMost(50) },
      { key: 'sync_logs', label: 'sync logs', question: syncLogs, client, goal: atMost(30) },
      {
        key: 'errors',
        label: 'errors of a sync, filtered',
        question: errorsOf(errorsSync.id),
        client: dirtyClient,
        goal: atMost(30),
      },
    ];
    const latencies = await askByTurns(asked, context);
    log('reading: sorted by each column');
    const sorts = await sortsByColumn(client, context);
    const crowdSeconds = Math.max(5, CROWD_SECONDS * Math.min(1, context.scale));
    log(`reading: 64 clients for ${crowdSeconds.toFixed(0)} s`);
    // The same mix as ever: answers a second are compared with those of earlier versions.
    const own = asked.filter((question) => question.client === client && !NOT_IN_CROWD.has(question.key));
    const many = await crowd(
      service.url,
      bank.apiKey,
      own.map(({ key, question }) => ({ key, question })),
      crowdSeconds,
    );
    return {
      figures: [
        ...latencies,
        ...sorts.figures,
        figure('reading.profile_cold.ms', 'profile, computed anew', 'ms', coldProfile, atMost(1500)),
        figure('reading.crowd.told_to_wait', '64 clients at once: told to come again', 'requests', many.toldToWait),
        figure('reading.crowd.errors', '64 clients at once: errors', 'requests', many.errors, atMost(0)),
        figure(
          'reading.crowd.requests_per_second',
          '64 clients at once: answers',
          'requests/s',
          many.answers / many.seconds,
        ),
        figure('reading.crowd.p50_ms', '64 clients at once: p50', 'ms', percentile(many.milliseconds, 0.5)),
        figure('reading.crowd.p95_ms', '64 clients at once: p95', 'ms', percentile(many.milliseconds, 0.95)),
        figure('reading.crowd.p99_ms', '64 clients at once: p99', 'ms', percentile(many.milliseconds, 0.99)),
      ],
      notes: [
        `${loaded.credit} credits and ${loaded.payment_plan} payments are loaded; the errors are those of a sync of ${errorsSync.files.credit?.total_rows} credits with 1 % of the rows wrong.`,
        'Each round asks every question a number of times, one request after the other, and gives a percentile; shown are the median, least and most of the rounds.',
        'All requests pass the REST API and the function, which looks the key up each time. The goals are for p95.',
        `64 clients: each asks the next thing as soon as it has an answer, for ${crowdSeconds.toFixed(0)} s: half first pages, the rest far, sorted and filtered pages, profiles and logs. Whoever is told to come again does, after as long as he is told. The clients are node:http with kept connections in one process, and share the machine with the service.`,
        `Each column, up and down: ${sorts.slowest}.`,
        ...many.problems,
      ],
    };
  } finally {
    client.close();
    dirtyClient.close();
  }
}

/** Loads the tenfold portfolio, unless an earlier section has left it loaded. */
async function loadWanted(context: BenchContext, service: BenchService, bank: TrancheBank) {
  const factor = (await hasRoomForLargest(context)) ? LARGEST : 1;
  const portfolio = await context.portfolios.get(context.scale * factor, 0);
  const wanted = soundRows(portfolio);
  const client = new HttpClient(service.url, bank.apiKey, 1);
  const { total_count } = await client.json<{ total_count: number }>(firstPage()).finally(() => client.close());
  if (total_count !== wanted.credit) {
    context.log(`reading: loading ${wanted.credit} credits`);
    await bank.deliver(portfolio);
  }
  return wanted;
}

/** A profile is kept with its batch; it is forgotten before each request here. */
async function coldProfiles(
  service: BenchService,
  bank: TrancheBank,
  client: HttpClient,
  runs: number,
): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let round = 0; round <= runs; round += 1) {
    const scope = tenantScope(bank.tenantId);
    for (const table of [`${scope.database}.${BATCH_PROFILES}`, readResults(scope)]) {
      await service.warehouse.command({ query: `DELETE FROM ${table} WHERE 1` });
    }
    const { seconds } = await timed(() => client.json(`/api/profiling?loan_type=${VARIANT}`));
    // The first one may also have started a worker.
    if (round > 0) milliseconds.push(seconds * 1000);
  }
  return milliseconds;
}

/** Of one column, by turns its first page and the second. */
const REQUESTS_A_COLUMN = 20;
/** Where answers are quick, so that the key's own limit of requests is not reached. */
const FEWEST_A_COLUMN = 4;
const NOT_IN_CROWD: ReadonlySet<string> = new Set(['data_contains', 'data_count']);

/** Pages sorted by each declared column: the p95 of each, of which the worst and the median are figures. */
async function sortsByColumn(
  client: HttpClient,
  { runs, scale }: BenchContext,
): Promise<{ figures: Figure[]; slowest: string }> {
  const requests = Math.max(FEWEST_A_COLUMN, Math.round(REQUESTS_A_COLUMN * Math.min(1, scale)));
  const questions = await sortedByEach(client);
  const rounds: { sort: string; p95: number }[][] = [];
  for (let round = 0; round <= runs; round += 1) {
    const measured: { sort: string; p95: number }[] = [];
    for (const { sort, paths } of questions) {
      const taken = await askOften(client, byTurns(paths), round === 0 ? paths.length : requests);
      measured.push({ sort, p95: percentile(taken, 0.95) });
    }
    if (round > 0) rounds.push(measured.toSorted((one, other) => other.p95 - one.p95));
  }
  const told = rounds
    .at(-1)!
    .slice(0, 3)
    .map(({ sort, p95 }) => `${sort} ${p95.toFixed(0)} ms`);
  const label = `data, two filters, sorted by each of ${questions.length / 2} columns`;
  return {
    figures: [
      figure(
        'reading.data_sorted_worst.p95_ms',
        `${label}: p95 of the slowest`,
        'ms',
        rounds.map(([slowest]) => slowest!.p95),
        atMost(250),
      ),
      figure(
        'reading.data_sorted_median.p95_ms',
        `${label}: median of their p95`,
        'ms',
        rounds.map((each) =>
          percentile(
            each.map(({ p95 }) => p95),
            0.5,
          ),
        ),
      ),
    ],
    slowest: `the slowest of the last round were ${told.join(', ')}`,
  };
}

async function askByTurns(asked: readonly Asked[], { runs, scale, log }: BenchContext): Promise<Figure[]> {
  const requests = Math.max(FEWEST_REQUESTS, Math.round(REQUESTS * Math.min(1, scale * 2)));
  const percentiles = new Map(
    asked.map(({ key }) => [key, { p50: [] as number[], p95: [] as number[], p99: [] as number[] }]),
  );
  for (let round = 0; round <= runs; round += 1) {
    for (const { key, question, client } of asked) {
      const taken = await askOften(client, question, round === 0 ? WARM_UP : requests);
      if (round === 0) continue;
      const of = percentiles.get(key);
      of?.p50.push(percentile(taken, 0.5));
      of?.p95.push(percentile(taken, 0.95));
      of?.p99.push(percentile(taken, 0.99));
    }
    log(`reading, ${round === 0 ? 'warm-up' : `round ${round} of ${runs}`}`);
  }
  return asked.flatMap(({ key, label, goal }) => {
    const { p50, p95, p99 } = percentiles.get(key) ?? { p50: [], p95: [], p99: [] };
    return [
      figure(`reading.${key}.p50_ms`, `${label}: p50`, 'ms', p50),
      figure(`reading.${key}.p95_ms`, `${label}: p95`, 'ms', p95, goal),
      figure(`reading.${key}.p99_ms`, `${label}: p99`, 'ms', p99),
    ];
  });
}

/** @returns ms of each request. @throws {Error} for any answer but 200 */
async function askOften(client: HttpClient, question: Question, requests: number): Promise<number[]> {
  const milliseconds: number[] = [];
  const deadline = performance.now() + MAX_ROUND_MS;
  while (milliseconds.length < requests && performance.now() < deadline) {
    const path = question();
    const begun = performance.now();
    const { status } = await client.get(path);
    if (status !== 200) throw new Error(`GET ${path.split('?')[0]} answered ${status}`);
    milliseconds.push(performance.now() - begun);
  }
  return milliseconds;
}
