import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { makeTokenKeys } from '../../shared/operations/access-token.ts';
import { readJson, writePrivateJson } from './private-file.ts';

const Secrets = z.object({
  s3: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  postgresPassword: z.string(),
  /** Of the user that loads. */
  warehousePassword: z.string(),
  /** Of the user that reads. */
  warehouseReadPassword: z.string(),
  /** KEY_PEPPER of the functions. */
  keyPepper: z.string(),
  /** Of the login that functions check credentials by. */
  credentialsPassword: z.string(),
  /** SOURCE_KEY of the functions. */
  sourceKey: z.string(),
  /** PROVIDER_KEY of the functions. */
  providerKey: z.string(),
  /** PERSON_KEY of the functions. */
  personKey: z.string(),
  /** WEBHOOK_KEY of the functions. */
  webhookKey: z.string(),
  /** TOKEN_PRIVATE_KEY and TOKEN_PUBLIC_KEY of the functions. */
  tokenKeys: z.object({ privateKey: z.string(), publicKey: z.string() }),
});
export type Secrets = z.infer<typeof Secrets>;

/**
 * The secrets of one laptop, made at the first start. @throws when they are gone but the data made with them is not:
 * new ones would not open it.
 */
export function loadSecrets(home: string): Secrets {
  const file = path.join(home, 'secrets.json');
  const kept = readJson(file);
  if (kept !== undefined) {
    // Installations from before there were these are given them.
    const parsed = Secrets.safeParse({ ...laterSecrets(), ...(kept as object) });
    if (parsed.success) {
      if (Object.keys(parsed.data).some((name) => !Object.hasOwn(kept as object, name))) {
        writePrivateJson(file, parsed.data);
      }
      return parsed.data;
    }
    throw new Error(
      `${file} lacks ${parsed.error.issues[0]?.path.join('.')}. Restore it, or remove ${home} altogether.`,
    );
  }
  if (existsSync(path.join(home, 'postgres'))) {
    throw new Error(
      `${file} is missing, and the data in ${home} cannot be opened without it. Restore it, or remove ${home} altogether.`,
    );
  }
  const secrets: Secrets = {
    s3: { accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`, secretAccessKey: secret() },
    postgresPassword: secret(),
    warehousePassword: secret(),
    keyPepper: secret(),
    ...laterSecrets(),
  };
  writePrivateJson(file, secrets);
  return secrets;
}

const laterSecrets = () => ({
  credentialsPassword: secret(),
  sourceKey: secret(),
  providerKey: secret(),
  personKey: secret(),
  webhookKey: secret(),
  warehouseReadPassword: secret(),
  tokenKeys: makeTokenKeys(),
});

function secret(): string {
  return randomBytes(32).toString('hex');
}
