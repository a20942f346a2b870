/**
 * Every limit of the API, in one table: what is counted, for whom, and how much of it there may be in a window. Which
 * requests count as what, endpoints declare. docs/audit-and-limits.md says why these numbers.
 */
export interface Policy {
  /** Whose count it is: `key` is also a user who signed in; `prefix` is the public beginning of an API key; `provider` is one of a tenant. */
  readonly by: 'key' | 'tenant' | 'address' | 'prefix' | 'provider';
  /** At most so many in a window; RATE_LIMITS may set another number. */
  readonly quota: number;
  /** For people: "1,000 requests …". */
  readonly counted: string;
  /**
   * A process counts so many at once and lets them pass one by one, where they come so fast that a write each would be the most of
   * what they cost. What it does not use up by the end of the window is lost: never does more pass than the quota.
   */
  readonly block?: number;
  /** What happens while nothing can be counted: reads go on, signing in does not. */
  readonly uncounted: 'allowed' | 'refused';
}

export const WINDOW_SECONDS = 60;

/** Leading part of the counters' keys in the staging table: functions that only count may touch nothing else (infra/). */
export const COUNTER_KEYS = 'limit#';

export const POLICIES = {
  /** Every request with a valid credential, whatever it is for. */
  requests: { by: 'key', quota: 1000, counted: 'requests with one key or by one user', uncounted: 'allowed' },
  /** Besides `requests`: what makes storage and the warehouse work. */
  uploads: { by: 'key', quota: 60, counted: 'uploads announced with one key or by one user', uncounted: 'allowed' },
  syncs: { by: 'key', quota: 30, counted: 'syncs started with one key or by one user', uncounted: 'allowed' },
  /** A new key starts a new count of requests: by the tenant, so that rotating is no way around it. */
  rotations: { by: 'tenant', quota: 5, counted: 'key rotations of one tenant', uncounted: 'allowed' },
  /** Each costs a hash that is meant to be slow. */
  passwords: { by: 'key', quota: 20, counted: 'passwords set with one key or by one user', uncounted: 'allowed' },
  /** Without a credential, or with one that is not right. */
  anonymous: {
    by: 'address',
    quota: 100,
    counted: 'requests without valid credentials from one address',
    uncounted: 'allowed',
  },
  /** Apart from `anonymous`: a neighbour behind the same address must not be able to end everybody's session. */
  sessions: {
    by: 'address',
    quota: 100,
    counted: 'refreshes and sign-outs from one address',
    uncounted: 'allowed',
  },
  /** Before the key is looked up, or the password tried: each costs a query, or a hash. */
  'sign-in-attempts': {
    by: 'address',
    quota: 300,
    counted: 'attempts to sign in from one address',
    uncounted: 'refused',
  },
  /** With a key or a password that is right. Wrong ones have a budget of their own: no stranger can use up this one. */
  'sign-in': { by: 'address', quota: 20, counted: 'sign-ins from one address', uncounted: 'refused' },
  'sign-in-refused': {
    by: 'address',
    quota: 20,
    counted: 'sign-ins with wrong keys or passwords from one address',
    uncounted: 'refused',
  },
  /** Wrong ones again, from all addresses: so many are written into the audit of the tenant whose key begins so. */
  'sign-in-key': {
    by: 'prefix',
    quota: 10,
    counted: 'sign-ins with wrong keys that begin like one key',
    uncounted: 'refused',
  },
  /** Besides `anonymous`, in the header of any request. Once used up, keys not seen before are not looked up. */
  'wrong-keys': {
    by: 'address',
    quota: 300,
    counted: 'requests with wrong API keys from one address',
    uncounted: 'allowed',
  },
  /** Webhooks of a provider, once their signature is proven: no stranger can use them up. */
  hooks: {
    by: 'provider',
    quota: 12_000,
    counted: 'webhooks of one provider',
    block: 20,
    uncounted: 'allowed',
  },
  /** Webhooks without a right signature. Once used up, providers not heard of before are not looked up. */
  'hook-signatures': {
    by: 'address',
    quota: 100,
    counted: 'webhooks with wrong signatures from one address',
    uncounted: 'allowed',
  },
  /** `/health` and `/metrics`: nothing else can use up what monitoring needs. */
  monitoring: {
    by: 'address',
    quota: 300,
    counted: 'requests for health or metrics from one address',
    uncounted: 'allowed',
  },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof POLICIES;
export const POLICY_NAMES = Object.keys(POLICIES) as PolicyName[];

/** By policy; what is not counted at all has no quota. */
export type Quotas = Readonly<Partial<Record<PolicyName, number>>>;

export const QUOTAS_FORM = `off, or a list such as requests=2000,uploads=off, of ${POLICY_NAMES.join(', ')}`;

/**
 * The quotas with these changes to the table's.
 * @param text `off`, or `requests=2000,uploads=off`; empty for none
 * @returns undefined for any other text
 */
export function readQuotas(text: string): Quotas | undefined {
  if (text === 'off') return {};
  const quotas: Partial<Record<PolicyName, number>> = Object.fromEntries(
    POLICY_NAMES.map((name) => [name, POLICIES[name].quota]),
  );
  for (const entry of text === '' ? [] : text.split(',')) {
    const [, name = '', value = ''] = /^\s*([a-z-]+)=(off|[1-9]\d{0,8})\s*$/.exec(entry) ?? [];
    if (!Object.hasOwn(POLICIES, name)) return undefined;
    if (value === 'off') delete quotas[name as PolicyName];
    else quotas[name as PolicyName] = Number(value);
  }
  return quotas;
}
