import type { ProviderEnvironment } from '../../domain/provider.ts';
import { fetchGuarded, type OutboundAnswer } from '../../outbound/fetch-guarded.ts';
import { OutboundFault } from '../../outbound/outbound-fault.ts';
import type { Answer, ProviderAdapter } from '../adapter.ts';
import { authenticationHeaders, CredentialMissing, type Credentials, givingAway } from './authentication.ts';
import { type DescribedCall, type HttpDescription, type Placeholder, placeholdersIn } from './description.ts';
import { bodyText, type OrderValues, valuesOfPayment, valuesOfVerification } from './order-body.ts';
import { baseUrlOf, descriptionOf, type ProviderRecord } from './provider-record.ts';
import { readAnswer } from './read-answer.ts';
import { readHook } from './read-hook.ts';
import { formsOf } from './read-text.ts';

/** What became of one request, for whoever counts. */
export interface Noted {
  readonly outcome: 'answered' | 'declined' | 'error' | 'timeout' | 'not-sent';
  readonly httpStatus: number | null;
  /** What went wrong, without anything of what was sent. */
  readonly failure: string | null;
  /** Whether it may well go better when it is sent again. */
  readonly mayPass: boolean;
}

export interface AdapterOptions {
  /** Called once for each request that is sent, or should have been. */
  readonly note?: (noted: Noted) => void;
  /** What else must not be kept where the provider says it back. */
  readonly hidden?: readonly string[];
  /** How long a request may take; as long as the description says if left out. */
  readonly timeoutMs?: number;
  /** Whether what is sent may have been sent before. */
  readonly wasSent?: boolean;
}

const MOST_BYTES = 256 * 1024;
const CHECK_TIMEOUT_MS = 10_000;

/** What the adapters need of a provider. */
export type Described = Pick<
  ProviderRecord,
  'adapter' | 'description' | 'api_base_url' | 'sandbox_base_url' | 'settings'
>;

/**
 * Speaks with a provider by its description. Nothing is sent twice here: whoever may repeat a call is call-provider.ts.
 * @param credentials undefined where only webhooks are read
 */
export function adapterOf(
  provider: Described,
  credentials: Credentials | undefined,
  environment: ProviderEnvironment,
  { note = () => {}, hidden = [], timeoutMs, wasSent = false }: AdapterOptions = {},
): ProviderAdapter {
  const description = descriptionOf(provider);
  const secrets = [...hidden, ...formsOf(givingAway(description.authentication, credentials ?? {}))];
  const baseUrl = baseUrlOf(provider, environment);

  const withoutSending = (outcome: 'not-sent' | 'unknown', reason: string): Answer => {
    note({ outcome: outcome === 'unknown' ? 'error' : 'not-sent', httpStatus: null, failure: reason, mayPass: false });
    return { outcome, reason };
  };

  /** @param key by which the provider knows it when it comes again; null for what changes nothing */
  async function send(
    call: DescribedCall,
    values: OrderValues,
    key: string | null,
    mayBeThere = wasSent,
  ): Promise<Answer> {
    const isAsking = key === null;
    const target = baseUrl === undefined ? undefined : addressOf(baseUrl, call.path, values);
    if (baseUrl === undefined) return withoutSending('not-sent', `has no address for ${environment}`);
    if (target === undefined) {
      const missing = placeholdersIn(call.path).find((name) => !values[name as Placeholder]);
      return withoutSending(
        'not-sent',
        missing === undefined
          ? 'an id of it cannot stand in an address'
          : `its address needs a ${missing}, and none is known`,
      );
    }
    const { settings } = provider;
    const body =
      call.body === undefined
        ? undefined
        : bodyText(call.body, { values, settings, credentials: credentials ?? {}, amounts: description.amounts });
    let answer: OutboundAnswer;
    try {
      const signed = { method: call.method, path: target.pathname + target.search, body: body ?? '' };
      answer = await fetchGuarded(target, {
        method: call.method,
        headers: {
          ...authenticationHeaders(description.authentication, credentials ?? {}, signed),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === null || description.idempotency === undefined
            ? {}
            : { [description.idempotency.header]: inHeader(key) }),
        },
        ...(body === undefined ? {} : { body }),
        signal: NEVER,
        maxBytes: MOST_BYTES,
        timeoutMs: timeoutMs ?? description.timeout_seconds * 1000,
      });
    } catch (error) {
      if (error instanceof CredentialMissing) return withoutSending('not-sent', error.message);
      if (error instanceof OutboundFault) return failedTo(error, note);
      throw error;
    }
    const read = readAnswer(description, call.answer ?? description.answer, {
      ...answer,
      ...{ isAsking, wasSent: mayBeThere, secrets },
    });
    note(read.noted);
    return read.answer;
  }

  /** Where nobody can be asked, the same is sent again: only where that is done once. */
  const again = (call: DescribedCall | undefined, values: OrderValues, key: string): Promise<Answer> | Answer =>
    call !== undefined && description.idempotency?.is_honoured === true
      ? send(call, values, key, true)
      : withoutSending('unknown', 'nobody can be asked what became of it');

  const needsReference = (call: DescribedCall): boolean => placeholdersIn(call.path).includes('reference');

  const missing = (what: string): Answer => withoutSending('not-sent', `has no call for ${what}`);

  return {
    async order(order) {
      const calls = description.orders[order.type] ?? description.orders.usual;
      if (calls === undefined) return missing(`a ${order.type}`);
      return send(calls.order, valuesOfPayment(order), order.transactionId);
    },
    async ask(order) {
      const values = valuesOfPayment(order);
      const calls = description.orders[order.type] ?? description.orders.usual;
      if (calls === undefined) return missing(`a ${order.type}`);
      const isKnown = values.reference !== null;
      const asking = calls.status && (isKnown || !needsReference(calls.status)) ? calls.status : calls.find;
      return asking ? send(asking, values, null) : again(calls.order, values, order.transactionId);
    },
    async verify(order) {
      if (description.verification === undefined) return missing('a verification');
      return send(description.verification, valuesOfVerification(order), order.requestId);
    },
    async askVerification(order) {
      const values = valuesOfVerification(order);
      const asking = description.verification_status;
      const canAsk = asking !== undefined && (values.reference !== null || !needsReference(asking));
      return canAsk ? send(asking, values, null) : again(description.verification, values, order.requestId);
    },
    check: () => check(description, baseUrl, credentials, note, timeoutMs ?? CHECK_TIMEOUT_MS),
    readHook: (eventType, payload) => readHook(description, eventType, payload, secrets),
  };
}

/** An id as it may stand in a header: what is not plain ASCII is escaped. */
const inHeader = (id: string): string => (/^[\x21-\x7e]+$/.test(id) ? id : encodeURIComponent(id.toWellFormed()));

/** Requests end by their time only. */
const NEVER = new AbortController().signal;

/** @returns undefined where something of it would make another address */
function addressOf(baseUrl: string, path: string, values: OrderValues): URL | undefined {
  let isFit = true;
  const filled = path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = values[name as Placeholder];
    if (typeof value !== 'string' || value === '') isFit = false;
    return encodeURIComponent(String(value).toWellFormed());
  });
  // `..` as an id would lead somewhere else.
  const [pathname = ''] = filled.split('?');
  const address = baseUrl.replace(/\/+$/, '') + filled;
  if (!isFit || pathname.split('/').some((part) => part === '.' || part === '..')) return undefined;
  return URL.parse(address) ?? undefined;
}

function failedTo({ kind, reason, mayHaveArrived }: OutboundFault, note: (noted: Noted) => void): Answer {
  const said = reason === '' ? kind : `${kind} (${reason})`;
  const mayPass = kind !== 'address' && kind !== 'certificate' && kind !== 'redirect' && kind !== 'too-large';
  const noted = { httpStatus: null, failure: said, mayPass };
  if (!mayHaveArrived) {
    note({ ...noted, outcome: 'not-sent' });
    return { outcome: 'not-sent', reason: said };
  }
  note({ ...noted, outcome: kind === 'timeout' ? 'timeout' : 'error' });
  return { outcome: 'unknown', reason: said };
}

async function check(
  { health, authentication }: HttpDescription,
  baseUrl: string | undefined,
  credentials: Credentials | undefined,
  note: (noted: Noted) => void,
  timeoutMs: number,
): Promise<{ readonly isHealthy: boolean; readonly detail: string }> {
  const target = baseUrl === undefined ? undefined : addressOf(baseUrl, health?.path ?? '', {});
  if (target === undefined) return { isHealthy: false, detail: 'has no address' };
  const method = health?.method ?? 'GET';
  try {
    const signed = { method, path: target.pathname + target.search, body: '' };
    const headers = credentials ? authenticationHeaders(authentication, credentials, signed) : {};
    const { status } = await fetchGuarded(target, { method, headers, signal: NEVER, maxBytes: MOST_BYTES, timeoutMs });
    const isHealthy = health === undefined ? status < 500 : status >= 200 && status < 300;
    const failure = isHealthy ? null : `answered ${status}`;
    note({ outcome: isHealthy ? 'answered' : 'error', httpStatus: status, failure, mayPass: true });
    return { isHealthy, detail: `answered ${status}` };
  } catch (error) {
    if (error instanceof CredentialMissing) return { isHealthy: false, detail: error.message };
    if (!(error instanceof OutboundFault)) throw error;
    const answer = failedTo(error, note);
    return { isHealthy: false, detail: 'reason' in answer ? answer.reason : error.kind };
  }
}
