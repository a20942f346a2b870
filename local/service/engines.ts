import path from 'node:path';
import type { Keyring } from '../aws-signature/signature-v4.ts';
import { startClickHouse } from '../clickhouse/start.ts';
import { startDynamoDb } from '../dynamodb/start.ts';
import { startPostgres } from '../postgres/start.ts';
import { endWithThisProcess } from '../processes/watchdog.ts';
import { startQueues } from '../queues/start.ts';
import { type S3EventRecord, type S3Server, startS3 } from '../s3/server.ts';
import { startSecretsManager } from '../secrets-manager/start.ts';
import { keptRunning } from './kept-running.ts';
import type { EnginePorts } from './ports.ts';
import type { Secrets } from './secrets.ts';

export interface EnginesOptions {
  readonly home: string;
  readonly ports: EnginePorts;
  readonly secrets: Secrets;
  readonly region: string;
  readonly onObjectEvent: (record: S3EventRecord) => Promise<void>;
  /** Called when an engine has ended although nobody asked it to, and cannot be started again. */
  readonly onExit: (engine: string) => void;
  /** Gets what the engines say, by engine. */
  readonly log: (engine: string, line: string) => void;
  /** Gets what an operator should read of them. */
  readonly tell: (line: string) => void;
}

export interface Endpoints {
  readonly s3: string;
  readonly sqs: string;
  readonly dynamodb: string;
  readonly secretsManager: string;
}

export interface Engines {
  readonly s3: S3Server;
  /** `http://127.0.0.1:PORT` of what speaks AWS' protocols. */
  readonly endpoints: Endpoints;
  readonly databaseUrl: string;
  readonly warehouseUrl: string;
  /** Postgres last: what still runs may want to write down how it ended. */
  stop(): Promise<void>;
}

/** Starts all of them, or none: when one cannot start, the others are stopped again. */
export async function startEngines(options: EnginesOptions): Promise<Engines> {
  const { home, ports, secrets, region, onExit, tell } = options;
  const log = (engine: string) => (line: string) => options.log(engine, line);
  const directory = (engine: string) => path.join(home, engine);

  const again = (name: string) => ({ name, log: tell, onGone: onExit });
  const postgres = keptRunning(async () => {
    const server = await startPostgres({
      directory: directory('postgres'),
      port: ports.postgres,
      password: secrets.postgresPassword,
      log: log('postgres'),
    });
    const endWatch = endWithThisProcess(server.pid, 'INT');
    server.onExit(endWatch);
    return { ...server, stop: () => server.stop().finally(endWatch) };
  }, again('Postgres'));
  const clickhouse = keptRunning(
    () =>
      startClickHouse({
        directory: directory('clickhouse'),
        port: ports.clickhouse,
        logins: { load: secrets.warehousePassword, read: secrets.warehouseReadPassword },
        log: log('clickhouse'),
      }),
    again('ClickHouse'),
  );
  const credentials = { [secrets.s3.accessKeyId]: secrets.s3.secretAccessKey };
  const keyring: Keyring = { credentials, region };
  const queues = startQueues({ port: ports.queues, directory: directory('queues'), keyring });
  const dynamodb = startDynamoDb({ port: ports.dynamodb, directory: directory('dynamodb'), keyring });
  const secretsManager = startSecretsManager({
    port: ports.secretsManager,
    file: path.join(home, 'secrets-manager.json'),
    keyring,
  });
  const s3 = startS3({
    directory: directory('s3'),
    port: ports.s3,
    credentials,
    region,
    onEvent: options.onObjectEvent,
    log: log('s3'),
  });

  const started: Promise<{ stop(): Promise<void> }>[] = [s3, queues, dynamodb, secretsManager, clickhouse, postgres];
  const stop = async () => {
    for (const engine of started) {
      const running = await engine.catch(() => undefined);
      await running?.stop();
    }
  };
  try {
    const [s3Server, queueServer, tableServer, secretServer, warehouse, database] = await Promise.all([
      s3,
      queues,
      dynamodb,
      secretsManager,
      clickhouse,
      postgres,
    ]);
    return {
      s3: s3Server,
      endpoints: {
        s3: s3Server.endpoint,
        sqs: queueServer.url,
        dynamodb: tableServer.url,
        secretsManager: secretServer.url,
      },
      databaseUrl: database.first.url,
      warehouseUrl: warehouse.first.url,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
