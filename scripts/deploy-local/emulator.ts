import { DeployFailure } from './failure.ts';
import { type AwsAccess, type AwsRequest, askAws } from './signed-request.ts';

/** AWS' answer to something that it will not do. */
export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal';
  readonly code: string;

  constructor(asked: string, status: number, text: string) {
    const code = /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"|<Code>([^<]+)</.exec(text)?.slice(1).find(Boolean) ?? '';
    super(`${asked} answered ${status}: ${text.slice(0, 500)}`);
    this.code = code;
  }
}

/** What answers on AWS_ENDPOINT_URL, spoken to in the protocols of the services that have no client here. */
export class Emulator {
  readonly access: AwsAccess;

  constructor(access: AwsAccess) {
    this.access = access;
  }

  /** The account that it plays. @throws {DeployFailure} where nothing answers, or something that is no AWS */
  async accountId(): Promise<string> {
    const { endpoint } = this.access;
    const answer = await this.query('sts', '2011-06-15', { Action: 'GetCallerIdentity' }).catch((error: unknown) => {
      if (error instanceof AwsRefusal) return error.message;
      throw new DeployFailure(
        `Nothing answers on ${endpoint} (${reasonOf(error)}). Start an emulator (docker compose -f docker-compose.localstack.yml up -d --wait), or set AWS_ENDPOINT_URL to where one runs.`,
      );
    });
    const account = /<Account>(\d{12})<\/Account>/.exec(answer)?.[1];
    if (account) return account;
    throw new DeployFailure(
      `What answers on ${endpoint} does not say who it is, as AWS does: to sts:GetCallerIdentity it said ${JSON.stringify(answer.slice(0, 600))}.`,
    );
  }

  /** LocalStack's gateway takes no answer for binary where the API says that all may be (docs/emulators.md). */
  async isLocalStack(): Promise<boolean> {
    const answers = (path: string) =>
      fetch(`${this.access.endpoint}${path}`).then(
        ({ ok }) => ok,
        () => false,
      );
    // MiniStack goes by both names.
    return (await answers('/_localstack/health')) && !(await answers('/_ministack/health'));
  }

  /** Services with the Query protocol: XML comes back. */
  query(service: string, version: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    return this.#ask(`${service} ${parameters.Action}`, {
      service,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: new URLSearchParams({ ...parameters, Version: version }).toString(),
    });
  }

  /** Services with the JSON protocol: `secretsmanager.GetSecretValue`. */
  async json(service: string, target: string, body: object): Promise<unknown> {
    const text = await this.#ask(target, {
      service,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      body: JSON.stringify(body),
    });
    return text === '' ? {} : JSON.parse(text);
  }

  /** Services with the REST-JSON protocol: Lambda, API Gateway. */
  async rest(service: string, path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> {
    return JSON.parse(await this.#ask(`${service} GET ${path}`, { service, method: 'GET', path, query }));
  }

  async put(service: string, path: string, query: Readonly<Record<string, string>>, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const request = { service, method: 'PUT', path, query, headers, body: JSON.stringify(body) } as const;
    await this.#ask(`${service} PUT ${path}`, request);
  }

  /** A function's answer, or the error that it threw. @throws {AwsRefusal} where it was not called */
  async invoke(functionName: string, event: object): Promise<unknown> {
    const text = await this.#ask(`the function ${functionName}`, {
      service: 'lambda',
      path: `/2015-03-31/functions/${functionName}/invocations`,
      body: JSON.stringify(event),
    });
    return JSON.parse(text);
  }

  async #ask(what: string, request: AwsRequest): Promise<string> {
    const { status, text } = await askAws(this.access, request);
    if (status >= 200 && status <= 299) return text;
    throw new AwsRefusal(what, status, text);
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
