import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A secret could not be read; names it and the reason, never its content. */
export class SecretUnavailable extends Error {
  override readonly name = 'SecretUnavailable';
  constructor(id: string, reason: string) {
    super(`the secret ${id} cannot be read (${reason})`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const ATTEMPTS = 3;
const TIMEOUT_MS = 3000;
const PAUSE_MS = 200;

/**
 * The text of a secret, by name or ARN, with the credentials that Lambda gives a function in its environment. Signed by
 * hand: one request does not need a client that every function would have to load before it starts.
 * @throws {SecretUnavailable}
 */
export async function readSecret(id: string, env: Environment = process.env): Promise<string> {
  let reason = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await sleep(PAUSE_MS * attempt);
    try {
      const response = await fetch(endpointOf(env), signedRequest(id, env, new Date()));
      const answer = (await response.json()) as { SecretString?: unknown; __type?: unknown };
      if (response.ok && typeof answer.SecretString === 'string') return answer.SecretString;
      reason = response.ok
        ? 'it has no text'
        : (String(answer.__type ?? '')
            .split('#')
            .pop() ?? '');
      reason ||= `status ${response.status}`;
      // Waiting helps only where the service itself is at a loss, or has too much to do.
      if (response.status < 500 && response.status !== 429 && !/Throttling/.test(reason)) break;
    } catch (error) {
      reason = networkReason(error);
    }
  }
  throw new SecretUnavailable(id, reason);
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

/** GetSecretValue with Signature Version 4. */
export function signedRequest(
  id: string,
  env: Environment,
  now: Date,
): RequestInit & { headers: Record<string, string> } {
  const body = JSON.stringify({ SecretId: id });
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = [time.slice(0, 8), env.AWS_REGION ?? '', 'secretsmanager', 'aws4_request'];
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host: new URL(endpointOf(env)).host,
    'x-amz-date': time,
    ...(env.AWS_SESSION_TOKEN ? { 'x-amz-security-token': env.AWS_SESSION_TOKEN } : {}),
    'x-amz-target': 'secretsmanager.GetSecretValue',
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
