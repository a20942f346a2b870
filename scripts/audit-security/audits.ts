import path from 'node:path';
import { auditDependencies } from './dependencies.ts';
import { auditHeaders } from './headers.ts';
import { auditSecrets } from './secrets.ts';
import { auditSettings } from './settings.ts';

export interface Finding {
  /** A file and line, a package, or a request. Never the secret itself. */
  readonly where: string;
  readonly problem: string;
  readonly remedy: string;
}

/** What one part of the audit found; `unchecked` says why it could not look. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly unchecked?: string;
}

export interface AuditTarget {
  /** A service that runs elsewhere; without it one is started here. */
  readonly url: string | undefined;
}

export const REPOSITORY = path.resolve(import.meta.dirname, '../..');

export const AUDITS = {
  secrets: { title: 'No secret in the repository', look: () => auditSecrets(REPOSITORY) },
  dependencies: { title: 'No dependency with a known hole', look: () => auditDependencies(REPOSITORY) },
  headers: { title: 'Security headers on every answer', look: ({ url }: AuditTarget) => auditHeaders(url) },
  settings: { title: 'No weak setting', look: () => auditSettings(REPOSITORY) },
} as const;

export interface AuditResult extends Outcome {
  readonly audit: string;
  readonly title: string;
}

export async function runAudit(name: keyof typeof AUDITS, target: AuditTarget): Promise<AuditResult> {
  const { title, look } = AUDITS[name];
  return { audit: name, title, ...(await look(target)) };
}
