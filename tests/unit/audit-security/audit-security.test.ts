import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HEADER_RULES } from '../../../scripts/audit-security/headers.ts';
import { secretsIn } from '../../../scripts/audit-security/secrets.ts';
import { composeFindings, environmentFindings, SERVICE_SECRETS } from '../../../scripts/audit-security/settings.ts';

/** Put together here, so that this file holds none. */
const planted: readonly (readonly [what: string, file: string, text: string])[] = [
  ['an API key of ours', 'docs/note.md', `Try it with sk_live_${randomBytes(24).toString('hex')} today.`],
  ['a key of an AWS user', 'src/s3.ts', `const id = '${['AKIA', 'Z7QHT4LMW2XNB5RD'].join('')}';`],
  ['a private key', 'key.txt', ['-----BEGIN RSA', ' PRIVATE KEY-----\n', randomBytes(96).toString('base64')].join('')],
  [
    'a password in an address',
    'deploy.sh',
    ['psql postgres://tranche:', 'q8Zr2Lx9Tk', '@db.bank.internal/tranche'].join(''),
  ],
  ['a password in a setting', '.env.production', ['DB_PASSWORD=', randomBytes(18).toString('base64url'), '9'].join('')],
  ...SERVICE_SECRETS.map((name) => [`the ${name}`, 'docs/a.md', `${name}=${randomBytes(32).toString('hex')}`] as const),
  ['a key of persons in code', 'src/a.ts', `const all = { PERSON_KEY: '${randomBytes(32).toString('base64')}' };`],
  ['a secret of a webhook', 'src/a.json', `{"secret": "whsec_${randomBytes(32).toString('base64')}"}`],
  ['a token in YAML', 'infra/values.yaml', ['auth_token: "', randomBytes(24).toString('hex'), '"'].join('')],
];

describe('secrets', () => {
  it.each(planted)('%s is found, by its line, and not shown', async (_what, file, text) => {
    const findings = await secretsIn(file, `first line\n${text}\n`);
    expect(findings.map(({ where }) => where)).toEqual([`${file}:2`]);
    expect(JSON.stringify(findings)).not.toContain(text.slice(-16));
  });

  it.each([
    ['a placeholder', 'docs/a.md', 'Authorization: Api-Key sk_live_<48 lower-case hex>'],
    ['an example of one letter', 'docs/a.md', `sk_live_${'0'.repeat(48)}`],
    ['a reference to where it is', 'compose.yml', ['PASSWORD: $', '{POSTGRES_PASSWORD:?set it}'].join('')],
    ['the hash of a package', 'package-lock.json', '"integrity": "sha512-q8Zr2Lx9TkAbCdEf1234567890=="'],
  ])('%s is none', async (_what, file, text) => {
    expect(await secretsIn(file, text)).toEqual([]);
  });

  it('a line that says it holds none is let through', async () => {
    const [, file, text] = planted[0]!;
    expect(await secretsIn(file, `${text} <!-- audit:not-a-secret -->`)).toEqual([]);
  });
});

describe('settings', () => {
  it('a container is open to this machine only, pinned, without rights or passwords that everybody tries', () => {
    const service = (yaml: string) =>
      composeFindings('compose.yml', `services:\n  db:\n    ${yaml}`).map(({ problem }) => problem);
    expect(service('ports: ["127.0.0.1:5432:5432"]')).toEqual([]);
    expect(service('ports: ["5432:5432"]')).toEqual([expect.stringContaining('open to the network')]);
    expect(service('image: postgres:18.1')).toEqual([]);
    for (const image of ['postgres', 'postgres:latest', ['$', '{IMAGE:-postgres}'].join('')]) {
      expect(service(`image: ${image}`)).toEqual([expect.stringContaining('not pinned')]);
    }
    expect(service('privileged: true')).toHaveLength(1);
    expect(service('environment: {POSTGRES_PASSWORD: postgres}')).toHaveLength(1);
    expect(service('environment: ["CLICKHOUSE_PASSWORD="]')).toHaveLength(1);
  });

  it('secrets are long, unlike each other, and certificates are checked', () => {
    const [one, other] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
    const names = (env: Record<string, string>) => environmentFindings(env).map(({ where }) => where);
    expect(names({ KEY_PEPPER: one, TOKEN_PRIVATE_KEY: other })).toEqual([]);
    expect(names({ KEY_PEPPER: 'a'.repeat(40) })).toEqual(['KEY_PEPPER']);
    expect(names({ KEY_PEPPER: one, TOKEN_PRIVATE_KEY: one })).toEqual(['TOKEN_PRIVATE_KEY']);
    expect(names({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toHaveLength(1);
  });
});

describe('headers', () => {
  it.each([
    [
      'Content-Security-Policy',
      "default-src 'none'; frame-ancestors 'none'",
      "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'",
    ],
    ['Content-Security-Policy', "default-src 'none'; script-src 'self'; frame-ancestors 'none'", 'default-src *'],
    ['X-Content-Type-Options', 'nosniff', null],
    ['X-Frame-Options', 'DENY', 'SAMEORIGIN'],
    ['Referrer-Policy', 'no-referrer', 'unsafe-url'],
    ['Permissions-Policy', 'geolocation=(), microphone=(), camera=()', 'geolocation=(self)'],
    ['Access-Control-Allow-Origin', null, '*'],
  ])('%s: %s is right, %s is not', (name, right, wrong) => {
    const rule = HEADER_RULES.find((rule) => rule.name === name)!;
    expect([rule.holds(right), rule.holds(wrong)]).toEqual([true, false]);
  });
});
