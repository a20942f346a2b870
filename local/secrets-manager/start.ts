import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { requireSignatures } from '../aws-signature/require-signatures.ts';
import type { Keyring } from '../aws-signature/signature-v4.ts';
import { readJson, writePrivateJson } from '../service/private-file.ts';

export interface SecretsManagerOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Secrets are kept here between runs, readable by the owner only. */
  readonly file: string;
  /** Who may ask. */
  readonly keyring: Keyring;
}

export interface SecretsManager {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

const Stored = z.record(z.string(), z.object({ text: z.string(), version: z.string() }));
type Stored = z.infer<typeof Stored>;

class Refused extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const named = z.object({ SecretId: z.string().min(1) });
const text = z.object({ SecretString: z.string().max(65_536), ClientRequestToken: z.string().min(32).max(64) });
const created = text.extend({ Name: z.string().regex(/^[\w/+=.@-]{1,512}$/) });

/**
 * As much of Secrets Manager as the functions need, on 127.0.0.1: to make a secret, to read it, to give it another text. A request that
 * comes twice with the same token does its work once.
 */
export async function startSecretsManager({ port, file, keyring }: SecretsManagerOptions): Promise<SecretsManager> {
  const secrets: Stored = Stored.parse(readJson(file) ?? {});
  const secretOf = (name: string) => {
    const found = secrets[name];
    if (!found) throw new Refused('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return found;
  };
  const put = (name: string, { SecretString, ClientRequestToken }: z.infer<typeof text>) => {
    secrets[name] = { text: SecretString, version: ClientRequestToken };
    writePrivateJson(file, secrets);
    return { Name: name, ARN: name, VersionId: ClientRequestToken };
  };
  const actions: Readonly<Record<string, (body: unknown) => object>> = {
    GetSecretValue(body) {
      const { SecretId } = named.parse(body);
      const found = secretOf(SecretId);
      return { Name: SecretId, ARN: SecretId, SecretString: found.text, VersionId: found.version };
    },
    CreateSecret(body) {
      const wanted = created.parse(body);
      const before = secrets[wanted.Name];
      if (before && before.version !== wanted.ClientRequestToken) {
        throw new Refused('ResourceExistsException', 'A secret with this name is there already.');
      }
      return put(wanted.Name, wanted);
    },
    PutSecretValue(body) {
      const { SecretId, ...wanted } = named.extend(text.shape).parse(body);
      secretOf(SecretId);
      return put(SecretId, wanted);
    },
  };
  const server = createServer((message, response) => void answer(actions, message, response));
  requireSignatures(server, { service: 'secretsmanager', keyring });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  actions: Readonly<Record<string, (body: unknown) => object>>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: object) => {
    const json = JSON.stringify(body);
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(json) }).end(json);
  };
  const refuse = (status: number, type: string, what: string) => send(status, { __type: type, message: what });
  try {
    const name = String(message.headers['x-amz-target'] ?? '').replace(/^secretsmanager\./, '');
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) throw new Refused('UnknownOperationException', `There is no ${name} here.`);
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    send(200, action(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
  } catch (error) {
    if (error instanceof Refused) refuse(400, error.type, error.message);
    // What was asked holds a secret: nothing of it is said.
    else if (error instanceof z.ZodError || error instanceof SyntaxError) {
      refuse(400, 'InvalidParameterException', 'The request is not as it must be.');
    } else refuse(500, 'InternalServiceError', 'The secret could not be kept.');
  }
}
