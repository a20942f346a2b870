import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startDynamoDb } from '../dynamodb/start.ts';
import { startEmulatorProgram } from '../processes/emulator.ts';
import { freePort } from '../processes/free-port.ts';

export interface LocalStackOptions {
  /** What `installLocalStack` returned. */
  readonly python: string;
  /**
   * Of its state, made when missing. Outside of any folder with a `node_modules`: functions are unpacked here, and
   * packages that were not bundled must not be found by going up.
   */
  readonly directory: string;
  readonly logFile: string;
}

export interface LocalStack {
  readonly endpoint: string;
  /** Ends it and the functions' processes, and resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * LocalStack on a free port of 127.0.0.1: as PyPI has it, with settings and three extensions of ours. Where it would start
 * containers for functions, they are processes on this process' Node; where it would download DynamoDB Local, there is
 * the laptop's dynalite; and custom resources, for which it wants a licence, are carried out. All else is its own.
 */
export async function startLocalStack({ python, directory, logFile }: LocalStackOptions): Promise<LocalStack> {
  const temporary = path.join(directory, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const dynamodb = await startDynamoDb({ port: 0, directory: path.join(directory, 'dynamodb') });
  try {
    const address = `127.0.0.1:${await freePort()}`;
    const endpoint = `http://${address}`;
    const stop = await startEmulatorProgram({
      name: 'LocalStack',
      command: [python, '-m', 'localstack.runtime.main'],
      directory,
      env: {
        PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: directory,
        TMPDIR: temporary,
        FILESYSTEM_ROOT: path.join(directory, 'files'),
        TZ: 'UTC',
        // Also where this process is in a container itself.
        OVERRIDE_IN_DOCKER: '0',
        GATEWAY_LISTEN: address,
        // Also in queue URLs: an address, so that the SDK uses path style and finds the host.
        LOCALSTACK_HOST: address,
        SQS_ENDPOINT_STRATEGY: 'path',
        PYTHONPATH: path.join(import.meta.dirname, 'extension'),
        // The extension is a part of the project, and nothing is written there.
        PYTHONDONTWRITEBYTECODE: '1',
        LAMBDA_RUNTIME_EXECUTOR: 'process',
        HOSTNAME_FROM_LAMBDA: '127.0.0.1',
        PROVIDER_OVERRIDE_DYNAMODB: 'dynalite',
        DYNAMODB_LOCAL_PORT: String(dynamodb.port),
        // On two busy cores a function takes longer to start than the 20 s that are usual.
        LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT: '60',
        // Presigned URLs are checked, as S3 does.
        S3_SKIP_SIGNATURE_VALIDATION: '0',
        // Nothing is asked of the world outside: no certificate, no telemetry, no names.
        SKIP_SSL_CERT_DOWNLOAD: '1',
        DISABLE_EVENTS: '1',
        DNS_ADDRESS: '0',
      },
      logFile,
      healthUrl: `${endpoint}/_localstack/health`,
    });
    return { endpoint, stop: () => stop().finally(() => dynamodb.stop()) };
  } catch (error) {
    await dynamodb.stop();
    throw error;
  }
}
