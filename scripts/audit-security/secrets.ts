import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';
import type { Finding, Outcome } from './audits.ts';
import { SERVICE_SECRETS } from './settings.ts';

/** Larger files are data, and nobody types a secret into them. */
const MAX_BYTES = 2 * 1024 ** 2;
const REMEDY =
  'Remove it, make it invalid where it is used, and put the new one where secrets belong (docs/deploying.md).';

/** Values that look like secrets and are none: published examples, placeholders, references to where the secret is. */
const NO_SECRET =
  /EXAMPLE|example|placeholder|change-?me|^(.)\1*$|^[<$%{]|\$\{|process\.env|^(?:0123456789abcdef)+$|^test|^local|^fake/i;

interface Pattern {
  readonly name: string;
  /** Group 1 is the secret. */
  readonly find: RegExp;
  /** Files it is looked for in. */
  readonly files: RegExp;
}

/** What the rules of others let through: our own keys, half of a pair, words for secrets with a value that looks random. */
const PATTERNS: readonly Pattern[] = [
  { name: 'an API key of Tranche', find: /\bsk_live_([0-9a-f]{48})\b/g, files: /./ },
  { name: 'a refresh token of Tranche', find: /\brt_live_([A-Za-z0-9_-]{40,})/g, files: /./ },
  { name: 'a secret of a webhook', find: /\bwhsec_([A-Za-z0-9+/]{24,}={0,2})/g, files: /./ },
  {
    name: 'a secret of this service',
    find: new RegExp(`\\b(?:${SERVICE_SECRETS.join('|')})["'\`]?\\s*[:=]\\s*["'\`]?([A-Za-z0-9+/_=-]{16,})`, 'g'),
    files: /./,
  },
  { name: 'the id of an AWS key', find: /\b((?:AKIA|ASIA)[0-9A-Z]{16})\b/g, files: /./ },
  {
    name: 'a private key',
    find: /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\n)*([A-Za-z0-9+/=]{40,})/g,
    files: /./,
  },
  {
    name: 'a credential in a URL',
    find: /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|https?):\/\/[^\s:/@'"`]+:([^\s@'"`/]{8,})@/g,
    files: /./,
  },
  {
    name: 'a secret in a setting',
    find: /(?:secret|password|passwd|api[_-]?key|token|pepper|private[_-]?key)["']?\s*[:=]\s*["']?([A-Za-z0-9+/_=.!@#%^&*-]{16,})["']?\s*(?:[,;#\s]|$)/gim,
    files: /(?:^|\/)\.env[^/]*$|\.(?:env|ya?ml|json|toml|ini|cfg|conf|properties|sh)$/i,
  },
];
/** Hashes of packages, not secrets. */
const WITHOUT_SETTINGS = /(?:^|\/)package-lock\.json$/;

/** Every file that is or would be committed. A line with `audit:not-a-secret`, or after one, is let through. */
export async function auditSecrets(folder: string): Promise<Outcome> {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  const findings: Finding[] = [];
  for (const name of new Set(listed.split('\0').filter((entry) => entry !== ''))) {
    const file = path.join(folder, name);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size === 0 || size > MAX_BYTES) continue;
    const text = readFileSync(file, 'utf8');
    if (!text.includes('\0')) findings.push(...(await secretsIn(name, text)));
  }
  return { findings };
}

/** @param name the file's path in the repository */
export async function secretsIn(name: string, text: string): Promise<Finding[]> {
  const lines = text.split('\n');
  const found = new Map<number, string>();
  const add = (line: number, what: string) => {
    const excused = [lines[line - 2], lines[line - 1]].some((text) => text?.includes('audit:not-a-secret'));
    if (!excused && !found.has(line)) found.set(line, what);
  };
  for (const { name: what, find, files } of PATTERNS) {
    if (!files.test(name) || (files.source !== '.' && WITHOUT_SETTINGS.test(name))) continue;
    for (const match of text.matchAll(find)) {
      const secret = match[1] ?? '';
      if (!NO_SECRET.test(secret) && looksRandom(secret)) add(lineOf(text, match.index), what);
    }
  }
  const { messages } = await lintSource({
    source: { filePath: `/${name}`, content: text, ext: path.extname(name), contentType: 'text' },
    options: {
      maskSecrets: true,
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended }] },
    },
  });
  for (const { loc, range, ruleId, message } of messages) {
    const what = /found ([^:]+)/i.exec(message)?.[1] ?? ruleId;
    if (!NO_SECRET.test(text.slice(range[0], range[1]).replace(/^(?:sk|rt)_live_/, '')))
      add(loc.start.line, what.trim());
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([line, what]) => ({ where: `${name}:${line}`, problem: `it holds ${what}`, remedy: REMEDY }));
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Bits a character: words and paths have fewer different ones than what a generator makes. */
function looksRandom(secret: string): boolean {
  const counts = new Map<string, number>();
  for (const character of secret) counts.set(character, (counts.get(character) ?? 0) + 1);
  const bits = [...counts.values()].reduce(
    (sum, count) => sum - (count / secret.length) * Math.log2(count / secret.length),
    0,
  );
  return bits > 2.6 && /[0-9]/.test(secret);
}
