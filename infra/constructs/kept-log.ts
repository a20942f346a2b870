import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** How an installation keeps its logs. */
export interface LogKeeping {
  readonly key: IKey;
  readonly retention: RetentionDays;
  /** Whether what an auditor asks for outlives the stack that wrote it. */
  readonly keepAudit: boolean;
}

/** `audit`: who came in, from where, and who changed whose rights. */
export type LogKind = 'audit' | 'working';

/** PCI DSS 10.5.1 asks for twelve months, most others for less. */
export const AUDIT_LOG_DAYS = 365;

/** A log group, encrypted with the key of the installation. */
export function keptLog(
  scope: Construct,
  id: string,
  kind: LogKind,
  { key, retention, keepAudit }: LogKeeping,
  logGroupName?: string,
): LogGroup {
  return new LogGroup(scope, id, {
    encryptionKey: key,
    retention: kind === 'audit' ? Math.max(retention, AUDIT_LOG_DAYS) : retention,
    removalPolicy: kind === 'audit' && keepAudit ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...(logGroupName === undefined ? {} : { logGroupName }),
  });
}
