import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { type S3Options, type S3Server, startS3 } from '../../../../local/s3/server.ts';

export const REGION = 'eu-central-1';
export const BUCKET = 'staging-bucket';
export const KEY_ID = 'LOCALTESTKEY';
export const SECRET = 'local/test+secret';

export interface RunningS3 {
  readonly directory: string;
  readonly server: S3Server;
  /** A client with the SDK's default checksums unless told otherwise. */
  client(config?: S3ClientConfig): S3Client;
  /** Stops the server and starts it again on the same directory. */
  restart(options?: Partial<S3Options>): Promise<void>;
  stop(): Promise<void>;
}

/** A server on a new directory, with one bucket. */
export async function runS3(options: Partial<S3Options> = {}): Promise<RunningS3> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tranche-s3-'));
  const start = (more: Partial<S3Options>) =>
    startS3({ directory, port: 0, region: REGION, credentials: { [KEY_ID]: SECRET }, ...options, ...more });
  let server = await start({});
  await server.createBucket(BUCKET);
  const clients: S3Client[] = [];
  return {
    directory,
    get server() {
      return server;
    },
    client: (config = {}) => {
      const client = clientOf(server.endpoint, config);
      clients.push(client);
      return client;
    },
    restart: async (more = {}) => {
      await server.stop();
      server = await start(more);
    },
    stop: async () => {
      for (const client of clients) client.destroy();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export const clientOf = (endpoint: string, config: S3ClientConfig = {}): S3Client =>
  new S3Client({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: KEY_ID, secretAccessKey: SECRET },
    maxAttempts: 1,
    ...config,
  });

/** The name and HTTP status of the error that a promise must end in. */
export async function failure(work: Promise<unknown>): Promise<{ name: string; status: number | undefined }> {
  try {
    await work;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { name, status: $metadata?.httpStatusCode };
  }
  throw new Error('expected an error, but it succeeded');
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The key that is good for one day: written here once more, from Amazon's description, not taken from the server. */
export const signingKey = (date: string): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${SECRET}`, date.slice(0, 8)), REGION), 's3'), 'aws4_request');

export const amzDate = (): string => new Date().toISOString().replace(/[-:]|\.\d+/g, '');

/**
 * Signs a request by hand, for what no SDK would send. `url` must be without characters that need encoding; `query` is
 * the canonical query when the URL's own is written differently.
 */
export function signHeaders(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  query = new URL(url).search.slice(1),
): Record<string, string> {
  const { host, pathname } = new URL(url);
  const date = amzDate();
  const all: Record<string, string> = {
    host,
    'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-amz-date': date,
    ...headers,
  };
  const names = Object.keys(all).sort();
  const lines = names.map((name) => `${name}:${all[name]}\n`).join('');
  const canonical = [method, pathname, query, lines, names.join(';'), all['x-amz-content-sha256']].join('\n');
  const scope = `${date.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const hash = createHash('sha256').update(canonical).digest('hex');
  const signature = hmac(signingKey(date), `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash}`).toString('hex');
  const credential = `Credential=${KEY_ID}/${scope}`;
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}
