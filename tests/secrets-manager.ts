import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SecretsManager {
  readonly url: string;
  /** By id. */
  readonly secrets: Map<string, string>;
  /** How often it was asked. */
  reads(): number;
  close(): void;
}

/** Secrets Manager, as far as a function asks it. */
export async function startSecretsManager(known: Readonly<Record<string, string>>): Promise<SecretsManager> {
  const secrets = new Map(Object.entries(known));
  let reads = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    reads += 1;
    const { SecretId } = JSON.parse(body) as { SecretId: string };
    response.end(JSON.stringify({ SecretString: secrets.get(SecretId) }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets,
    reads: () => reads,
    close: () => server.close(),
  };
}
