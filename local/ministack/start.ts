import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../processes/free-port.ts';
import { holdGroup } from '../processes/group.ts';
import { openPlainDoor } from './plain-door.ts';

export interface MiniStackOptions {
  /** What `installMiniStack` returned. */
  readonly program: string;
  /**
   * Of its state, made when missing. Outside of any folder with a `node_modules`: functions are unpacked here, and
   * packages that were not bundled must not be found by going up.
   */
  readonly directory: string;
  readonly region: string;
  readonly logFile: string;
  /** Checks every call against the policies of who makes it, as AWS does. Takes TLS, whose certificate takes `openssl`. */
  readonly enforceIam: boolean;
}

export interface MiniStack {
  readonly endpoint: string;
  /** Ends it and the functions' processes, and resolves when it is gone. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
const STOP_PATIENCE_MS = 5_000;

/** MiniStack on a free port of 127.0.0.1: as PyPI has it, with settings only. Functions run on this process' Node. */
export async function startMiniStack(options: MiniStackOptions): Promise<MiniStack> {
  const temporary = path.join(options.directory, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const port = await freePort();
  const door = options.enforceIam ? await openPlainDoor(port) : undefined;
  const endpoint = door?.endpoint ?? `http://127.0.0.1:${port}`;
  const certificate = path.join(temporary, 'ministack-tls/server.crt');
  const child = spawn(options.program, [], {
    cwd: options.directory,
    // Functions inherit all of it, so nothing of this process' own environment is in it.
    env: {
      PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: options.directory,
      TMPDIR: temporary,
      TZ: 'UTC',
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      // Also in queue URLs: an address, so that the SDK uses path style and finds the host.
      MINISTACK_HOST: '127.0.0.1',
      MINISTACK_REGION: options.region,
      ...(door
        ? {
            AUTH: 'true',
            USE_SSL: '1',
            // Functions, and whoever has a URL that they signed, come in by the plain door; for CloudFormation's answers,
            // which go to the other one, they have to know the certificate.
            AWS_ENDPOINT_URL: door.endpoint,
            NODE_EXTRA_CA_CERTS: certificate,
          }
        : {}),
      // Files on disk instead of in memory.
      S3_PERSIST: '1',
      S3_DATA_DIR: path.join(options.directory, 's3'),
      // Fixed ports of services that are not used here.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: it may take functions' processes with it when it is killed.
    detached: true,
  });
  const log = createWriteStream(options.logFile, { flags: 'a', mode: 0o600 });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const killGroup = holdGroup(child);
  const stop = async () => {
    await endGroup(child, killGroup);
    await door?.close();
    log.end();
  };
  try {
    await untilReady(child, endpoint);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

async function untilReady(child: ChildProcess, endpoint: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`MiniStack ended with code ${child.exitCode} while starting.`);
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`MiniStack did not answer within ${START_TIMEOUT_MS / 1000} s.`);
    await sleep(100);
  }
}

/** It stays when a function is at work, so it is not asked for long. Its group has the functions' processes in it. */
async function endGroup(child: ChildProcess, killGroup: () => void): Promise<void> {
  const ended = child.exitCode !== null || child.signalCode !== null ? undefined : once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(STOP_PATIENCE_MS, undefined, { ref: false })]);
  killGroup();
  await ended;
}
