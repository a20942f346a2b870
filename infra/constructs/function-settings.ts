import { Aws } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionSpec, SettingsGroup } from '../functions.ts';

/** Where the settings of a group come from: plain values, and references to secrets that the function reads itself. */
export interface SettingsSource {
  readonly environment: Readonly<Record<string, string>>;
  readonly secretArns?: readonly string[];
}

export type SettingsSources = Readonly<Record<SettingsGroup, SettingsSource>>;

/** Stands in a setting for a secret's text, or for one field of it (shared/secrets/references.ts). */
export const secretReference = (id: string, field?: string): string =>
  `{secret:${id}${field === undefined ? '' : `#${field}`}}`;

/** A secret that exists, by name or ARN, one reference for each field. */
export function existingSecret(id: string, fields: readonly string[]): SettingsSource {
  // Secrets Manager puts six characters behind a name, which nobody knows beforehand.
  const arn = id.startsWith('arn:')
    ? id
    : `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${id}-??????`;
  return {
    environment: Object.fromEntries(fields.map((field) => [field, secretReference(id, field)])),
    secretArns: [arn],
  };
}

/** SETTINGS makes the function check them when it starts (shared/config.ts). */
export function settingsEnvironment(
  { settings: groups, reportsItself }: Pick<FunctionSpec, 'settings' | 'reportsItself'>,
  sources: Partial<SettingsSources>,
): Record<string, string> {
  const values = groups.map((group) => sourceOf(group, sources).environment);
  const checked = groups.length > 0 && !reportsItself ? { SETTINGS: groups.join(',') } : {};
  return Object.assign(checked, ...values);
}

export const secretsOf = (groups: readonly SettingsGroup[], sources: Partial<SettingsSources>): string[] => [
  ...new Set(groups.flatMap((group) => sourceOf(group, sources).secretArns ?? [])),
];

function sourceOf(group: SettingsGroup, sources: Partial<SettingsSources>): SettingsSource {
  const source = sources[group];
  if (!source) throw new Error(`settings "${group}" are not known in this stack`);
  return source;
}

export function allowSecrets(grantee: IGrantable, secretArns: readonly string[]): void {
  if (secretArns.length === 0) return;
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [...secretArns] }),
  );
}
