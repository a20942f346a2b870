import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startEmulatorProgram } from '../processes/emulator.ts';
import { freePort } from '../processes/free-port.ts';
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

/** MiniStack on a free port of 127.0.0.1: as PyPI has it, with settings only. Functions run on this process' Node. */
export async function startMiniStack(options: MiniStackOptions): Promise<MiniStack> {
  const temporary = path.join(options.directory, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const port = await freePort();
  const door = options.enforceIam ? await openPlainDoor(port) : undefined;
  const endpoint = door?.endpoint ?? `http://127.0.0.1:${port}`;
  const certificate = path.join(temporary, 'ministack-tls/server.crt');
  try {
    const stop = await startEmulatorProgram({
      name: 'MiniStack',
      command: [options.program],
      directory: options.directory,
      // Functions inherit all of it.
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
      logFile: options.logFile,
      healthUrl: `${endpoint}/_ministack/health`,
    });
    return { endpoint, stop: () => stop().finally(() => door?.close()) };
  } catch (error) {
    await door?.close();
    throw error;
  }
}
