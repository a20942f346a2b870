import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding, Outcome } from './audits.ts';

interface Advisory {
  readonly name: string;
  readonly severity: string;
  readonly range: string;
  readonly fixAvailable: unknown;
}

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly inBundle?: boolean;
}

/**
 * Asks the registry for advisories on what is installed, and the lockfile whether every package is what it was when it was
 * locked. Holes of any severity count where users run the code, high and critical ones everywhere.
 */
export function auditDependencies(folder: string): Promise<Outcome> {
  const findings: Finding[] = [...lockfileFindings(folder)];
  const production = advisories(folder, ['--omit=dev']);
  const all = advisories(folder, []);
  if (production === undefined || all === undefined) {
    return Promise.resolve({ findings, unchecked: 'the registry gave no advisories; run it where npm audit works' });
  }
  const serious = all.filter(({ severity }) => severity === 'high' || severity === 'critical');
  const known = new Map([...production, ...serious].map((advisory) => [advisory.name, advisory]));
  for (const { name, severity, range, fixAvailable } of known.values()) {
    findings.push({
      where: `${name} ${range}`,
      problem: `has a known hole (${severity})`,
      remedy: fixAvailable
        ? 'npm audit fix, then npm run lock.'
        : 'No fix is published: replace the package or explain it.',
    });
  }
  return Promise.resolve({ findings });
}

function advisories(folder: string, options: readonly string[]): Advisory[] | undefined {
  const npm = spawnSync('npm', ['audit', '--json', '--package-lock-only', ...options], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 ** 2,
  });
  try {
    const report = JSON.parse(npm.stdout) as { vulnerabilities?: Record<string, Advisory> };
    return report.vulnerabilities && Object.values(report.vulnerabilities);
  } catch {
    return undefined;
  }
}

/** A package without a hash, or from elsewhere than a registry over TLS, could be another one tomorrow. */
function lockfileFindings(folder: string): Finding[] {
  const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  return Object.entries(lock.packages).flatMap(([name, { resolved, integrity, optional, link, inBundle }]) => {
    // Packages for other platforms are completed by hand (scripts/complete-lockfile.mjs) and never installed here; those
    // that come inside another one are covered by its hash.
    if (name === '' || link || optional || inBundle) return [];
    const where = `package-lock.json: ${name}`;
    const remedy = 'npm run lock, against a registry that gives hashes.';
    if (resolved !== undefined && !resolved.startsWith('https://')) {
      return [{ where, problem: 'does not come from a registry over TLS', remedy }];
    }
    return integrity === undefined ? [{ where, problem: 'has no hash', remedy }] : [];
  });
}
