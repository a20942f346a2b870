import { createHash, createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A secret could not be read, or written; names it and the reason, never its content. */
export class SecretUnavailable extends Error {
  override readonly name = 'SecretUnavailable';
  /** The service's own word for it, such as ResourceNotFoundException, or a code of the network. */
  readonly reason: string;
  constructor(id: string, action: Action, reason: string) {
    super(`the secret ${id} cannot be ${action === 'GetSecretValue' ? 'read' : 'written'} (${reason})`);
    this.reason = reason;
  }
}

type Action = 'GetSecretValue' | 'PutSecretValue' | 'CreateSecret';

type Environment = Readonly<Record<string, string | undefined>>;

const ATTEMPTS = 3;
const TIMEOUT_MS = 3000;
const PAUSE_MS = 200;

/**
 * The text of a secret, by name or ARN, with the credentials that Lambda gives a function in its environment.
 * @throws {SecretUnavailable}
 */
export async function readSecret(id: string, env: Environment = process.env): Promise<string> {
  const { SecretString } = await ask('GetSecretValue', { SecretId: id }, env);
  if (typeof SecretString === 'string') return SecretString;
  throw new SecretUnavailable(id, 'GetSecretValue', 'it has no text');
}

/** Gives a secret another text. @throws {SecretUnavailable} */
export async function writeSecret(id: string, text: string, env: Environment = process.env): Promise<void> {
  await ask('PutSecretValue', { SecretId: id, SecretString: text, ClientRequestToken: randomUUID() }, env);
}

/** @throws {SecretUnavailable} also where one of the name is there: ResourceExistsException */
export async function createSecret(
  name: string,
  text: string,
  { description, kmsKey }: { readonly description: string; readonly kmsKey?: string },
  env: Environment = process.env,
): Promise<void> {
  const content = { Name: name, SecretString: text, Description: description, ClientRequestToken: randomUUID() };
  await ask('CreateSecret', { ...content, ...(kmsKey === undefined ? {} : { KmsKeyId: kmsKey }) }, env);
}

/** Signed by hand: one request does not need a client that every function would have to load before it starts. */
async function ask(
  action: Action,
  content: Readonly<Record<string, string>> & ({ readonly SecretId: string } | { readonly Name: string }),
  env: Environment,
): Promise<{ SecretString?: unknown }> {
  let reason = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await sleep(PAUSE_MS * attempt);
    try {
      const response = await fetch(endpointOf(env), signedRequest(action, content, env, new Date()));
      const answer = (await response.json()) as { SecretString?: unknown; __type?: unknown };
      if (response.ok) return answer;
      reason = String(answer.__type ?? '')
        .split('#')
        .pop() as string;
      reason ||= `status ${response.status}`;
      // Waiting helps only where the service itself is at a loss, or has too much to do.
      if (response.status < 500 && response.status !== 429 && !/Throttling/.test(reason)) break;
    } catch (error) {
      reason = networkReason(error);
    }
  }
  throw new SecretUnavailable(content.SecretId ?? content.Name ?? '', action, reason);
}

function networkReason(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  return cause?.code ?? name ?? 'no answer';
}

function endpointOf(env: Environment): string {
  const region = env.AWS_REGION ?? '';
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const given = env.AWS_ENDPOINT_URL_SECRETS_MANAGER || env.AWS_ENDPOINT_URL;
  return `${(given || `https://secretsmanager.${region}.${suffix}`).replace(/\/+$/, '')}/`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** A call with Signature Version 4. */
export function signedRequest(
  action: Action,
  content: Readonly<Record<string, string>>,
  env: Environment,
  now: Date,
): RequestInit & { headers: Record<string, string> } {
  const body = JSON.stringify(content);
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = [time.slice(0, 8), env.AWS_REGION ?? '', 'secretsmanager', 'aws4_request'];
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host: new URL(endpointOf(env)).host,
    'x-amz-date': time,
    ...(env.AWS_SESSION_TOKEN ? { 'x-amz-security-token': env.AWS_SESSION_TOKEN } : {}),
    'x-amz-target': `secretsmanager.${action}`,
  };
  const names = Object.keys(headers).join(';');
  const canonicalHeaders = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', '', canonicalHeaders.join(''), names, sha256(body)].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${env.AWS_SECRET_ACCESS_KEY ?? ''}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n')).toString(
    'hex',
  );
  const { host: _, ...sent } = headers;
  return {
    method: 'POST',
    headers: {
      ...sent,
      authorization: `AWS4-HMAC-SHA256 Credential=${env.AWS_ACCESS_KEY_ID ?? ''}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signature}`,
    },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
}
