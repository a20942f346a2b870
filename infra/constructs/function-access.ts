import { Aws } from 'aws-cdk-lib';
import { type IGrantable, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { COUNTER_KEYS } from '../../shared/domain/limits.ts';
import { ANSWER_KEYS } from '../../shared/lambda/endpoint.ts';
import { TENANT_KEYS, UNDECIDED } from '../../shared/staging/item-keys.ts';
import { CONVERTED_ENDING } from '../../shared/staging/object-key.ts';
import { acceptWildcard } from '../acknowledge.ts';
import type { ObjectAccess } from '../functions.ts';

const TABLE_ACTIONS = {
  read: ['dynamodb:GetItem', 'dynamodb:Query'],
  'read-write': [
    'dynamodb:GetItem',
    'dynamodb:Query',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:ConditionCheckItem',
  ],
} as const;

const OBJECT_ACTIONS: Readonly<Record<Exclude<ObjectAccess, 'list'>, readonly string[]>> = {
  get: ['s3:GetObject', 's3:GetObjectVersion'],
  // A multipart upload is completed with the same permission; aborting it needs one more.
  put: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  abort: ['s3:AbortMultipartUpload'],
  remove: ['s3:DeleteObject'],
};

/** Items by key, never a scan: no function may read the whole table. */
export function allowTable(grantee: IGrantable, tableArn: string, access: keyof typeof TABLE_ACTIONS): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: [...TABLE_ACTIONS[access]], resources: [tableArn] }),
  );
}

/** Counters of requests, to add to: no other item. */
export function allowCounting(grantee: IGrantable, tableArn: string): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['dynamodb:UpdateItem'],
      resources: [tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${COUNTER_KEYS}*`] } },
    }),
  );
}

/** Answers that are kept for their idempotency key: no other item. */
export function allowKeepingAnswers(grantee: IGrantable, tableArn: string): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${ANSWER_KEYS}*`] } },
    }),
  );
}

/** Uploads of tenants, and notes of what is yet to be cancelled: no pointer at what is staged, no lease, no counter. */
export function allowCancelling(grantee: IGrantable, tableArn: string): void {
  const allow = (actions: string[], keys: string) =>
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions,
        resources: [tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [keys] } },
      }),
    );
  allow(['dynamodb:Query', 'dynamodb:UpdateItem'], `${TENANT_KEYS}*`);
  allow(['dynamodb:PutItem', 'dynamodb:DeleteItem'], UNDECIDED);
}

/** What sheets are made into, beside the uploads: to write it, and no upload. */
export function allowConverting(role: IRole, bucketArn: string): void {
  const converted = `${bucketArn}/staging/*${CONVERTED_ENDING}`;
  role.addToPrincipalPolicy(new PolicyStatement({ actions: [...OBJECT_ACTIONS.put], resources: [converted] }));
  acceptWildcard(role, converted, 'Objects have names of their own: what is bounded is the prefix, and how they end.');
}

/** Secrets below the installation's own prefix, of which every tenant has one. */
export function allowPrivateKeys(role: IRole, prefix: string, access: 'use' | 'rotate'): void {
  const secrets = `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${prefix}/*`;
  const actions = ['GetSecretValue', 'CreateSecret', ...(access === 'rotate' ? ['PutSecretValue'] : [])];
  role.addToPrincipalPolicy(
    new PolicyStatement({ actions: actions.map((action) => `secretsmanager:${action}`), resources: [secrets] }),
  );
  acceptWildcard(role, secrets, 'Tenants are made after the deployment: what is bounded is the prefix.');
}

/** Objects below one prefix of one bucket. */
export function allowObjects(
  role: IRole,
  bucketArn: string,
  prefix: 'staging/' | 'persons/' | 'exports/',
  access: readonly ObjectAccess[],
): void {
  const allow = (actions: string[], resource: string) =>
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [resource] }));
  const onObjects = access.filter((kind) => kind !== 'list').flatMap((kind) => OBJECT_ACTIONS[kind]);
  if (onObjects.length > 0) {
    const objects = `${bucketArn}/${prefix}*`;
    allow(onObjects, objects);
    acceptWildcard(role, objects, 'Objects have names of their own: what is bounded is the prefix.');
  }
  if (access.includes('list')) {
    // S3 asks whether the name of a missing object might be listed before it says that it is missing.
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucketArn],
        conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
      }),
    );
  }
}
