import { createHash, createHmac } from 'node:crypto';

/** Who asks, and what is asked: an AWS service behind one address, as emulators are. */
export interface AwsAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface AwsRequest {
  /** As signatures name it: `lambda`, `secretsmanager`. */
  readonly service: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Already percent-encoded. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The first call of a function may have to wait for its container, and what it does takes time too. */
const TIMEOUT_MS = 300_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * One request, signed (Signature Version 4), for the services that this repository has no client of.
 * @throws TypeError of fetch where nothing answers
 */
export async function askAws(access: AwsAccess, request: AwsRequest): Promise<{ status: number; text: string }> {
  const { service, method = 'POST', path = '/', body = '' } = request;
  const query = Object.entries(request.query ?? {})
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .sort()
    .join('&');
  const { host } = new URL(access.endpoint);
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${access.region}/${service}/aws4_request`;
  const headers: Record<string, string> = {
    ...Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    host,
    'x-amz-content-sha256': sha256(body),
    'x-amz-date': time,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    method,
    path,
    query,
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const key = [time.slice(0, 8), access.region, service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${access.credentials.secretAccessKey}`,
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex');
  const { host: _, ...sent } = headers;
  const response = await fetch(access.endpoint + path + (query && `?${query}`), {
    method,
    headers: {
      ...sent,
      authorization: `AWS4-HMAC-SHA256 Credential=${access.credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(method === 'GET' ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}
