/** Of what webhooks tell: names that never change their meaning. */
export const WEBHOOK_EVENTS = {
  'sync.completed': 'A sync has ended well; where it published, what it loaded is what readers see.',
  'sync.failed': 'A sync has failed, and changed nothing.',
  'sync.published': 'Somebody published what a sync had loaded and kept waiting.',
  'upload.rejected': 'A file cannot be read as a whole.',
  'alert.raised': 'An event of a stream is above the threshold.',
  'transaction.completed': 'A transaction has gone through.',
  'transaction.failed': 'A transaction has failed.',
  'transaction.refunded': 'A transaction was given back, in whole or in part.',
  'transaction.unknown': 'Nobody knows whether a transaction has gone through: the provider is being asked.',
  'provider.status-changed': 'A provider is online, offline or in maintenance from now on.',
  'kyc.verified': "A person's identity is verified.",
  'kyc.rejected': "A person's identity could not be verified.",
  'kyc.expired': 'A verification is past its time.',
  'kyc.revoked': 'A verification was taken back.',
} as const;
export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;

/** Stands for all events, those too that come to be later. */
export const ALL_EVENTS = '*';
/** What a test sends. Nobody asks for it by name. */
export const TEST_EVENT = 'webhook.test';

export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'cancelled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why an attempt came to nothing. */
export const ATTEMPT_FAILURES = {
  status: 'it answered another status than 2xx',
  redirect: 'it answered a redirect, which is not followed',
  gone: 'it answered 410: nobody wants anything there any more',
  timeout: 'no answer in time',
  address: 'its address may not be called',
  insecure: 'its address may be called over https only',
  host: 'no address is known of the host',
  connection: 'it could not be connected to',
  certificate: 'its certificate is not valid',
  'cut-off': 'it broke off before it had answered',
} as const;
export type AttemptFailure = keyof typeof ATTEMPT_FAILURES;
export const isAttemptFailure = (text: string): text is AttemptFailure => Object.hasOwn(ATTEMPT_FAILURES, text);

/** Why a webhook was switched off, where nobody did it. */
export const DISABLED_BECAUSE = ['failing', 'gone'] as const;
export type DisabledBecause = (typeof DISABLED_BECAUSE)[number];

export const MOST_WEBHOOKS = 20;
export const MAX_WEBHOOK_URL = 2000;
export const MAX_WEBHOOK_DESCRIPTION = 200;
/** How long events wait to be told, and deliveries can be read and sent again. */
export const DELIVERY_DAYS = 30;
/** A webhook that has failed for so long, and not once gone well, is switched off. */
export const FAILING_DAYS = 5;
/** Seconds after which the second attempt and those after it follow the one before. */
export const RETRY_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const;
export const MOST_ATTEMPTS = RETRY_SECONDS.length + 1;
/** A secret that is replaced signs along for so long, unless the request says otherwise. */
export const DEFAULT_GRACE_SECONDS = 86_400;
export const MOST_GRACE_SECONDS = 7 * 86_400;
/** Within which a receiver has to answer. */
export const ATTEMPT_TIMEOUT_SECONDS = 15;
/** Of an answer, what is kept. */
export const KEPT_ANSWER_BYTES = 1024;
