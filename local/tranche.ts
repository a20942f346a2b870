import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { QUOTAS_FORM, readQuotas } from '../shared/domain/limits.ts';
import { credentialsUrl } from '../shared/operations/credentials-url.ts';
import { LOGIN_NAMES } from '../shared/warehouse/logins.ts';
import { bundleFunctions } from './host/bundle.ts';
import { type Host, type HostOptions, openHost } from './host/host.ts';
import { synthesise } from './host/synthesise.ts';
import { builtPage } from './page/build-page.ts';
import { PageServer } from './page/page-server.ts';
import { type Engines, startEngines } from './service/engines.ts';
import { keepEnvironment } from './service/environment.ts';
import { openHttpServer } from './service/http-server.ts';
import { lockHome } from './service/instance-lock.ts';
import { LogFiles } from './service/log-files.ts';
import { keepMetricsToken } from './service/metrics-token.ts';
import { choosePorts } from './service/ports.ts';
import { prepareDatabases } from './service/prepare.ts';
import { loadSecrets } from './service/secrets.ts';

export interface TrancheOptions {
  /** Folder of all state; made when missing. One Tranche at a time may use it. */
  readonly home: string;
  /** Of the HTTP API, on 127.0.0.1; 0 takes any that is free. */
  readonly port: number;
  /** Gets a short line for what goes wrong. All else goes to `<home>/logs`. */
  readonly log: (line: string) => void;
  /** Period of the schedule, instead of the template's minute. */
  readonly scheduleSeconds?: number;
  /** Called when an engine that ended by itself cannot be started again: nothing works from then on, so stop. */
  readonly onEngineExit?: (engine: string) => void;
}

export interface Tranche {
  readonly url: string;
  /** Settings of the functions, for scripts and tests that look behind the API. Holds secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs the schedule at once, instead of waiting for its minute; resolves when check-and-sync has ended. */
  runScheduleNow(): Promise<void>;
  /** Lets work under way end for a few seconds, then stops everything, Postgres last. Safe to call twice. */
  stop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '..');
const REGION = 'eu-central-1';

/**
 * The whole service on this machine: engines, functions, REST API and schedule, wired as the CDK app's template says.
 * Resolves when requests are answered. What an earlier run with the same home left, however it ended, is taken up.
 * @throws {AlreadyRunningError} {PortTakenError} and when an engine cannot start; then nothing is left running
 */
export async function startTranche(options: TrancheOptions): Promise<Tranche> {
  const home = path.resolve(options.home);
  const undo: (() => Promise<void> | void)[] = [];
  const undoAll = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const lock = lockHome(home);
    undo.push(() => lock.release());
    const http = await openHttpServer(options.port);
    undo.push(() => http.close());
    lock.describe(http.url);
    const logs = new LogFiles(path.join(home, 'logs'));
    undo.push(() => logs.close());

    const secrets = loadSecrets(home);
    const openedHost = Promise.withResolvers<Host>();
    // Nobody may be waiting for it when the start fails.
    openedHost.promise.catch(() => {});
    let stopping = false;
    const starting = startEngines({
      home,
      ports: await choosePorts(home),
      secrets,
      region: REGION,
      onObjectEvent: async (record) => (await openedHost.promise).handleObjectEvent(record),
      onExit: (engine) => {
        if (!stopping) options.onEngineExit?.(engine);
      },
      log: (engine, line) => logs.write(engine, line),
      tell: options.log,
    });
    undo.push(async () => {
      stopping = true;
      openedHost.reject(new Error('Tranche is stopping'));
      await (await starting.catch(() => undefined))?.stop();
    });
    const [engines, app, pageFolder] = await Promise.all([starting, buildApp(home), buildPage(options.log)]);
    const page = pageFolder === undefined ? undefined : new PageServer(pageFolder, engines.endpoints.s3);

    const metricsToken = keepMetricsToken(home, secrets.keyPepper);
    const settings = { ...settingsOf(engines, secrets), METRICS_TOKEN: metricsToken };
    const preparing = prepareDatabases({ home, databaseUrl: engines.databaseUrl, pepper: secrets.keyPepper }, settings);
    // Waited for below, unless the host fails first.
    preparing.catch(() => {});
    const host = await openHost({
      ...app,
      region: REGION,
      credentials: secrets.s3,
      endpoints: engines.endpoints,
      s3: engines.s3,
      settings,
      observability: observabilityVariables(),
      functionLog: (name, line) => logs.write(name, line),
      log: options.log,
      scheduleSeconds: options.scheduleSeconds,
    });
    undo.push(() => host.stop());
    undo.push(() => http.drain());

    await preparing;
    keepEnvironment(home, host.environment);

    openedHost.resolve(host);
    host.start();
    http.serve(async (message, response) => {
      if (!page?.handle(message, response)) await host.handleRequest(message, response);
    });
    let stopped: Promise<void> | undefined;
    return {
      url: http.url,
      environment: host.environment,
      runScheduleNow: () => host.runSchedulesNow(),
      stop: () => {
        stopped ??= undoAll();
        return stopped;
      },
    };
  } catch (error) {
    await undoAll();
    throw error;
  }
}

/** What the templates are made of: infra/, and what it imports. */
const APP_SOURCES = [
  ...['infra', 'cdk.json', 'package-lock.json'],
  ...[
    'domain',
    'http',
    'lambda',
    'limits',
    'observability',
    'operations',
    'outbound',
    'sources',
    'mediator',
    'warehouse',
  ].map((folder) => `shared/${folder}`),
];

/** The CDK app's templates and its functions' code. */
async function buildApp(home: string): Promise<Pick<HostOptions, 'stacks' | 'bundles'>> {
  const cacheDirectory = path.join(home, 'template');
  mkdirSync(cacheDirectory, { recursive: true });
  const { context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as { context: object };
  const stacks = await synthesise({
    app: path.join(ROOT, 'infra/app.ts'),
    sources: APP_SOURCES.map((name) => path.join(ROOT, name)),
    context: { ...context },
    cacheDirectory,
  });
  return { stacks, bundles: await bundleFunctions(stacks, ROOT, path.join(home, 'build')) };
}

/** The API is of use without its page, so a page that cannot be built is told and left out. */
async function buildPage(log: (line: string) => void): Promise<string | undefined> {
  try {
    return await builtPage(log);
  } catch (error) {
    log(`${error instanceof Error ? error.message : error}\nGoing on with the API alone.`);
    return undefined;
  }
}

/** Settings that the functions take over from the environment in which the service starts: logs, traces, checks, memory. */
function observabilityVariables(): Record<string, string> {
  const { TRANCHE_LOG_LEVEL: level, ...given } = process.env;
  const names = [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_HEADERS',
    'OTEL_TRACES_SAMPLER_ARG',
    'WAREHOUSE_CHECK_ROWS',
    'WAREHOUSE_KEYS_HELD',
    'WAREHOUSE_SMALL_FILE_BYTES',
  ];
  const taken = Object.fromEntries(names.flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
  return { ...taken, ...(level ? { POWERTOOLS_LOG_LEVEL: level.toUpperCase() } : {}) };
}

/** As in the environment of whoever starts the service; by default those of the table. */
function rateLimits(): string {
  const given = process.env.RATE_LIMITS ?? '';
  if (readQuotas(given) !== undefined) return given;
  throw new Error(`RATE_LIMITS is ${JSON.stringify(given)}: expected ${QUOTAS_FORM}`);
}

/** What AWS gets from Secrets Manager and the CDK's context. */
function settingsOf(engines: Engines, secrets: ReturnType<typeof loadSecrets>): Record<string, string> {
  return {
    DATABASE_URL: engines.databaseUrl,
    KEY_PEPPER: secrets.keyPepper,
    SOURCE_KEY: secrets.sourceKey,
    PROVIDER_KEY: secrets.providerKey,
    PERSON_KEY: secrets.personKey,
    WEBHOOK_KEY: secrets.webhookKey,
    PRIVATE_KEYS_KMS_ID: '',
    // A laptop may fetch from itself.
    OUTBOUND_ALLOWED: '127.0.0.0/8,::1',
    CREDENTIALS_DATABASE_URL: credentialsUrl(engines.databaseUrl, secrets.credentialsPassword),
    TOKEN_PRIVATE_KEY: secrets.tokenKeys.privateKey,
    TOKEN_PUBLIC_KEY: secrets.tokenKeys.publicKey,
    WAREHOUSE_URL: engines.warehouseUrl,
    WAREHOUSE_USER: LOGIN_NAMES.read,
    WAREHOUSE_PASSWORD: secrets.warehouseReadPassword,
    WAREHOUSE_LOAD_USER: LOGIN_NAMES.load,
    WAREHOUSE_LOAD_PASSWORD: secrets.warehousePassword,
    WAREHOUSE_CA: '',
    RATE_LIMITS: rateLimits(),
    EDGE_SECRET: '',
  };
}
