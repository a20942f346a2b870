import pg from 'pg';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { withBackOff } from '../../outbound/back-off.ts';
import { allowedAddressOf } from '../../outbound/guarded-lookup.ts';
import { connectionFault, OutboundFault } from '../../outbound/outbound-fault.ts';
import { saidByServer } from '../../outbound/said-by-server.ts';
import type { LoginCredentials } from '../servers/config.ts';
import { passes, unreachable } from '../servers/server-faults.ts';
import { hostAndPort } from '../servers/server-kind.ts';
import { tlsOptions } from '../servers/tls-options.ts';
import { SourceFault } from '../source-fault.ts';
import { AnswerTooLarge, bounded, cutOff, endAtNonsense, MOST_ANSWER_BYTES } from './bounded-answers.ts';
import type { PostgresConfig } from './config.ts';
import { watchSettings } from './kept-settings.ts';

export interface ConnectingOptions {
  /** How often a server is tried before it counts as down. */
  readonly attempts: number;
  readonly connectMs: number;
  /** Of each statement: also of the first rows of a query that sorts. */
  readonly statementMs: number;
  readonly lockMs: number;
}

/** How long the server keeps the snapshot of a worker that says nothing any more. */
const IDLE_MS = 120_000;
/** A server that has stopped answering cannot time anything out. */
const SILENCE_MS = 15_000;

/** pg has no code for it. */
const NO_TLS = /does not support SSL connections/;
const TOO_SLOW = /timeout expired|connection timed out|Query read timeout/i;

/** A snapshot that only reads, and says everything in one way, whatever the server's own settings are. */
const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const settingsOf = ({
  statementMs,
  lockMs,
}: ConnectingOptions): readonly (readonly [name: string, value: string])[] => [
  ['statement_timeout', String(statementMs)],
  ['lock_timeout', String(lockMs)],
  ['idle_in_transaction_session_timeout', String(IDLE_MS)],
  ['datestyle', 'ISO'],
  ['timezone', 'UTC'],
  ['intervalstyle', 'iso_8601'],
  ['extra_float_digits', '1'],
  ['bytea_output', 'hex'],
  ['xmloption', 'content'],
];

/**
 * A connection to a Postgres that somebody else has named, in a transaction of which all statements see one moment. The address
 * is checked, and is the one that is connected to.
 * @throws {SourceFault}, and the signal's reason
 */
export async function openSnapshot(
  config: PostgresConfig,
  credentials: LoginCredentials | undefined,
  options: ConnectingOptions,
  signal: AbortSignal,
): Promise<pg.Client> {
  const seconds = Math.round(options.connectMs / 1000);
  let tried = 0;
  try {
    return await withBackOff(options.attempts, signal, mayPass, (failed) => {
      tried = failed + 1;
      return connectOnce(config, credentials, options, signal);
    });
  } catch (error) {
    if (error instanceof OutboundFault) throw unreachable(error, tried, seconds);
    if (isDatabaseError(error)) throw refusalOf(error, config, credentials);
    throw error;
  }
}

export const isDatabaseError = (error: unknown): error is pg.DatabaseError => error instanceof pg.DatabaseError;

/** The server starts, stops, or has too many connections; or is a copy that is in the way of its original. */
export const isPassing = ({ code = '' }: pg.DatabaseError): boolean =>
  /^(?:08|53|57P|40)/.test(code) && !['08P01', '57P04'].includes(code);

const mayPass = (error: unknown): boolean =>
  error instanceof OutboundFault ? passes(error) : isDatabaseError(error) && isPassing(error);

async function connectOnce(
  config: PostgresConfig,
  credentials: LoginCredentials | undefined,
  options: ConnectingOptions,
  signal: AbortSignal,
): Promise<pg.Client> {
  const { connectMs, statementMs } = options;
  const at = { host: hostAndPort(config) };
  const address = await allowedAddressOf(config.host).catch((error: NodeJS.ErrnoException) => {
    throw connectionFault(error, at);
  });
  signal.throwIfAborted();
  const client = new pg.Client({
    host: address,
    port: config.port,
    database: config.database,
    user: credentials?.username ?? '-',
    // Never that of a file or a variable of this machine.
    password: credentials?.password ?? '-',
    ssl: tlsOptions(config) ?? false,
    application_name: 'tranche',
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs + SILENCE_MS,
    keepAlive: true,
    // Every value as the server writes it.
    types: { getTypeParser: () => (text: string) => text },
  });
  // What happens to it is told to whoever waits for an answer.
  client.on('error', () => {});
  endAtNonsense(client);
  const end = (): void => cutOff(client);
  signal.addEventListener('abort', end, { once: true });
  const settings = settingsOf(options);
  const sets = settings.map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`);
  try {
    await bounded(client, async () => {
      await client.connect();
      await client.query(BEGIN);
      await client.query(`SELECT ${sets.join(', ')}`, settings.flat());
      watchSettings(client);
    });
    return client;
  } catch (error) {
    cutOff(client);
    signal.throwIfAborted();
    if (error instanceof AnswerTooLarge) throw tooLarge(at.host);
    throw isDatabaseError(error) ? error : faultOf(error as NodeJS.ErrnoException, at);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** What a server said came to more than may be held. */
export const tooLarge = (address: string): SourceFault =>
  new SourceFault(
    'source-answer-unexpected',
    serviceSentence('source-page-too-large', { address, bytes: MOST_ANSWER_BYTES }),
  );

/** What a connection that failed is, by its code or, where pg gives none, its words. */
export function faultOf(error: NodeJS.ErrnoException, at: { readonly host: string }): OutboundFault | SourceFault {
  if (NO_TLS.test(error.message)) return new SourceFault('source-refuses', serviceSentence('source-no-tls', at));
  if (TOO_SLOW.test(error.message)) return new OutboundFault('timeout', at);
  if (error.code === undefined) return new OutboundFault('cut-off', at);
  return connectionFault(error, at);
}

function refusalOf(
  { code, message }: pg.DatabaseError,
  config: PostgresConfig,
  credentials: LoginCredentials | undefined,
): SourceFault {
  const host = hostAndPort(config);
  const said = saidByServer(message);
  if (code === '3D000') {
    const { database } = config;
    return new SourceFault('source-refuses', serviceSentence('source-database-unknown', { host, database, said }));
  }
  if (code?.startsWith('28')) {
    if (!credentials) return new SourceFault('source-refuses', serviceSentence('source-no-login', { host, said }));
    const { username } = credentials;
    return new SourceFault('source-refuses', serviceSentence('source-login-refused', { host, username, said }));
  }
  const fault = serviceSentence('source-answers-so', { address: host, said });
  return new SourceFault(
    code !== undefined && /^(?:08|53|57)/.test(code) ? 'source-unreachable' : 'source-refuses',
    fault,
  );
}
