import * as z from 'zod';
import { QUOTAS_FORM, readQuotas } from '../shared/domain/limits.ts';
import { readNetworks } from '../shared/outbound/networks.ts';

/** What one deployment is asked to be: the context values of `cdk deploy -c name=value`, or of cdk.json. */
export interface Settings {
  readonly installation: string;
  readonly size: Size;
  readonly concurrentSyncs: number | undefined;
  readonly stagedFileDays: number;
  readonly kycDocumentDays: number;
  readonly backupDays: number;
  readonly logDays: number;
  readonly logLevel: LogLevel;
  readonly traces: string;
  readonly rateLimits: string;
  readonly outboundAllowed: string;
  readonly outboundPorts: readonly number[];
  readonly auditYears: number;
  readonly tokenKeys: string;
  readonly alarmEmail: string | undefined;
  readonly runbook: string;
  readonly domain: string | undefined;
  readonly certificate: string | undefined;
  readonly webAcl: string | undefined;
  readonly postgresSecret: string | undefined;
  readonly credentialsSecret: string | undefined;
  readonly clickhouseSecret: string | undefined;
  readonly clickhouseReadSecret: string | undefined;
  readonly clickhouseCluster: string | undefined;
  readonly databaseSubnets: readonly string[] | undefined;
  readonly databaseSecurityGroup: string | undefined;
  readonly reserveConcurrency: boolean;
  readonly emulator: boolean;
  readonly compressAnswers: boolean;
  readonly destroyData: boolean;
}

export const SIZES = ['small', 'medium', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** What CloudWatch Logs accepts. */
const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

interface Field {
  /** Reads the value; whatever it finds wrong is reported as `expected`. */
  readonly schema: z.ZodType;
  readonly expected: string;
  readonly fallback?: unknown;
  /** One line for the operator. */
  readonly purpose: string;
}

export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const text = (pattern: RegExp) => z.string().regex(pattern);
/** The CLI passes text; cdk.json may hold numbers and booleans. */
const wholeNumber = (least: number, most: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(least).max(most));
const onOff = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);
const secretName = text(
  /^(?:arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]{1,519}|[\w/+=.@-]{1,512})$/,
);

/** Every context value of the app, in the order in which the documents list them. */
export const FIELDS: Readonly<Record<keyof Settings, Field>> = {
  installation: {
    schema: text(/^[a-z][a-z0-9-]{1,19}$/),
    expected: '2 to 20 lower-case letters, digits or hyphens, a letter first',
    fallback: 'tranche',
    purpose: 'prefix of stacks and names: two installations in one account need two',
  },
  size: {
    schema: z.enum(SIZES),
    expected: 'small, medium or large',
    fallback: 'small',
    purpose: 'the databases, the concurrent syncs and the request rate',
  },
  concurrentSyncs: {
    schema: wholeNumber(2, 1000),
    expected: 'a whole number from 2 to 1000',
    purpose: 'syncs that run at the same time, over all tenants',
  },
  stagedFileDays: {
    schema: wholeNumber(1, 3650),
    expected: 'a whole number of days from 1 to 3650',
    fallback: 90,
    purpose: 'days that an uploaded file is kept',
  },
  kycDocumentDays: {
    schema: wholeNumber(0, 3650),
    expected: 'a whole number of days from 0 to 3650',
    fallback: 30,
    purpose: 'days that documents of a verification are kept after its decision',
  },
  backupDays: {
    schema: wholeNumber(1, 35),
    expected: 'a whole number of days from 1 to 35',
    fallback: 14,
    purpose: 'days that backups of the databases made here are kept',
  },
  logDays: {
    schema: wholeNumber(1, 3653).refine((days) => LOG_DAYS.includes(days)),
    expected: `a retention of CloudWatch Logs, one of ${LOG_DAYS.join(', ')}`,
    fallback: 30,
    purpose: 'days that logs are kept',
  },
  logLevel: {
    schema: z.enum(LOG_LEVELS),
    expected: `one of ${LOG_LEVELS.join(', ')}`,
    fallback: 'INFO',
    purpose: 'least level of the lines that are written; DEBUG has every read too',
  },
  traces: {
    schema: z.union([z.enum(['off', 'xray']), z.url({ protocol: /^https?$/ })]),
    expected: 'off, xray, or the address of a collector that takes OTLP over HTTP, such as http://10.0.0.9:4318',
    fallback: 'off',
    purpose: 'where traces go: nowhere, to AWS X-Ray, or to a collector of your own',
  },
  rateLimits: {
    schema: z.string().refine((value) => readQuotas(value) !== undefined),
    expected: QUOTAS_FORM,
    fallback: '',
    purpose: 'limits of requests a minute that differ from shared/domain/limits.ts',
  },
  outboundAllowed: {
    schema: z.string().refine((value) => readNetworks(value) !== undefined),
    expected: 'addresses or networks with commas between, such as 10.1.0.0/16,192.0.2.7',
    fallback: '',
    purpose: 'besides public addresses, what sources may be fetched from',
  },
  outboundPorts: {
    // One alone is a number in cdk.json.
    schema: z.coerce
      .string()
      .regex(/^(?:\d{1,5}(?:,\d{1,5})*)?$/)
      .transform((value) => (value === '' ? [] : value.split(',').map(Number)))
      .refine((ports) => ports.every((port) => port >= 1 && port <= 65_535)),
    expected: 'ports with commas between, such as 5432,27017',
    fallback: '',
    purpose: 'besides 443, ports that sources in a VPC made here are reached at',
  },
  auditYears: {
    schema: wholeNumber(7, 100),
    expected: 'a whole number of years from 7 to 100',
    fallback: 7,
    purpose: 'years that audit entries are kept',
  },
  tokenKeys: {
    schema: text(/^[\w-]{1,40}$/),
    expected: '1 to 40 letters, digits, hyphens or underscores',
    fallback: '1',
    purpose:
      'name of the pair of keys for access tokens: another one makes a new pair, and clients refresh their tokens',
  },
  alarmEmail: {
    schema: z.email(),
    expected: 'an e-mail address',
    purpose: 'gets the alarms; AWS asks it to confirm once',
  },
  runbook: {
    schema: z
      .union([z.url({ protocol: /^https?$/ }), text(/^[\w.-]+(?:\/[\w.-]+)*$/)])
      .refine((value) => !value.includes('#')),
    expected: 'an address or a path without a section, such as https://git.bank.example/tranche/docs/runbook.md',
    fallback: 'docs/runbook.md',
    purpose: 'where the runbook is read: every alarm links to its section there',
  },
  domain: {
    schema: text(/^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/),
    expected: 'a host name in lower case such as tranche.bank.example, together with `certificate`',
    purpose: 'own host name of the API; the one AWS gives is then switched off',
  },
  certificate: {
    schema: text(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/),
    expected: 'the ARN of an ACM certificate in the same region, together with `domain`',
    purpose: 'certificate of that host name',
  },
  webAcl: {
    schema: text(/^(?:none|arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w/-]+)$/),
    expected: 'the ARN of a regional WAFv2 web ACL, or none',
    purpose:
      "the bank's own web application firewall in front of the API, instead of one that limits requests by address",
  },
  postgresSecret: {
    schema: secretName,
    expected: 'the name or the ARN of a secret in Secrets Manager with the field DATABASE_URL',
    purpose: 'a Postgres that exists: none is made',
  },
  credentialsSecret: {
    schema: secretName,
    expected:
      'the name or the ARN of a secret in Secrets Manager with the field CREDENTIALS_DATABASE_URL, together with `postgresSecret`',
    purpose: 'the same Postgres by a login that is made for checking credentials, and can do nothing else',
  },
  clickhouseSecret: {
    schema: secretName,
    expected:
      'the name or the ARN of a secret in Secrets Manager with the fields WAREHOUSE_URL, WAREHOUSE_USER, WAREHOUSE_PASSWORD',
    purpose: 'a ClickHouse that exists: none is made',
  },
  clickhouseReadSecret: {
    schema: secretName,
    expected:
      'the name or the ARN of a secret in Secrets Manager with the fields WAREHOUSE_URL, WAREHOUSE_USER, WAREHOUSE_PASSWORD, together with `clickhouseSecret`',
    purpose:
      'the same ClickHouse by a login for functions that only read; without it they have the one of `clickhouseSecret`',
  },
  clickhouseCluster: {
    schema: text(/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/),
    expected: "a cluster's name as ClickHouse knows it, together with `clickhouseSecret`",
    purpose: 'the existing ClickHouse is a cluster of this name',
  },
  databaseSubnets: {
    schema: text(/^subnet-[0-9a-f]{8,17}(?:,subnet-[0-9a-f]{8,17})*$/).transform((value) => value.split(',')),
    expected: 'subnet ids with commas between, together with `databaseSecurityGroup`',
    purpose: 'private subnets from which the existing databases are reached',
  },
  databaseSecurityGroup: {
    schema: text(/^sg-[0-9a-f]{8,17}$/),
    expected: 'a security group id, together with `databaseSubnets`',
    purpose: 'security group of the functions there',
  },
  reserveConcurrency: {
    schema: onOff,
    expected: 'true or false',
    fallback: true,
    purpose:
      'run-sync and stage-upload have calls set aside; false in an account that may run fewer than 150 at a time',
  },
  emulator: {
    schema: onOff,
    expected: 'true or false',
    fallback: false,
    purpose: 'leaves out what emulators lack: VPC, databases, backups, web ACL',
  },
  compressAnswers: {
    schema: onOff,
    expected: 'true or false',
    fallback: true,
    purpose: 'long answers travel compressed; false where an emulator hands them on as text',
  },
  destroyData: {
    schema: onOff,
    expected: 'true or false',
    fallback: false,
    purpose: '`cdk destroy` removes the data too',
  },
};

/** The context is not what it should be; the message names every value and what it should look like. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * @param context all of it: names with a colon or an @ are the CDK's own and stay unread
 * @throws {SettingsError}
 */
export function readSettings(context: Readonly<Record<string, unknown>>): Settings {
  const faults = Object.keys(context)
    .filter((name) => !/[:@]/.test(name) && !Object.hasOwn(FIELDS, name))
    .map((name) => `context value "${name}" is not known; known are ${Object.keys(FIELDS).join(', ')}`);
  const read: Record<string, unknown> = {};
  for (const [name, { schema, expected, fallback }] of Object.entries(FIELDS)) {
    const given = context[name] ?? fallback;
    const parsed = given === undefined ? undefined : schema.safeParse(given);
    if (parsed?.success === false)
      faults.push(`context value "${name}" is ${JSON.stringify(given)}: expected ${expected}`);
    read[name] = parsed?.data;
  }
  if (faults.length === 0) faults.push(...contradictions(read as unknown as Settings));
  if (faults.length > 0) throw new SettingsError(`${faults.join('.\n')}.`);
  return withEmulatorDatabases(read as unknown as Settings);
}

function contradictions(settings: Settings): string[] {
  const faults: string[] = [];
  const together = (one: keyof Settings, other: keyof Settings) => {
    if ((settings[one] === undefined) !== (settings[other] === undefined)) {
      const missing = settings[one] === undefined ? one : other;
      const given = missing === one ? other : one;
      faults.push(
        `context value "${missing}" is missing: expected ${FIELDS[missing].expected}, as "${given}" is given`,
      );
    }
  };
  together('domain', 'certificate');
  if (!settings.emulator) together('postgresSecret', 'credentialsSecret');
  together('databaseSubnets', 'databaseSecurityGroup');
  if (settings.clickhouseReadSecret !== undefined && settings.clickhouseSecret === undefined && !settings.emulator) {
    faults.push(
      'context value "clickhouseReadSecret" needs "clickhouseSecret": the ClickHouse made here has a login for reading',
    );
  }
  if (settings.clickhouseCluster !== undefined && settings.clickhouseSecret === undefined && !settings.emulator) {
    faults.push('context value "clickhouseCluster" needs "clickhouseSecret": the ClickHouse made here is one server');
  }
  const makesDatabases =
    !settings.emulator && (settings.postgresSecret === undefined || settings.clickhouseSecret === undefined);
  if (settings.databaseSubnets !== undefined && makesDatabases) {
    faults.push(
      'context value "databaseSubnets" needs "postgresSecret" and "clickhouseSecret": databases made here bring their own network',
    );
  }
  if (settings.databaseSubnets !== undefined && settings.emulator) {
    faults.push('context value "databaseSubnets" cannot be had together with "emulator": there is no VPC');
  }
  return faults;
}

/** An emulator has no databases of its own: their addresses are where whoever deploys into it put them. */
function withEmulatorDatabases(settings: Settings): Settings {
  if (!settings.emulator) return settings;
  const kept = (database: string) => `${settings.installation}/${database}`;
  return {
    ...settings,
    postgresSecret: settings.postgresSecret ?? kept('postgres'),
    credentialsSecret: settings.credentialsSecret ?? kept('credentials'),
    clickhouseSecret: settings.clickhouseSecret ?? kept('clickhouse'),
  };
}
