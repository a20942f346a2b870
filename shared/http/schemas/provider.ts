import * as z from 'zod';
import {
  PROVIDER_ADAPTERS,
  PROVIDER_ENVIRONMENTS,
  PROVIDER_SECRETS,
  PROVIDER_STATUSES,
  PROVIDER_TYPES,
  SIGNATURE_SCHEMES,
} from '../../domain/provider.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { count, ratio, timestamp } from '../../domain/values.ts';
import { httpDescription } from '../../mediator/providers/description.ts';

const code = z.string().meta({ description: '3 to 10 capital letters and digits.', examples: ['PAYSIM'] });
/** In a path or a body: blanks around it and small letters make no difference. */
export const codeParameter = textOfForm(
  /^[A-Z0-9]{3,10}$/,
  serviceSentence('provider-code'),
  z.string().trim().toUpperCase(),
).meta({ description: 'Blanks around it and small letters make no difference.', examples: ['PAYSIM'] });

const name = z.string().trim().min(1).max(100).meta({ description: 'For people.' });
const type = z.enum(PROVIDER_TYPES).meta({ description: 'What it carries out, and which settings it needs.' });
const status = z.enum(PROVIDER_STATUSES).meta({ description: 'Said by people: only one that is online is called.' });
const environment = z.enum(PROVIDER_ENVIRONMENTS);
const currencies = z.array(z.string()).max(300).meta({ description: 'ISO 4217. At least one, but for type kyc.' });
const countries = z.array(z.string()).max(300).meta({
  description: 'ISO 3166-1 alpha-2: where it is chosen for a country. Empty: only where no country is named.',
});
const baseUrl = z
  .string()
  .max(500)
  .meta({
    description: 'http or https, without query and credentials, at an address that may be called.',
    examples: ['https://api.provider.example'],
  });
const apiVersion = z.string().min(1).max(10).meta({ description: 'For people.' });
const scheme = z.enum(SIGNATURE_SCHEMES).meta({
  description:
    'How its webhooks are signed: Standard Webhooks, or `legacy`: an HMAC over the JSON with sorted keys, without a time that could be trusted.',
});
const rateLimit = z.int().min(1).max(100_000).meta({ description: 'Requests a minute, of each environment.' });
const concurrent = z.int().min(1).max(1000).meta({ description: 'Calls at a time, of each environment.' });
const settings = z.record(z.string().max(100), z.unknown()).meta({
  description:
    'Any JSON, and what the type needs. payment: `success_url`, `cancel_url`, `webhook_events`; wallet: `balance_check_interval` ' +
    '(minutes), `auto_refund`; bank: `statement_format`, `reconciliation_time` (HH:MM, UTC); kyc: `verification_levels`, `required_documents`.',
});
const credentials = z
  .record(z.string(), z.string())
  .meta({ description: 'By name. Kept sealed, and never answered.', format: 'password' });

const kept = httpDescription.meta({ id: 'ProviderDescription' });
const sent = httpDescription.meta({ id: 'NewProviderDescription' });

const fields = {
  code,
  name: z.string(),
  provider_type: type,
  adapter: z.enum(PROVIDER_ADAPTERS).meta({ description: '`sandbox`: the simulator that Tranche brings along.' }),
  description: kept.nullable().meta({ description: 'Null for the sandbox.' }),
  supported_currencies: z.array(z.string()),
  supported_countries: z.array(z.string()),
  is_active: z.boolean().meta({ description: 'Whether it is called at all.' }),
  status,
  status_message: z.string().nullable(),
  api_base_url: z.string(),
  sandbox_base_url: z.string().nullable().meta({ description: 'Where calls with a key of the sandbox go.' }),
  api_version: z.string(),
  webhook_url: z.string().meta({
    description: 'Path of this service to which the provider sends its webhooks.',
    examples: ['/hooks/BANK001/PAYSIM'],
  }),
  signature_scheme: scheme,
  rate_limit: rateLimit,
  concurrent_requests: concurrent,
  settings,
  last_check_at: timestamp.nullable(),
  is_healthy: z.boolean().nullable().meta({
    description:
      'What its last check found; null before the first. It is down once a quarter of an hour of checks says so.',
  }),
  health_detail: z.string().nullable(),
  open_until: timestamp.nullable().meta({
    description: 'Until when it is not called, because five calls in a row came to nothing; null while it is.',
  }),
  version: count.meta({ description: 'One more with every change.' }),
  created_at: timestamp,
  updated_at: timestamp,
};

const example = {
  code: 'PAYSIM',
  name: 'Payment simulator',
  provider_type: 'payment' as const,
  adapter: 'sandbox' as const,
  supported_currencies: ['EUR', 'USD'],
  supported_countries: ['DE', 'TR'],
  api_base_url: 'http://127.0.0.1:8095',
  settings: {
    success_url: 'https://shop.example/paid',
    cancel_url: 'https://shop.example/cancelled',
    webhook_events: ['payment.success', 'payment.failure'],
  },
};
const filled = {
  ...example,
  description: null,
  is_active: true,
  status: 'online' as const,
  status_message: null,
  sandbox_base_url: null,
  api_version: '1',
  webhook_url: '/hooks/BANK001/PAYSIM',
  signature_scheme: 'standard' as const,
  rate_limit: 100,
  concurrent_requests: 10,
  last_check_at: '2026-03-02T09:30:00.000Z',
  is_healthy: true,
  health_detail: 'answered 200',
  open_until: null,
  version: 1,
  created_at: '2026-03-02T09:00:00.000Z',
  updated_at: '2026-03-02T09:00:00.000Z',
};

export const providerBody = z.strictObject(fields).meta({ id: 'Provider', examples: [filled] });
export type ProviderBody = z.infer<typeof providerBody>;

const shownOnce = {
  webhook_secret: z
    .string()
    .nullable()
    .meta({ description: 'What it signs its webhooks with: `whsec_` and base64. Shown once.' }),
  credentials: z.record(z.string(), z.string()).nullable().meta({
    description: 'Made by this service, for the provider to be told of. Shown once; null where they were given.',
  }),
};

export const createdProviderBody = z.strictObject({ ...fields, ...shownOnce }).meta({ id: 'CreatedProvider' });

export const newProviderBody = z
  .strictObject({
    code: codeParameter,
    name,
    provider_type: type,
    adapter: z
      .enum(PROVIDER_ADAPTERS)
      .default('http')
      .meta({ description: '`sandbox`: the simulator that Tranche brings along; `http`: as `description` says.' }),
    description: sent.exactOptional(),
    supported_currencies: currencies.default([]),
    supported_countries: countries.default([]),
    is_active: z.boolean().default(true),
    status: status.default('online'),
    api_base_url: baseUrl,
    sandbox_base_url: baseUrl.nullable().default(null),
    api_version: apiVersion.default('1'),
    signature_scheme: scheme.default('standard'),
    rate_limit: rateLimit.default(100),
    concurrent_requests: concurrent.default(10),
    settings: settings.default({}),
    credentials: credentials.exactOptional().meta({
      description:
        'Of the adapter http: what its description names. Left out where it names only what this service makes (`api_key`, `api_secret`, an id).',
    }),
  })
  .meta({ id: 'NewProvider', examples: [example] });

export const providerChangeBody = z
  .strictObject({
    name: name.exactOptional(),
    description: sent.exactOptional().meta({ description: 'Takes the place of the whole description.' }),
    supported_currencies: currencies.exactOptional(),
    supported_countries: countries.exactOptional(),
    is_active: z.boolean().exactOptional(),
    api_base_url: baseUrl.exactOptional(),
    sandbox_base_url: baseUrl.nullable().exactOptional(),
    api_version: apiVersion.exactOptional(),
    signature_scheme: scheme.exactOptional(),
    rate_limit: rateLimit.exactOptional(),
    concurrent_requests: concurrent.exactOptional(),
    settings: settings.exactOptional().meta({ description: 'Takes the place of all settings.' }),
    credentials: credentials.exactOptional(),
    version: count
      .exactOptional()
      .meta({ description: 'Of the provider that was seen: 409 where it is another by now.' }),
  })
  .meta({ id: 'ProviderChange', examples: [{ rate_limit: 300 }] });

export const providerStatusBody = z
  .strictObject({
    status,
    message: z.string().trim().min(1).max(500).nullable().default(null).meta({ description: 'Why, for people.' }),
  })
  .meta({ id: 'NewProviderStatus', examples: [{ status: 'maintenance', message: 'Until noon.' }] });

export const providerCheckBody = z
  .strictObject({
    code,
    status,
    is_healthy: z.boolean(),
    last_check: timestamp,
    detail: z.string().meta({ description: 'What it answered, or why there was no answer.' }),
  })
  .meta({ id: 'ProviderCheck' });

export const checksAskedForBody = z
  .strictObject({ providers: count.meta({ description: 'How many are active, and are asked.' }) })
  .meta({ id: 'ProviderChecksAskedFor' });

const milliseconds = z.number().min(0).nullable();

export const providerStatisticsBody = z
  .strictObject({
    code,
    hours: count,
    total_requests: count,
    answered: count,
    declined: count.meta({ description: 'It answered, and did not do it.' }),
    errors: count,
    timeouts: count,
    not_sent: count.meta({ description: 'Did not get there, or were held back by a limit or the open circuit.' }),
    success_rate: ratio.nullable().meta({ description: 'The share of `answered`; null where nothing was called.' }),
    error_rate: ratio.nullable().meta({ description: 'The share of `errors`, `timeouts` and `not_sent`.' }),
    average_response_time: milliseconds.meta({ description: 'Milliseconds, of those that were sent.' }),
    p50_response_time: milliseconds,
    p95_response_time: milliseconds,
    active_keys: count,
    webhooks: count,
    webhook_success_rate: ratio.nullable().meta({ description: 'Completed ones, of those that completed or failed.' }),
    last_update: timestamp.nullable().meta({ description: 'Of the last call or webhook.' }),
  })
  .meta({ id: 'ProviderStatistics' });

export const MOST_GRACE_SECONDS = 30 * 86_400;

export const rotationBody = z
  .strictObject({
    kind: z
      .enum([...PROVIDER_SECRETS, 'both'])
      .default('both')
      .meta({ description: 'What is replaced: what we are known by, what its webhooks are signed with, or both.' }),
    grace_seconds: z
      .int()
      .min(0)
      .max(MOST_GRACE_SECONDS)
      .default(86_400)
      .meta({ description: 'How long the former ones hold on. 0: they end at once.' }),
    credentials: credentials.exactOptional().meta({ description: 'The new ones, where they are not made here.' }),
  })
  .meta({ id: 'ProviderRotation', examples: [{ kind: 'webhook', grace_seconds: 3600 }] });

export const rotatedBody = z
  .strictObject({
    code,
    ...shownOnce,
    former_until: timestamp
      .nullable()
      .meta({ description: 'Until when the former ones hold; null where they do not.' }),
  })
  .meta({ id: 'RotatedProvider' });

export const providerKeyBody = z
  .strictObject({
    key_id: z.uuid(),
    provider: code,
    environment,
    user_id: z.string(),
    daily_limit: count,
    monthly_limit: count,
    is_active: z.boolean(),
    created_at: timestamp,
    expires_at: timestamp,
    deactivated_at: timestamp.nullable(),
    last_used_at: timestamp.nullable(),
  })
  .meta({ id: 'ProviderKey' });

const limit = z.int().min(1).max(1_000_000_000);

export const newProviderKeyBody = z
  .strictObject({
    environment,
    user_id: z.string().trim().min(1).max(100).meta({ description: 'Whose calls are counted: any name of yours.' }),
    daily_limit: z.int().min(1).max(10_000_000).default(1000).meta({ description: 'Calls a day (UTC).' }),
    monthly_limit: limit
      .exactOptional()
      .meta({ description: 'Calls a month (UTC): at least 28 times the daily limit; 30 times if left out.' }),
    expires_in_days: z.int().min(1).max(3650).default(365),
  })
  .meta({ id: 'NewProviderKey', examples: [{ environment: 'production', user_id: 'shop', daily_limit: 1000 }] });

export const providerKeyUsageBody = z
  .strictObject({
    key_id: z.uuid(),
    daily_used: count,
    daily_remaining: count,
    monthly_used: count,
    monthly_remaining: count,
    last_used_at: timestamp.nullable(),
  })
  .meta({ id: 'ProviderKeyUsage' });
