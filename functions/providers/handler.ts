import { notAccepted } from '../../shared/domain/not-accepted.ts';
import { type FieldError, fieldError, Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import * as endpoints from '../../shared/http/endpoints/providers.ts';
import type { ProviderBody } from '../../shared/http/schemas/provider.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement, type TenantContext } from '../../shared/lambda/implement.ts';
import { sendMediationDue } from '../../shared/mediator/mediator-queue.ts';
import type { Credentials } from '../../shared/mediator/providers/authentication.ts';
import { askForChecks, checkProvider } from '../../shared/mediator/providers/check-provider.ts';
import { providerKeysOf } from '../../shared/mediator/providers/provider-keys.ts';
import {
  descriptionOf,
  type ProviderRecord,
  type ProviderSettings,
  providersOf,
} from '../../shared/mediator/providers/provider-record.ts';
import {
  keepSecret,
  makeWebhookSecret,
  openedSecrets,
  rotateSecrets,
} from '../../shared/mediator/providers/secrets.ts';
import { statisticsOf } from '../../shared/mediator/providers/statistics.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { sendWebhooksDue } from '../../shared/operations/outbox.ts';
import { newCredentials } from './new-credentials.ts';
import { credentialsFaults, providerFaults } from './provider-faults.ts';

export const handler = httpFunction(
  implement(endpoints.listProviders, async ({ scope }, { query }) => {
    const { data, next_cursor } = await providersOf(operationsFor(scope)).list(query);
    return { body: { data: data.map((record) => providerBody(scope, record)), next_cursor } };
  }),

  implement(endpoints.createProvider, async (context, { body }) => {
    const { scope, logger } = context;
    const { credentials: given, ...said } = body;
    const provider = { ...said, description: said.description ?? null };
    const faults = await providerFaults(provider);
    if (faults.length > 0) throw notAccepted(faults);
    const made = newCredentials(provider, given);
    if (!('areMade' in made)) throw notAccepted(made);
    const webhook_secret = makeWebhookSecret();
    const record = await providersOf(operationsFor(scope)).create(provider, actorOf(context), async (inside) => {
      await keepSecret(inside, scope, provider.code, 'credentials', made.credentials);
      await keepSecret(inside, scope, provider.code, 'webhook', webhook_secret);
    });
    if (!record) {
      throw new Problem('provider-exists', serviceSentence('provider-code-taken', { code: provider.code }));
    }
    logger.info('provider made', { provider: record.code, type: record.provider_type, adapter: record.adapter });
    return {
      headers: { Location: `/api/providers/${record.code}` },
      body: {
        ...providerBody(scope, record),
        webhook_secret,
        credentials: made.areMade ? { ...made.credentials } : null,
      },
    };
  }),

  implement(endpoints.checkAllProviders, async (context) => {
    const providers = await askForChecks(operationsFor(context.scope));
    if (providers > 0) await sent(context, sendMediationDue({ tenant_id: context.scope.tenantId }));
    return { body: { providers } };
  }),

  implement(endpoints.getProvider, async ({ scope }, { params }) => ({
    body: providerBody(scope, await providerNamed(scope, params.code)),
  })),

  implement(endpoints.updateProvider, async (context, { params, body }) => {
    const { scope, logger } = context;
    const { version, credentials, ...change } = body;
    const seen = await providerNamed(scope, params.code);
    const wanted = { ...seen, ...change };
    const faults = [
      ...(await providerFaults(wanted)),
      ...(await credentialChangeFaults(scope, seen, wanted, credentials)),
    ];
    if (faults.length > 0) throw notAccepted(faults);
    const record = await providersOf(operationsFor(scope)).change(
      seen.code,
      actorOf(context),
      (before) => {
        // What was checked is what was seen.
        if (before.version !== (version ?? seen.version)) {
          throw new Problem('wrong-state', serviceSentence('provider-changed', { version: before.version }));
        }
        return change;
      },
      async (inside) => {
        if (credentials) await keepSecret(inside, scope, seen.code, 'credentials', credentials);
      },
    );
    if (!record) throw noSuch(seen.code);
    logger.info('provider changed', { provider: record.code, fields: Object.keys(body) });
    return { body: providerBody(scope, record) };
  }),

  implement(endpoints.deleteProvider, async (context, { params }) => {
    const removal = await providersOf(operationsFor(context.scope)).remove(params.code, actorOf(context));
    if (removal === 'not-found') throw noSuch(params.code);
    if (removal === 'in-use') {
      throw new Problem('provider-in-use', serviceSentence('provider-named', { code: params.code }));
    }
    context.logger.info('provider removed', { provider: params.code });
    return {};
  }),

  implement(endpoints.checkProvider, async (context, { params }) => {
    const { scope } = context;
    const checked = await checkProvider(operationsFor(scope), await providerNamed(scope, params.code));
    if (!checked) throw noSuch(params.code);
    if (checked.isNews) await sent(context, sendWebhooksDue({ tenant_id: scope.tenantId }));
    const { code, status, is_healthy, last_check_at, health_detail } = checked.provider;
    return {
      body: { code, status, is_healthy: is_healthy === true, last_check: last_check_at!, detail: health_detail ?? '' },
    };
  }),

  implement(endpoints.setProviderStatus, async (context, { params, body }) => {
    const { scope, logger } = context;
    const record = await providersOf(operationsFor(scope)).setStatus(params.code, body, actorOf(context));
    if (!record) throw noSuch(params.code);
    logger.info('status of a provider said', { provider: record.code, status: record.status });
    await sent(context, sendWebhooksDue({ tenant_id: scope.tenantId }));
    return { body: providerBody(scope, record) };
  }),

  implement(endpoints.getProviderStatistics, async ({ scope }, { params, query }) => {
    const { code } = await providerNamed(scope, params.code);
    return { body: { code, hours: query.hours, ...(await statisticsOf(operationsFor(scope), code, query.hours)) } };
  }),

  implement(endpoints.rotateProviderCredentials, async (context, { params, body }) => {
    const { scope, logger } = context;
    const provider = await providerNamed(scope, params.code);
    const { kind, grace_seconds, credentials: given } = body;
    if (kind === 'webhook' && given !== undefined) {
      throw notAccepted([fieldError('credentials', 'unknown', serviceSentence('provider-credentials-not-rotated'))]);
    }
    const made = kind === 'webhook' ? undefined : newCredentials(provider, given);
    if (made !== undefined && !('areMade' in made)) throw notAccepted(made);
    const webhook = kind === 'credentials' ? undefined : makeWebhookSecret();
    const former_until = await rotateSecrets(
      operationsFor(scope),
      provider.code,
      {
        ...(made === undefined ? {} : { credentials: made.credentials }),
        ...(webhook === undefined ? {} : { webhook }),
        graceSeconds: grace_seconds,
      },
      actorOf(context),
    );
    if (former_until === undefined) throw noSuch(provider.code);
    logger.info('secrets of a provider replaced', { provider: provider.code, kind });
    const credentials = made?.areMade ? { ...made.credentials } : null;
    return { body: { code: provider.code, webhook_secret: webhook ?? null, credentials, former_until } };
  }),

  implement(endpoints.listProviderKeys, async ({ scope }, { params, query }) => {
    const { code } = await providerNamed(scope, params.code);
    return { body: await providerKeysOf(operationsFor(scope), code).list(query) };
  }),

  implement(endpoints.createProviderKey, async (context, { params, body }) => {
    const { scope, logger } = context;
    const provider = await providerNamed(scope, params.code);
    const { code } = provider;
    const { environment, user_id, daily_limit, monthly_limit = 30 * daily_limit } = body;
    const least = 28 * daily_limit;
    if (monthly_limit < least) {
      throw notAccepted([fieldError('monthly_limit', 'range', serviceSentence('provider-monthly-limit', { least }))]);
    }
    if (environment === 'sandbox' && provider.sandbox_base_url === null && provider.adapter !== 'sandbox') {
      throw notAccepted([fieldError('environment', 'value', serviceSentence('provider-no-sandbox', { code }))]);
    }
    const keys = providerKeysOf(operationsFor(scope), code);
    const key = await keys.create({ ...body, monthly_limit }, actorOf(context));
    if (key === 'not-found') throw noSuch(code);
    if (key === 'taken')
      throw new Problem('wrong-state', serviceSentence('provider-key-taken', { code, user_id, environment }));
    logger.info('provider key made', { provider: code, key: key.key_id });
    return { headers: { Location: `/api/providers/${code}/keys/${key.key_id}/usage` }, body: key };
  }),

  implement(endpoints.deactivateProviderKey, async (context, { params }) => {
    const keys = providerKeysOf(operationsFor(context.scope), params.code);
    return { body: orNoSuchKey(await keys.deactivate(params.key_id, actorOf(context)), params) };
  }),

  implement(endpoints.resetProviderKeyLimits, async (context, { params }) => {
    const keys = providerKeysOf(operationsFor(context.scope), params.code);
    return { body: orNoSuchKey(await keys.resetLimits(params.key_id, actorOf(context)), params) };
  }),

  implement(endpoints.getProviderKeyUsage, async ({ scope }, { params }) => {
    const usage = await providerKeysOf(operationsFor(scope), params.code).usage(params.key_id);
    return { body: { key_id: params.key_id, ...orNoSuchKey(usage, params) } };
  }),
);

/** @throws {Problem} 404 `not-found` */
async function providerNamed(scope: TenantScope, code: string): Promise<ProviderRecord> {
  const record = await providersOf(operationsFor(scope)).get(code);
  if (!record) throw noSuch(code);
  return record;
}

const noSuch = (code: string): Problem => new Problem('not-found', serviceSentence('no-such-provider', { code }));

/** @throws {Problem} 404 `not-found` */
function orNoSuchKey<T>(found: T | undefined, named: { readonly code: string; readonly key_id: string }): T {
  if (found === undefined) throw new Problem('not-found', serviceSentence('no-such-key', named));
  return found;
}

/**
 * Credentials are kept for a place, so that nobody has them sent to a host of his own: whoever changes it gives them again. Those of
 * the sandbox are nobody's but ours.
 */
async function credentialChangeFaults(
  scope: TenantScope,
  seen: ProviderRecord,
  wanted: ProviderSettings,
  given: Credentials | undefined,
): Promise<FieldError[]> {
  if (seen.adapter === 'sandbox') {
    return given === undefined
      ? []
      : [fieldError('credentials', 'unknown', serviceSentence('provider-credentials-made'))];
  }
  const [kept = {}] = given === undefined ? await openedSecrets(operationsFor(scope), seen.code, 'credentials') : [];
  const places = [seen.api_base_url, seen.sandbox_base_url].map(originOf);
  const isElsewhere = [wanted.api_base_url, wanted.sandbox_base_url]
    .map(originOf)
    .some((one) => one !== null && !places.includes(one));
  if (given === undefined && isElsewhere && Object.keys(kept).length > 0) {
    return [fieldError('credentials', 'required', serviceSentence('provider-credentials-anew'))];
  }
  return wanted.description === null
    ? []
    : credentialsFaults(descriptionOf({ adapter: 'http', description: wanted.description }), given ?? kept);
}

const originOf = (address: string | null): string | null =>
  address === null || !URL.canParse(address) ? null : new URL(address).origin;

/** Whatever becomes of a message: the schedule asks again for what waits. */
const sent = ({ logger }: TenantContext, sending: Promise<void>): Promise<void> =>
  sending.catch((error: Error) => logger.warn('message not sent', { error }));

/** A provider as the API answers it. */
const providerBody = ({ tenantId }: TenantScope, record: ProviderRecord): ProviderBody => ({
  code: record.code,
  name: record.name,
  provider_type: record.provider_type,
  adapter: record.adapter,
  description: record.description === null ? null : descriptionOf(record),
  supported_currencies: [...record.supported_currencies],
  supported_countries: [...record.supported_countries],
  is_active: record.is_active,
  status: record.status,
  status_message: record.status_message,
  api_base_url: record.api_base_url,
  sandbox_base_url: record.sandbox_base_url,
  api_version: record.api_version,
  webhook_url: `/hooks/${tenantId}/${record.code}`,
  signature_scheme: record.signature_scheme,
  rate_limit: record.rate_limit,
  concurrent_requests: record.concurrent_requests,
  settings: { ...record.settings },
  last_check_at: record.last_check_at,
  is_healthy: record.is_healthy,
  health_detail: record.health_detail,
  open_until: record.open_until,
  version: record.version,
  created_at: record.created_at,
  updated_at: record.updated_at,
});
