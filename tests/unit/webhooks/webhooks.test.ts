import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { MOST_ATTEMPTS, RETRY_SECONDS, TEST_EVENT, WEBHOOK_EVENTS } from '../../../shared/domain/webhook.ts';
import { secondsToNext } from '../../../shared/webhooks/retry-schedule.ts';
import {
  newWebhookSecret,
  openWebhookSecret,
  sealWebhookSecret,
  signatures,
} from '../../../shared/webhooks/webhook-secret.ts';
import { urlFault } from '../../../shared/webhooks/webhook-url.ts';
import { setSettings } from '../../settings.ts';

beforeAll(() =>
  setSettings({ WEBHOOK_KEY: 'a key of webhooks for tests only, long enough', OUTBOUND_ALLOWED: '127.0.0.0/8,::1' }),
);

describe('a signature', () => {
  it('is one that the library of Standard Webhooks takes, whatever is signed, by each of the secrets in force', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 3 }), (id, payload, count) => {
        const secrets = Array.from({ length: count }, newWebhookSecret);
        const now = Math.floor(Date.now() / 1000);
        // As it is sent: in UTF-8, where a broken character is replaced.
        const sent = Buffer.from(payload).toString('utf8');
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(now),
          'webhook-signature': signatures(secrets, id, now, sent),
        };
        for (const secret of secrets) {
          expect(() => verified(secret, sent, headers)).not.toThrow();
        }
        expect(() => verified(newWebhookSecret(), sent, headers)).toThrow();
        expect(() => verified(secrets[0]!, `${sent} `, headers)).toThrow();
        expect(() => verified(secrets[0]!, sent, { ...headers, 'webhook-id': `${id}0` })).toThrow();
      }),
      { numRuns: 50 },
    );
  });

  it('is by a secret of 32 bytes, which opens for its webhook alone', () => {
    const secret = newWebhookSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const owner = { tenantId: 'BANK001', webhookId: '0197a1b2-0000-7000-8000-000000000011' };
    const kept = sealWebhookSecret(owner, secret);
    expect(kept.includes(secret.slice(6))).toBe(false);
    expect(openWebhookSecret(owner, kept)).toBe(secret);
    expect(() => openWebhookSecret({ ...owner, tenantId: 'BANK002' }, kept)).toThrow();
  });
});

describe('the next attempt', () => {
  it('comes after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, up to a tenth later, and then never', () => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, made) => secondsToNext(made + 1, null, 0, () => 0));
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000, undefined]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.double({ min: 0, max: 1, noNaN: true }), (made, random) => {
        const [wait, step] = [secondsToNext(made, null, 0, () => random)!, RETRY_SECONDS[made - 1]!];
        expect(wait >= step && wait <= step * 1.1001).toBe(true);
      }),
    );
  });

  it('is put off as Retry-After asks, up to the step after', () => {
    const now = Date.parse('2026-03-02T09:30:00Z');
    const asked = (made: number, header: string) => secondsToNext(made, header, now, () => 0);
    expect(asked(1, '60')).toBe(60);
    expect(asked(1, '1')).toBe(5);
    expect(asked(1, '86400')).toBe(300);
    expect(asked(1, 'Mon, 02 Mar 2026 09:32:00 GMT')).toBe(120);
    expect(asked(1, 'Mon, 02 Mar 2020 09:32:00 GMT')).toBe(5);
    expect(asked(7, '999999')).toBe(36_000);
    for (const nonsense of ['soon', '-5', '1e9', '']) expect(asked(2, nonsense)).toBe(300);
  });
});

describe('an address', () => {
  const codes = async (...urls: string[]) => Promise.all(urls.map(async (url) => (await urlFault(url))?.code));

  it('has https and no credentials', async () => {
    expect(await codes('https://8.8.8.8/hook?a=b', 'https://8.8.8.8:8443', 'https://[2606:4700::1111]/')).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(
      await codes(
        'ftp://8.8.8.8',
        // audit:not-a-secret
        'https://me:secret@8.8.8.8',
        'https://8.8.8.8/#x',
        'nowhere',
        '',
        'https://',
        'javascript:1',
      ),
    ).toEqual(Array.from({ length: 7 }, () => 'format'));
    // What others could read on the way.
    expect(await codes('http://8.8.8.8/')).toEqual(['insecure']);
    // A laptop may call itself.
    expect(await codes('http://127.0.0.1:9/', 'http://[::1]:9/', 'http://localhost:9/', 'https://127.1/')).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ]);
  });

  it('leads nowhere inside, whatever form it takes', async () => {
    const inside = [
      'https://10.0.0.1/',
      'https://169.254.169.254/latest/meta-data',
      'http://169.254.169.254/',
      'https://[::ffff:10.0.0.1]/',
      'https://[fd00:ec2::254]/',
      'https://167772161/', // 10.0.0.1
      'https://0x0a000001/',
      'https://012.0.0.1/',
      'https://10.1/',
      'https://192.168.1.1.:443/',
      'https://0.0.0.0/',
      'https://１０.0.0.1/',
    ];
    for (const url of inside) expect([url, (await urlFault(url))?.code]).toEqual([url, 'address']);
  });
});

/** With what is signed as text: a receiver has no JSON yet. */
function verified(secret: string, payload: string, headers: Record<string, string>): void {
  try {
    new Webhook(secret).verify(payload, headers);
  } catch (error) {
    // It parses what it has verified.
    if (!(error instanceof SyntaxError)) throw error;
  }
}

it('docs/webhooks.md tells of every event, and of the schedule as it is', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/webhooks.md'), 'utf8');
  const told = [...page.matchAll(/`([a-z]+\.[a-z-]+)`/g)].map(([, name]) => name);
  expect(new Set(told)).toEqual(new Set([...Object.keys(WEBHOOK_EVENTS), TEST_EVENT]));
  const [, steps = ''] = /\| after the one before \|(.+)\|\n/.exec(page) ?? [];
  const seconds = { s: 1, min: 60, h: 3600 };
  const waits = steps.split('|').map((step) => /^ (\d+) (s|min|h) $/.exec(step));
  expect(waits.slice(1).map((wait) => Number(wait?.[1]) * seconds[wait?.[2] as keyof typeof seconds])).toEqual([
    ...RETRY_SECONDS,
  ]);
});
