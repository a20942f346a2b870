import type { HttpFunctionName } from '../shared/lambda/endpoint.ts';

/**
 * Every function, what it may touch and how much it gets. The name is the folder under functions/.
 * Settings are groups of shared/config.ts: a function's environment holds those and no others.
 */
export interface FunctionSpec {
  readonly settings: readonly SettingsGroup[];
  /** Lambda gives CPU in proportion to memory: 1,769 MB is one whole core. */
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly table?: 'read' | 'read-write';
  /** Counts requests (shared/limits): may write those items of the table and no others. */
  readonly counts?: true;
  /** Keeps answers for their idempotency key (shared/lambda): may touch those items of the table and no others. */
  readonly keepsAnswers?: true;
  /** Cancels uploads that wait for their file: may touch those items of the table and no others. */
  readonly cancelsUploads?: true;
  /** Objects below `staging/`: what banks upload. A presigned URL can do only what the role that signs it may do. */
  readonly staged?: readonly ObjectAccess[];
  /** Writes what sheets are made into, and nothing else below `staging/`. */
  readonly convertsSheets?: true;
  /** Objects below `persons/`: documents by which identities are verified. */
  readonly persons?: readonly ObjectAccess[];
  /** Objects below `exports/`: files that Tranche makes for banks to fetch. */
  readonly exports?: readonly ObjectAccess[];
  /** `consume`: and wakes the next sync. `inspect`: how many messages wait, there and in the dead-letter queue. */
  readonly syncQueue?: 'send' | 'consume' | 'inspect';
  /** `consume`: and asks for the rest of a pull that is too long for one run. */
  readonly pullQueue?: 'send' | 'consume';
  /** The private keys of tenants: `use` reads them and makes the first; `rotate` makes further ones. */
  readonly privateKeys?: 'use' | 'rotate';
  /** `inspect`: how many messages wait, there and in the dead-letter queue. */
  readonly streamQueue?: 'send' | 'consume' | 'inspect';
  /** What the mediator has to do: hooks to apply, transactions and verifications to send and to ask about. */
  readonly mediatorQueue?: 'send' | 'consume' | 'inspect';
  /** Webhooks that go out. */
  readonly webhookQueue?: 'send' | 'consume' | 'inspect';
  /** Packages that are loaded when they are needed: each is a file beside its code, made of what infra/packages/ names of it. */
  readonly packages?: readonly string[];
  /** Folders that go with its code, from the root of the repository. */
  readonly folders?: readonly string[];
  /** Its log says who came in or who changed whose rights, and is kept as such. */
  readonly auditLog?: true;
  /** Checks its settings itself, because somebody waits for it to say what is wrong with them. */
  readonly reportsItself?: true;
}

export type SettingsGroup =
  | 'staging'
  | 'queue'
  | 'lanes'
  | 'pulls'
  | 'privateKeys'
  | 'streams'
  | 'mediator'
  | 'providers'
  | 'persons'
  | 'webhookQueue'
  | 'webhooks'
  | 'sources'
  | 'outbound'
  | 'operations'
  | 'credentials'
  | 'keys'
  | 'tokens'
  | 'signing'
  | 'tokenKeys'
  | 'limits'
  | 'audit'
  | 'warehouse'
  | 'loading'
  | 'metrics';
/**
 * `list` besides `get`: S3 says "no such object" only to those who may list; others get "forbidden". `abort`: throw away parts
 * that have arrived. `remove`: put a delete marker in an object's place.
 */
export type ObjectAccess = 'get' | 'put' | 'list' | 'abort' | 'remove';
export type FunctionName =
  | HttpFunctionName
  | 'stage-upload'
  | 'pull-source'
  | 'record-events'
  | 'mediate'
  | 'deliver-webhooks'
  | 'check-and-sync'
  | 'run-sync'
  | 'count-events'
  | 'migrate'
  | 'tenants-admin'
  | 'token-keys';

/** API Gateway gives up after 29 s: a function that it calls need not live longer. */
const HTTP_TIMEOUT_SECONDS = 29;
/** They are read when they run (shared/operations/migrate.ts). */
const MIGRATIONS = 'shared/operations/migrations';
/** Its driver is half of what such a function is. */
const MONGODB = 'mongodb';

/** What it takes to let a request in: whose credential it is, and how often it comes. */
const ADMISSION = ['staging', 'limits', 'credentials', 'keys', 'tokens'] as const;
/** Of a function that needs nobody's credential. */
const COUNTING = ['staging', 'limits'] as const;
const HTTP = { memoryMb: 512, timeoutSeconds: HTTP_TIMEOUT_SECONDS } as const;

export const FUNCTIONS: Readonly<Record<FunctionName, FunctionSpec>> = {
  // The warehouse says what is live, and so may be corrected.
  uploads: {
    ...HTTP,
    settings: [...ADMISSION, 'operations', 'warehouse'],
    table: 'read-write',
    staged: ['get', 'put'],
  },
  // Publishes what a request orders: takes back a book, or lets a waiting one go live.
  sync: {
    ...HTTP,
    settings: [...ADMISSION, 'queue', 'operations', 'warehouse', 'loading', 'privateKeys', 'webhookQueue'],
    table: 'read-write',
    exports: ['get', 'put', 'list'],
    syncQueue: 'send',
    webhookQueue: 'send',
    // Rejected rows with private values are opened for those who may have them.
    privateKeys: 'use',
  },
  errors: { ...HTTP, settings: [...ADMISSION, 'operations', 'warehouse'], counts: true },
  data: { ...HTTP, memoryMb: 1024, settings: [...ADMISSION, 'warehouse'], counts: true },
  datasets: { ...HTTP, settings: [...ADMISSION, 'operations', 'warehouse'], counts: true },
  // Tries a source while somebody waits for it: the first page of each file is in memory.
  sources: {
    ...HTTP,
    memoryMb: 1024,
    settings: [...ADMISSION, 'operations', 'sources', 'pulls', 'outbound'],
    table: 'read-write',
    pullQueue: 'send',
    packages: [MONGODB],
  },
  // Writes events down, and reads them: counting them is record-events' work.
  streams: {
    ...HTTP,
    settings: [...ADMISSION, 'operations', 'warehouse', 'streams'],
    counts: true,
    keepsAnswers: true,
    streamQueue: 'send',
  },
  // Asks a provider how it is while somebody waits.
  providers: {
    ...HTTP,
    settings: [...ADMISSION, 'operations', 'mediator', 'providers', 'outbound', 'webhookQueue'],
    counts: true,
    keepsAnswers: true,
    mediatorQueue: 'send',
    webhookQueue: 'send',
  },
  // Writes down what is to be done: no secret of a provider is within its reach.
  transactions: {
    ...HTTP,
    settings: [...ADMISSION, 'operations', 'mediator', 'webhookQueue'],
    counts: true,
    keepsAnswers: true,
    mediatorQueue: 'send',
    webhookQueue: 'send',
  },
  kyc: {
    ...HTTP,
    settings: [...ADMISSION, 'operations', 'mediator', 'persons', 'webhookQueue'],
    counts: true,
    keepsAnswers: true,
    persons: ['get', 'put', 'list'],
    mediatorQueue: 'send',
    webhookQueue: 'send',
  },
  // Believes nobody but by a provider's signature: writes down what came, and answers.
  hooks: {
    ...HTTP,
    settings: [...ADMISSION, 'operations', 'mediator', 'providers'],
    counts: true,
    keepsAnswers: true,
    mediatorQueue: 'send',
  },
  webhooks: {
    ...HTTP,
    settings: [...ADMISSION, 'operations', 'webhooks', 'webhookQueue', 'outbound'],
    counts: true,
    keepsAnswers: true,
    webhookQueue: 'send',
  },
  profiling: { ...HTTP, settings: [...ADMISSION, 'warehouse'], counts: true },
  rules: { ...HTTP, settings: ADMISSION, counts: true },
  tenant: {
    ...HTTP,
    settings: [...ADMISSION, 'operations'],
    counts: true,
    keepsAnswers: true,
    cancelsUploads: true,
    auditLog: true,
    staged: ['abort'],
  },
  audit: { ...HTTP, settings: [...ADMISSION, 'operations'], counts: true, exports: ['get', 'put'], auditLog: true },
  // The only one that can sign a token. The public key makes it start anew with a new pair.
  auth: {
    ...HTTP,
    settings: [...COUNTING, 'operations', 'keys', 'signing', 'tokens'],
    counts: true,
    cancelsUploads: true,
    auditLog: true,
    staged: ['abort'],
  },
  health: {
    ...HTTP,
    settings: [...COUNTING, 'queue', 'mediator', 'webhookQueue', 'credentials', 'warehouse'],
    table: 'read',
    counts: true,
    syncQueue: 'inspect',
    mediatorQueue: 'inspect',
    webhookQueue: 'inspect',
  },
  metrics: {
    ...HTTP,
    settings: [...ADMISSION, 'queue', 'streams', 'mediator', 'webhookQueue', 'operations', 'warehouse', 'metrics'],
    table: 'read',
    counts: true,
    syncQueue: 'inspect',
    streamQueue: 'inspect',
    mediatorQueue: 'inspect',
    webhookQueue: 'inspect',
  },
  docs: { ...HTTP, settings: COUNTING, counts: true },
  // A declared checksum, or a gzip, is proven by streaming the whole object; a sheet is made into an object that a sync can read.
  // Stages nothing for a credential that was revoked.
  'stage-upload': {
    settings: ['staging', 'credentials'],
    memoryMb: 1769,
    timeoutSeconds: 900,
    table: 'read-write',
    staged: ['get', 'list'],
    convertsSheets: true,
  },
  'check-and-sync': {
    settings: ['staging', 'queue', 'pulls', 'streams', 'mediator', 'webhookQueue', 'operations', 'audit'],
    memoryMb: 512,
    timeoutSeconds: 50,
    table: 'read-write',
    staged: ['abort'],
    exports: ['list', 'remove'],
    syncQueue: 'send',
    pullQueue: 'send',
    streamQueue: 'send',
    mediatorQueue: 'send',
    webhookQueue: 'send',
  },
  'run-sync': {
    settings: ['staging', 'queue', 'lanes', 'operations', 'warehouse', 'loading', 'privateKeys', 'webhookQueue'],
    memoryMb: 512,
    timeoutSeconds: 900,
    table: 'read-write',
    staged: ['get', 'list'],
    syncQueue: 'consume',
    webhookQueue: 'send',
    privateKeys: 'use',
  },
  // A page of a source is held in memory, unpacked and parsed.
  'pull-source': {
    settings: ['staging', 'queue', 'pulls', 'sources', 'outbound', 'operations'],
    memoryMb: 2048,
    timeoutSeconds: 900,
    table: 'read-write',
    staged: ['put', 'get', 'list'],
    syncQueue: 'send',
    pullQueue: 'consume',
    packages: [MONGODB],
  },
  // A chunk of events is in memory as one text on its way into the history. Asks for the rest where time runs out.
  'record-events': {
    settings: ['streams', 'operations', 'warehouse', 'loading', 'webhookQueue'],
    memoryMb: 512,
    timeoutSeconds: 60,
    streamQueue: 'consume',
    webhookQueue: 'send',
  },
  // Calls providers, mostly waiting for them. How much it calls at a time is counted in Postgres, with the quotas.
  mediate: {
    settings: ['staging', 'mediator', 'providers', 'persons', 'outbound', 'operations', 'webhookQueue'],
    memoryMb: 512,
    timeoutSeconds: 120,
    // Deletes documents whose time has come.
    persons: ['remove'],
    mediatorQueue: 'consume',
    webhookQueue: 'send',
  },
  'deliver-webhooks': {
    settings: ['webhookQueue', 'webhooks', 'outbound', 'operations'],
    memoryMb: 512,
    timeoutSeconds: 120,
    webhookQueue: 'consume',
  },
  // Called by CloudWatch Logs, with lines of log groups.
  'count-events': { settings: ['operations'], memoryMb: 512, timeoutSeconds: 60 },
  // Called by CloudFormation, which waits for what it says.
  migrate: {
    settings: ['operations', 'credentials', 'warehouse', 'loading'],
    memoryMb: 512,
    timeoutSeconds: 900,
    folders: [MIGRATIONS],
    reportsItself: true,
  },
  // Called by operators: npm run tenants -- --aws.
  'tenants-admin': {
    settings: ['staging', 'operations', 'keys', 'warehouse', 'loading', 'privateKeys'],
    memoryMb: 512,
    timeoutSeconds: 300,
    privateKeys: 'rotate',
    cancelsUploads: true,
    staged: ['abort'],
    exports: ['list', 'remove'],
    folders: [MIGRATIONS],
    auditLog: true,
  },
  // Called by CloudFormation: makes the pair of keys for access tokens, and can read neither.
  'token-keys': { settings: ['tokenKeys'], memoryMb: 256, timeoutSeconds: 60, reportsItself: true },
};
