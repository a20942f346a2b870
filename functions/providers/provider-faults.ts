import * as z from 'zod';
import { COUNTRY_CODES } from '../../shared/contracts/kinds/country.ts';
import { isPlainUrl } from '../../shared/domain/plain-url.ts';
import { type FieldError, fieldError } from '../../shared/domain/problems.ts';
import type { ProviderType } from '../../shared/domain/provider.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { fieldErrors } from '../../shared/lambda/field-errors.ts';
import { isCurrency } from '../../shared/mediator/money/currencies.ts';
import { credentialsNamed, type HttpDescription } from '../../shared/mediator/providers/description.ts';
import type { NewProvider } from '../../shared/mediator/providers/provider-record.ts';
import { mayBeConnectedTo } from '../../shared/outbound/allowed-host.ts';

type Checked = Omit<NewProvider, 'code' | 'name' | 'status'>;

/** What is wrong with a provider, by field, as far as its schema could not say: what fits its type, its adapter, and addresses. */
export async function providerFaults(provider: Checked): Promise<FieldError[]> {
  const { provider_type: type, supported_currencies: currencies, supported_countries: countries } = provider;
  return [
    ...listFaults('supported_currencies', currencies, isCurrency, 'provider-currency-code'),
    ...listFaults('supported_countries', countries, (code) => knownCountries.has(code), 'provider-country-code'),
    ...(type !== 'kyc' && currencies.length === 0
      ? [fieldError('supported_currencies', 'required', serviceSentence('provider-no-currency'))]
      : []),
    ...(await addressFaults('api_base_url', provider.api_base_url)),
    ...(provider.sandbox_base_url === null ? [] : await addressFaults('sandbox_base_url', provider.sandbox_base_url)),
    ...descriptionFaults(provider),
    ...settingsFaults(type, provider.settings),
  ];
}

const knownCountries: ReadonlySet<string> = new Set(COUNTRY_CODES);

const listFaults = (
  field: string,
  codes: readonly string[],
  isKnown: (code: string) => boolean,
  said: 'provider-currency-code' | 'provider-country-code',
): FieldError[] =>
  codes.flatMap((code, at) => {
    if (!isKnown(code)) return [fieldError(`${field}[${at}]`, 'value', serviceSentence(said))];
    return codes.indexOf(code) === at
      ? []
      : [fieldError(`${field}[${at}]`, 'repeated', serviceSentence('provider-twice', { value: code }))];
  });

/** A host that is not known (yet) is no fault: its check says so. */
async function addressFaults(field: string, address: string): Promise<FieldError[]> {
  if (!isPlainUrl(address)) return [fieldError(field, 'format', serviceSentence('provider-base-url'))];
  if (await mayBeConnectedTo(new URL(address).hostname)) return [];
  return [fieldError(field, 'address', serviceSentence('provider-address-not-allowed'))];
}

function descriptionFaults({ adapter, provider_type: type, description }: Checked): FieldError[] {
  if (adapter === 'sandbox') {
    return description === null
      ? []
      : [fieldError('description', 'unknown', serviceSentence('provider-description-given'))];
  }
  if (description === null) {
    return [fieldError('description', 'required', serviceSentence('provider-description-needed'))];
  }
  return type === 'kyc' ? verificationFaults(description) : orderFaults(type, description);
}

const needed = (field: string, type: ProviderType): FieldError =>
  fieldError(`description.${field}`, 'required', serviceSentence('provider-call-needed', { type }));
const noWayBack = (): FieldError =>
  fieldError('description.idempotency', 'required', serviceSentence('provider-no-idempotency'));

function verificationFaults({ verification, verification_status, idempotency }: HttpDescription): FieldError[] {
  if (verification === undefined) return [needed('verification', 'kyc')];
  return verification_status === undefined && idempotency?.is_honoured !== true ? [noWayBack()] : [];
}

function orderFaults(type: ProviderType, { orders, idempotency }: HttpDescription): FieldError[] {
  const all = Object.values(orders);
  if (all.length === 0) return [needed('orders', type)];
  const isAskable = all.every(({ status, find }) => status !== undefined || find !== undefined);
  return isAskable || idempotency?.is_honoured === true ? [] : [noWayBack()];
}

const said = (id: 'provider-setting-url' | 'provider-setting-time') => {
  const { text: error, message } = serviceSentence(id);
  return { error, params: { code: 'format', message } };
};
const url = z
  .string()
  .max(2000)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), said('provider-setting-url'));
const names = z.array(z.string().min(1).max(200)).min(1).max(100);

/** What of the settings each type needs (M1.2). Others may stand beside them. */
const SETTINGS: Readonly<Record<ProviderType, z.ZodObject>> = {
  payment: z.looseObject({ success_url: url, cancel_url: url, webhook_events: names }),
  wallet: z.looseObject({ balance_check_interval: z.int().min(1).max(525_600), auto_refund: z.boolean() }),
  bank: z.looseObject({
    statement_format: z.string().min(1).max(100),
    reconciliation_time: z
      .string()
      .refine((text) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text), said('provider-setting-time')),
  }),
  kyc: z.looseObject({ verification_levels: names, required_documents: names }),
};

const MOST_OF_SETTINGS = 16_384;

function settingsFaults(type: ProviderType, settings: Readonly<Record<string, unknown>>): FieldError[] {
  if (JSON.stringify(settings).length > MOST_OF_SETTINGS) {
    return [fieldError('settings', 'range', serviceSentence('provider-settings-large', { most: MOST_OF_SETTINGS }))];
  }
  const { success, error } = SETTINGS[type].safeParse(settings, { reportInput: true });
  if (success) return [];
  return fieldErrors(error).errors.map((fault) =>
    fault.code === 'required'
      ? fieldError(`settings.${fault.field}`, 'required', serviceSentence('provider-setting-needed', { type }))
      : { ...fault, field: `settings.${fault.field}` },
  );
}

const VALUE = /^[\x20-\x7e]{1,4096}$/;

/** What is wrong with credentials: those that a description names are there, and may stand in a header. */
export function credentialsFaults(
  description: HttpDescription,
  credentials: Readonly<Record<string, string>>,
): FieldError[] {
  return [
    ...credentialsNamed(description)
      .filter((name) => !Object.hasOwn(credentials, name))
      .map((name) => fieldError(`credentials.${name}`, 'required', serviceSentence('provider-credential-needed'))),
    ...Object.entries(credentials)
      .filter(([, value]) => !VALUE.test(value))
      .map(([name]) => fieldError(`credentials.${name}`, 'format', serviceSentence('provider-credential-value'))),
  ];
}
