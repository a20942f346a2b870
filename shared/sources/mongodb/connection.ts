import type { Document, MongoServerError } from 'mongodb';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { withBackOff } from '../../outbound/back-off.ts';
import { allowedAddressOf, guardedLookup } from '../../outbound/guarded-lookup.ts';
import { connectionFault, OutboundFault } from '../../outbound/outbound-fault.ts';
import { saidByServer } from '../../outbound/said-by-server.ts';
import type { LoginCredentials } from '../servers/config.ts';
import { passes, unreachable } from '../servers/server-faults.ts';
import { hostAndPort } from '../servers/server-kind.ts';
import { SourceFault } from '../source-fault.ts';
import type { MongodbConfig } from './config.ts';
import type { Driver } from './driver.ts';

export interface ServerOptions {
  /** How often a command is sent before the server counts as down. */
  readonly attempts: number;
  readonly connectMs: number;
  /** Of each command. */
  readonly commandMs: number;
}

/** A database that commands are sent to. */
export interface MongoDatabase {
  /** @param address for people @throws {SourceFault}, and the signal's reason */
  run(command: Document, address: string, signal: AbortSignal): Promise<Document>;
  close(): Promise<void>;
}

/** Above what the server itself waits. */
const SILENCE_MS = 15_000;

/** Every value as it is in the database: numbers of four kinds, which the driver would make one. */
const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

/** A MongoDB that somebody else has named: its address is checked, at every connection too, and no other server is gone to. */
export function mongoDatabase(
  driver: Driver,
  config: MongodbConfig,
  credentials: LoginCredentials | undefined,
  options: ServerOptions,
): MongoDatabase {
  const at = { host: hostAndPort(config) };
  const client = new driver.MongoClient(`mongodb://${at.host}/`, {
    directConnection: true,
    readPreference: 'secondaryPreferred',
    appName: 'tranche',
    maxPoolSize: 2,
    serverSelectionTimeoutMS: options.connectMs,
    connectTimeoutMS: options.connectMs,
    socketTimeoutMS: options.commandMs + SILENCE_MS,
    lookup: guardedLookup,
    tls: config.tls !== 'disable',
    ...(config.tls === 'require' ? { tlsAllowInvalidCertificates: true, tlsAllowInvalidHostnames: true } : {}),
    ...(config.ca === undefined ? {} : { ca: config.ca }),
    ...(credentials ? { auth: credentials, authSource: config.auth_source ?? config.database } : {}),
  });

  const isServerError = (error: unknown): error is MongoServerError => error instanceof driver.MongoServerError;
  const mayPass = (error: unknown): boolean =>
    error instanceof OutboundFault ? passes(error) : isServerError(error) && PASSING.includes(Number(error.code));

  async function once(command: Document): Promise<Document> {
    // Of an address that is no name the driver asks nobody.
    await allowedAddressOf(config.host).catch((error: NodeJS.ErrnoException) => {
      throw connectionFault(error, at);
    });
    const maxTimeMS = 'find' in command ? { maxTimeMS: options.commandMs } : {};
    try {
      return await client.db(config.database).command({ ...command, ...maxTimeMS }, EXACT);
    } catch (error) {
      throw isServerError(error) ? error : networkFault(error as Error, at);
    }
  }

  return {
    async run(command, address, signal) {
      signal.throwIfAborted();
      const end = (): void => void client.close().catch(() => {});
      signal.addEventListener('abort', end, { once: true });
      let tried = 0;
      try {
        return await withBackOff(options.attempts, signal, mayPass, (failed) => {
          tried = failed + 1;
          return once(command);
        });
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof OutboundFault) throw unreachable(error, tried, Math.round(options.connectMs / 1000));
        if (isServerError(error)) throw refusalOf(error, address, options, at.host, credentials);
        throw error;
      } finally {
        signal.removeEventListener('abort', end);
      }
    },
    close: () => client.close().catch(() => {}),
  };
}

/** The server changes its part, starts, stops, or cannot be reached by its own others; a snapshot that is not there yet. */
const PASSING = [6, 7, 89, 91, 189, 246, 262, 9001, 10107, 11600, 11602, 13435, 13436];

/** The driver says why at the end of a chain. */
function networkFault(error: Error, at: { readonly host: string }): OutboundFault | SourceFault {
  let cause: unknown = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth += 1) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' || code === 'EPROTO')
      return new SourceFault('source-refuses', serviceSentence('source-no-tls', at));
    const known = connectionFault(cause as NodeJS.ErrnoException, at);
    if (typeof code === 'string' || known.kind !== 'connection') return known;
    cause = cause.cause;
  }
  return new OutboundFault(/timed out/.test(error.message) ? 'timeout' : 'cut-off', at);
}

function refusalOf(
  { code, message }: MongoServerError,
  address: string,
  { commandMs }: ServerOptions,
  host: string,
  credentials: LoginCredentials | undefined,
): SourceFault {
  const said = saidByServer(message);
  const { username = '' } = credentials ?? {};
  switch (Number(code)) {
    case 18:
      return new SourceFault('source-refuses', serviceSentence('source-login-refused', { host, username, said }));
    case 13:
      if (!credentials) return new SourceFault('source-refuses', serviceSentence('source-no-login', { host, said }));
      return new SourceFault('source-refuses', serviceSentence('source-may-not-read', { address, username, said }));
    case 50: {
      const seconds = commandMs / 1000;
      return new SourceFault('source-refuses', serviceSentence('source-query-too-slow', { address, seconds, said }));
    }
    case 239:
      return new SourceFault('source-refuses', serviceSentence('source-snapshot-gone', { address, said }));
    default:
      return new RefusedCommand(Number(code), serviceSentence('source-query-refused', { address, said }));
  }
}

/** The server does not do what it is told, for a reason that its code names. */
export class RefusedCommand extends SourceFault {
  readonly refusal: number;

  constructor(refusal: number, said: SourceFault['said']) {
    super(PASSING.includes(refusal) ? 'source-unreachable' : 'source-refuses', said);
    this.refusal = refusal;
  }
}
