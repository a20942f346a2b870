import type { HttpFunctionName } from './routes.ts';

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
  /** Objects below `staging/`: what banks upload. A presigned URL can do only what the role that signs it may do. */
  readonly staged?: readonly ObjectAccess[];
  /** Objects below `exports/`: files that Tranche makes for banks to fetch. */
  readonly exports?: readonly ObjectAccess[];
  /** `inspect`: how many messages wait, there and in its dead-letter queue. */
  readonly syncQueue?: 'send' | 'consume' | 'inspect';
  /** Folders that go with its code, from the root of the repository. */
  readonly folders?: readonly string[];
  /** A thrown error is an answer, and no reason for an alarm. */
  readonly errorsAreAnswers?: true;
  /** Checks its settings itself, because somebody waits for it to say what is wrong with them. */
  readonly reportsItself?: true;
}

export type SettingsGroup =
  | 'staging'
  | 'queue'
  | 'operations'
  | 'keys'
  | 'tokens'
  | 'limits'
  | 'audit'
  | 'warehouse'
  | 'metrics';
/** `list` besides `get`: S3 says "no such object" only to those who may list; others get "forbidden". */
export type ObjectAccess = 'get' | 'put' | 'list';
export type FunctionName =
  | HttpFunctionName
  | 'authorizer'
  | 'stage-upload'
  | 'check-and-sync'
  | 'run-sync'
  | 'count-events'
  | 'migrate'
  | 'tenants-admin';

/** API Gateway gives up after 29 s: a function that it calls need not live longer. */
const HTTP_TIMEOUT_SECONDS = 29;
/** They are read when they run (shared/operations/migrate.ts). */
const MIGRATIONS = 'shared/operations/migrations';

export const FUNCTIONS: Readonly<Record<FunctionName, FunctionSpec>> = {
  // So API Gateway learns that a credential is wrong: by an error.
  authorizer: {
    settings: ['staging', 'operations', 'keys', 'tokens', 'limits'],
    memoryMb: 512,
    timeoutSeconds: 10,
    counts: true,
    errorsAreAnswers: true,
  },
  // The warehouse says what is live, and so may be corrected.
  uploads: {
    settings: ['staging', 'operations', 'keys', 'warehouse'],
    memoryMb: 512,
    timeoutSeconds: HTTP_TIMEOUT_SECONDS,
    table: 'read-write',
    staged: ['get', 'put'],
  },
  sync: {
    settings: ['staging', 'queue', 'operations', 'keys', 'warehouse'],
    memoryMb: 512,
    timeoutSeconds: HTTP_TIMEOUT_SECONDS,
    table: 'read-write',
    exports: ['get', 'put', 'list'],
    syncQueue: 'send',
  },
  data: { settings: ['operations', 'warehouse'], memoryMb: 1024, timeoutSeconds: HTTP_TIMEOUT_SECONDS },
  profiling: { settings: ['operations', 'warehouse'], memoryMb: 512, timeoutSeconds: HTTP_TIMEOUT_SECONDS },
  tenant: {
    settings: ['staging', 'operations', 'keys'],
    memoryMb: 512,
    timeoutSeconds: HTTP_TIMEOUT_SECONDS,
    table: 'read-write',
  },
  audit: {
    settings: ['staging', 'operations'],
    memoryMb: 512,
    timeoutSeconds: HTTP_TIMEOUT_SECONDS,
    exports: ['get', 'put'],
  },
  auth: {
    settings: ['staging', 'operations', 'keys', 'tokens', 'limits'],
    memoryMb: 512,
    timeoutSeconds: HTTP_TIMEOUT_SECONDS,
    counts: true,
  },
  health: {
    settings: ['staging', 'queue', 'operations', 'warehouse', 'limits'],
    memoryMb: 512,
    timeoutSeconds: HTTP_TIMEOUT_SECONDS,
    table: 'read',
    counts: true,
    syncQueue: 'inspect',
  },
  metrics: {
    settings: ['staging', 'queue', 'operations', 'keys', 'tokens', 'warehouse', 'metrics', 'limits'],
    memoryMb: 512,
    timeoutSeconds: HTTP_TIMEOUT_SECONDS,
    table: 'read',
    counts: true,
    syncQueue: 'inspect',
  },
  docs: { settings: ['staging', 'limits'], memoryMb: 512, timeoutSeconds: HTTP_TIMEOUT_SECONDS, counts: true },
  // A declared checksum, or a gzip, is proven by streaming the whole object.
  'stage-upload': {
    settings: ['staging'],
    memoryMb: 1769,
    timeoutSeconds: 900,
    table: 'read-write',
    staged: ['get', 'list'],
  },
  'check-and-sync': {
    settings: ['staging', 'queue', 'operations', 'audit'],
    memoryMb: 512,
    timeoutSeconds: 50,
    table: 'read-write',
    syncQueue: 'send',
  },
  'run-sync': {
    settings: ['staging', 'operations', 'warehouse'],
    memoryMb: 512,
    timeoutSeconds: 900,
    table: 'read-write',
    staged: ['get', 'list'],
    syncQueue: 'consume',
  },
  // Called by CloudWatch Logs, with lines of log groups.
  'count-events': { settings: ['operations'], memoryMb: 512, timeoutSeconds: 60 },
  // Called by CloudFormation, which waits for what it says.
  migrate: {
    settings: ['operations', 'warehouse'],
    memoryMb: 512,
    timeoutSeconds: 900,
    folders: [MIGRATIONS],
    reportsItself: true,
  },
  // Called by operators: npm run tenants -- --aws.
  'tenants-admin': {
    settings: ['operations', 'keys', 'warehouse'],
    memoryMb: 512,
    timeoutSeconds: 300,
    folders: [MIGRATIONS],
  },
};
