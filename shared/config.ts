import { z } from 'zod';

/**
 * Every setting of every function, in one schema. `process.env` is read here and nowhere else in shared/ and functions/.
 * A function asks for the groups it needs; a missing or malformed setting is reported by name, with what it should look like.
 */
const url = (protocols: string[], example: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `a URL such as ${example}`);

const groups = {
  staging: z.object({
    STAGING_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'an S3 bucket name'),
    STAGING_TABLE: z.string().regex(/^[A-Za-z0-9_.-]{3,255}$/, 'a DynamoDB table name'),
    /** Largest file a bank may upload, in bytes. */
    MAX_UPLOAD_BYTES: z.coerce
      .number('a number of bytes')
      .int()
      .positive()
      .default(100 * 1024 ** 3),
  }),
  queue: z.object({
    SYNC_QUEUE_URL: url(['http:', 'https:'], 'https://sqs.eu-central-1.amazonaws.com/123456789012/sync'),
  }),
  operations: z.object({
    DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/tranche'),
    /** Mixed into the hash of every API key, so that the table alone is useless. */
    KEY_PEPPER: z.string().min(32, 'at least 32 random characters'),
  }),
  tokens: z.object({
    /** Signs access tokens. Replacing it makes them all invalid; clients then refresh them. */
    TOKEN_SIGNING_KEY: z.string().min(32, 'at least 32 random characters'),
  }),
  warehouse: z.object({
    WAREHOUSE_URL: url(['http:', 'https:'], 'http://clickhouse:8123'),
    WAREHOUSE_USER: z.string().min(1, 'a ClickHouse user name').default('default'),
    WAREHOUSE_PASSWORD: z.string().default(''),
  }),
} as const;

type Groups = typeof groups;
type Settings<K extends keyof Groups> = { [G in K]: z.infer<Groups[G]> };

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * The named groups of settings, checked.
 * @throws {ConfigurationError} naming every missing or malformed setting and what it should look like; never its value.
 */
export function readConfig<K extends keyof Groups>(
  names: readonly K[],
  env: Record<string, string | undefined> = process.env,
): Settings<K> {
  const faults: string[] = [];
  const settings: Partial<Record<K, unknown>> = {};
  for (const name of names) {
    const parsed = groups[name].safeParse(env);
    if (parsed.success) settings[name] = parsed.data;
    else {
      for (const issue of parsed.error.issues) {
        const key = issue.path.join('.');
        faults.push(env[key] === undefined ? `${key} is missing` : `${key} is malformed: expected ${issue.message}`);
      }
    }
  }
  if (faults.length > 0) throw new ConfigurationError(`Configuration: ${faults.join('; ')}.`);
  return settings as Settings<K>;
}
