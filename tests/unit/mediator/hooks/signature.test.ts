import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { HOOK_TOLERANCE_SECONDS } from '../../../../shared/domain/hook.ts';
import { type HookSigner, type SignedHook, whyNotSigned } from '../../../../shared/mediator/hooks/signature.ts';

const NOW_S = 1_772_443_800;
const NOW_MS = NOW_S * 1000 + 400;

/** Zeros at the end of a key are none to an HMAC. */
const secret = fc
  .uint8Array({ minLength: 23, maxLength: 63 })
  .map((key) => `whsec_${Buffer.from([...key, 1]).toString('base64')}`);
/** What headers may hold. */
const messageId = fc.stringMatching(/^[!-~]{1,64}$/);
const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const anyText = fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text));

const keyOf = (whsec: string) => Buffer.from(whsec.slice('whsec_'.length), 'base64');
/** As the standard has it, over bytes. */
const signed = (whsec: string, id: string, timestamp: string | number, body: Buffer) =>
  `v1,${createHmac('sha256', keyOf(whsec)).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
const hook = (headers: Readonly<Record<string, string>>, body: Buffer): SignedHook => ({
  header: (name) => headers[name],
  body,
});
const standardHook = (id: string, timestamp: string | number, signature: string, body: Buffer) =>
  hook({ 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature }, body);
const standard = (...secrets: string[]): HookSigner => ({ scheme: 'standard', secrets });
const legacy = (...secrets: string[]): HookSigner => ({ scheme: 'legacy', secrets });

describe('what is not signed', () => {
  /** Of a sender who knows nothing: each scheme's headers, of a right form. */
  const sent = {
    legacy: { 'x-signature': '0'.repeat(64) },
    standard: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(NOW_S),
      'webhook-signature': `v1,${'A'.repeat(43)}=`,
    },
  };
  const body = Buffer.from(`[${'1,'.repeat(20_000)}1]`);
  /** What of it is looked at. */
  const looks = (signer: HookSigner, headers: Readonly<Record<string, string>>) => {
    const asked: string[] = [];
    const header = (name: string) => {
      asked.push(name);
      return headers[name];
    };
    const begun = performance.now();
    expect(whyNotSigned(signer, { header, body }, NOW_MS)).toBeDefined();
    return { asked, ms: performance.now() - begun };
  };

  it.each(['standard', 'legacy'] as const)(
    'takes as long whoever is meant, and whether there is anybody: by the headers of %s',
    (scheme) => {
      const key = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
      const signers = [standard(), standard(key), legacy(), legacy(key)];
      const least = signers.map((signer) => {
        const times = Array.from({ length: 5 }, () => looks(signer, sent[scheme]));
        return { asked: times[0]!.asked, ms: Math.min(...times.map(({ ms }) => ms)) };
      });
      for (const { asked } of least) expect(asked).toEqual(least[0]!.asked);
      // Tens of milliseconds for one of them, and nothing for the others, before all were looked at.
      const all = least.map(({ ms }) => ms);
      expect(Math.max(...all)).toBeLessThan(4 * Math.min(...all) + 5);
    },
  );
});

describe('a signature of Standard Webhooks', () => {
  it('is right as another implementation makes it, of any text', () => {
    fc.assert(
      fc.property(secret, messageId, anyText, (key, id, body) => {
        const signature = new Webhook(key).sign(id, new Date(NOW_MS), body.toString());
        expect(whyNotSigned(standard(key), standardHook(id, NOW_S, signature, body), NOW_MS)).toBeUndefined();
      }),
    );
  });

  it('is right for the bytes that were signed, whatever they are, and for no others', () => {
    const changed = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(secret, messageId, anyBytes, changed, (key, id, body, [at, by]) => {
        const signature = signed(key, id, NOW_S, body);
        const asked = (sent: Buffer) => whyNotSigned(standard(key), standardHook(id, NOW_S, signature, sent), NOW_MS);
        expect(asked(body)).toBeUndefined();
        expect(asked(Buffer.concat([body, Buffer.from([by])]))).toBe('wrong-signature');
        if (body.length > 0) {
          const other = Buffer.from(body);
          other[at % body.length]! ^= by;
          expect(asked(other)).toBe('wrong-signature');
        }
      }),
    );
  });

  it('is right with any of the secrets, anywhere among the signatures, and with no other secret', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(secret, { minLength: 3, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        messageId,
        anyBytes,
        (secrets, which, place, id, body) => {
          const [stranger, ...held] = secrets;
          const right = signed(held[which % held.length]!, id, NOW_S, body);
          const others = [signed(stranger!, id, NOW_S, body), 'v1a,b2s=', `v2,${right.slice(3)}`, 'v1,', 'nonsense'];
          const all = others.toSpliced(place % (others.length + 1), 0, right).join(' ');
          const ask = (signatures: string, signer = standard(...held)) =>
            whyNotSigned(signer, standardHook(id, NOW_S, signatures, body), NOW_MS);
          expect(ask(all)).toBeUndefined();
          expect(ask(others.join(' '))).toBe('wrong-signature');
          expect(ask(all, standard())).toBe('no-secret');
          expect(ask(right, standard(stranger!))).toBe('wrong-signature');
        },
      ),
    );
  });

  it('holds for five minutes in both directions, to the second', () => {
    const key = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    const body = Buffer.from('{}');
    const asked = (timestamp: number) =>
      whyNotSigned(standard(key), standardHook('id', timestamp, signed(key, 'id', timestamp, body), body), NOW_MS);
    expect(asked(NOW_S - HOOK_TOLERANCE_SECONDS)).toBeUndefined();
    expect(asked(NOW_S + HOOK_TOLERANCE_SECONDS)).toBeUndefined();
    expect(asked(NOW_S - HOOK_TOLERANCE_SECONDS - 1)).toBe('too-old');
    expect(asked(NOW_S + HOOK_TOLERANCE_SECONDS + 1)).toBe('too-new');
  });

  it.each([
    ['no id', { 'webhook-id': '' }],
    ['no time', { 'webhook-timestamp': '' }],
    ['a time with a fraction', { 'webhook-timestamp': `${NOW_S}.0` }],
    ['a time with a blank', { 'webhook-timestamp': ` ${NOW_S}` }],
    ['a time with a zero before it', { 'webhook-timestamp': `0${NOW_S}` }],
    ['a time that is none', { 'webhook-timestamp': 'now' }],
    ['no signature', { 'webhook-signature': '' }],
    ['a signature without its version', { 'webhook-signature': Buffer.alloc(32).toString('base64') }],
    ['a signature as hex', { 'webhook-signature': `v1,${'0'.repeat(64)}` }],
  ])('is none with %s', (_name, changes) => {
    const key = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    const body = Buffer.from('{}');
    const right = {
      'webhook-id': 'id',
      'webhook-timestamp': String(NOW_S),
      'webhook-signature': signed(key, 'id', NOW_S, body),
    };
    expect(whyNotSigned(standard(key), hook(right, body), NOW_MS)).toBeUndefined();
    expect(whyNotSigned(standard(key), hook({ ...right, ...changes }, body), NOW_MS)).toBe('no-signature');
  });

  it('is never right with a secret of nothing', () => {
    const body = Buffer.from('{}');
    const signature = `v1,${createHmac('sha256', '').update(`id.${NOW_S}.`).update(body).digest('base64')}`;
    for (const secrets of [['whsec_'], [''], []]) {
      expect(whyNotSigned(standard(...secrets), standardHook('id', NOW_S, signature, body), NOW_MS)).toBe('no-secret');
    }
  });
});

describe('a signature of the old scheme', () => {
  // audit:not-a-secret: that of the standard's own example.
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  /** What Python's `json.dumps(…, sort_keys=True)` gives, and compact. */
  const python =
    '{"amount": 10.50, "event_id": "e1", "name": "\\u00e9\\ud83d\\ude00", "ok": true, "z": [1, {"a": null, "b": 2}]}';
  const compact = '{"amount":10.50,"event_id":"e1","name":"é😀","ok":true,"z":[1,{"a":null,"b":2}]}';
  /** The same, as it travels. */
  const sent = Buffer.from(
    '{ "z":[1,{"b":2,"a":null}],\n "ok":true, "name":"\\u00e9😀", "event_id":"e1","amount":10.50}',
  );
  const digest = (text: string, key: string | Buffer = SECRET) => createHmac('sha256', key).update(text).digest();
  const asked = (signature: string, body = sent, signer = legacy(SECRET)) =>
    whyNotSigned(signer, hook({ 'x-signature': signature }, body), NOW_MS);

  it('is over the JSON with sorted keys, however the sender writes it, as hex or base64', () => {
    for (const text of [python, compact]) {
      expect(asked(digest(text).toString('hex'))).toBeUndefined();
      expect(asked(digest(text).toString('hex').toUpperCase())).toBeUndefined();
      expect(asked(digest(text).toString('base64'))).toBeUndefined();
      expect(asked(digest(text, keyOf(SECRET)).toString('hex'))).toBeUndefined();
      expect(asked(digest(text).toString('hex'), sent, legacy('another', SECRET))).toBeUndefined();
      expect(asked(digest(text, 'another').toString('hex'))).toBe('wrong-signature');
    }
    expect(asked(digest(sent.toString()).toString('hex'))).toBe('wrong-signature');
    expect(asked(digest(compact).toString('hex'), sent, legacy())).toBe('no-secret');
  });

  it('is wrong once a value differs, if only in how a number is written', () => {
    const signature = digest(compact).toString('hex');
    for (const [from, to] of [
      ['10.50', '10.5'],
      ['"e1"', '"e2"'],
      ['true', 'false'],
      ['null', '0'],
    ] as const) {
      expect(asked(signature, Buffer.from(sent.toString().replace(from, to)))).toBe('wrong-signature');
    }
  });

  it('is right whatever order the keys come in, of any JSON', () => {
    const shuffled = (value: unknown, seed: number): unknown => {
      if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([name, inner]) => [name, shuffled(inner, seed)] as const);
      return Object.fromEntries(entries.toSorted(([a], [b]) => (seed % 2 === 0 ? (a < b ? -1 : 1) : a < b ? 1 : -1)));
    };
    const json = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 }), { noNullPrototype: true });
    fc.assert(
      fc.property(json, fc.nat(), (value, seed) => {
        const { timestamp: _, ...payload } = value;
        const plain = sortedText(payload);
        const body = Buffer.from(JSON.stringify(shuffled(payload, seed), undefined, seed % 3));
        expect(asked(digest(plain).toString('base64'), body)).toBeUndefined();
        expect(asked(digest(`${plain} `).toString('base64'), body)).toBe('wrong-signature');
      }),
    );
  });

  it.each([
    [NOW_S, undefined],
    [NOW_S - 300, undefined],
    [NOW_S + 300, undefined],
    [NOW_S - 301, 'too-old'],
    [NOW_S + 301, 'too-new'],
    [NOW_MS, undefined],
    [String(NOW_S), undefined],
    [new Date(NOW_MS).toISOString(), undefined],
    [new Date(NOW_MS).toISOString().replace('Z', ''), undefined],
    [new Date(NOW_MS).toISOString().replace('Z', '').replace('T', ' '), undefined],
    [new Date(NOW_MS - 302_000).toISOString(), 'too-old'],
    ['yesterday', 'too-old'],
    [null, 'too-old'],
    [{}, 'too-old'],
  ])('with the timestamp %j in the body: %s', (timestamp, expected) => {
    const body = JSON.stringify({ event_id: 'e', timestamp });
    expect(asked(digest(body).toString('hex'), Buffer.from(body))).toBe(expected);
  });

  it.each(['', 'x'.repeat(64), '0'.repeat(63), '0'.repeat(65), `sha256=${'0'.repeat(64)}`, 'AAAA'])(
    'is none as %j',
    (signature) => {
      expect(asked(signature)).toBe('no-signature');
    },
  );

  it.each([
    Buffer.from('not json'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('['.repeat(5000) + ']'.repeat(5000)),
    Buffer.from(''),
  ])('is wrong over what is no JSON, or too deep', (body) => {
    expect(asked('0'.repeat(64), body)).toBe('wrong-signature');
  });
});

/** Compact, with sorted keys: UTF-8 sorts as characters do. */
function sortedText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${sortedText(inner)}`).join(',')}}`;
}
