import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber, parseExactNumbers } from '../../../../shared/domain/exact-number.ts';
import { valueAt } from '../../../../shared/domain/json-pointer.ts';
import type { Json, PaymentOrder } from '../../../../shared/mediator/adapter.ts';
import { authenticationHeaders, givingAway } from '../../../../shared/mediator/providers/authentication.ts';
import { httpDescription } from '../../../../shared/mediator/providers/description.ts';
import { bodyText, valuesOfPayment } from '../../../../shared/mediator/providers/order-body.ts';
import { readAnswer } from '../../../../shared/mediator/providers/read-answer.ts';
import { readHook } from '../../../../shared/mediator/providers/read-hook.ts';
import {
  amountAt,
  cleanAnswer,
  cleanText,
  formsOf,
  kept,
  readProviderJson,
} from '../../../../shared/mediator/providers/read-text.ts';
import { SANDBOX_DESCRIPTION } from '../../../../shared/mediator/providers/sandbox-description.ts';

const order: PaymentOrder = {
  transactionId: 'tx-1',
  type: 'payment',
  amount: '12.50',
  currency: 'EUR',
  source: { account: 'a-1', system: null },
  target: { account: null, system: 'shop' },
  userId: null,
  refundOf: null,
  data: { card: { token: 'tok' }, tags: ['x'] },
};
const parts = {
  values: valuesOfPayment(order),
  settings: { success_url: 'https://x' },
  credentials: { merchant_id: 'M' },
};
const written = (mapping: Record<string, string | { constant: string | number | boolean }>, amounts = 'decimal') =>
  bodyText(mapping, { ...parts, amounts: amounts as 'decimal' });

describe('a body', () => {
  it('has what its mapping says, and leaves out what the order has not', () => {
    const body = written({
      '/id': 'transaction_id',
      '/money/value': 'amount',
      '/money/currency': 'currency',
      '/items/0/name': 'target_system',
      '/items/1': { constant: true },
      '/user': 'user_id',
      '/card': 'data:/card/token',
      '/missing': 'data:/card/none',
      '/back': 'setting:/success_url',
      '/merchant': 'credential:merchant_id',
      '/__proto__/polluted': { constant: 'no' },
    });
    expect(JSON.parse(body)).toEqual(
      JSON.parse(
        '{"id":"tx-1","money":{"value":"12.50","currency":"EUR"},"items":[{"name":"shop"},true],"card":"tok","back":"https://x","merchant":"M","__proto__":{"polluted":"no"}}',
      ),
    );
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('has amounts in the form that the provider wants, digit by digit', () => {
    expect(written({ '/a': 'amount' }, 'number')).toBe('{"a":12.50}');
    expect(written({ '/a': 'amount' }, 'minor')).toBe('{"a":1250}');
    const of = (amount: string) => bodyText({ '/a': 'amount' }, { ...parts, values: { amount }, amounts: 'minor' });
    expect([of('0.05'), of('100'), of('12345678901234.567890')]).toEqual([
      '{"a":5}',
      '{"a":100}',
      '{"a":12345678901234567890}',
    ]);
  });

  it('comes back as it was sent, by the same pointers', () => {
    const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/^\d+$/.test(text));
    const escaped = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');
    const pointers = fc
      .uniqueArray(fc.array(name, { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 6,
        selector: (one) => one[0],
      })
      .map((paths) => paths.map((path) => `/${path.map(escaped).join('/')}`));
    fc.assert(
      fc.property(pointers, fc.array(fc.string(), { minLength: 6, maxLength: 6 }), (all, texts) => {
        const mapping = Object.fromEntries(all.map((pointer, at) => [pointer, { constant: texts[at]! }]));
        const body = JSON.parse(written(mapping)) as unknown;
        for (const [at, pointer] of all.entries()) expect(valueAt(body, pointer)).toBe(texts[at]!);
      }),
    );
  });
});

describe('an amount of a provider', () => {
  it('is the one that was sent, whatever its form and currency', () => {
    const currencies = [
      ['JPY', 0],
      ['EUR', 2],
      ['KWD', 3],
      ['CLF', 4],
      ['XAU', 6],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.bigInt({ min: 1n, max: 10n ** 20n - 1n }),
        fc.constantFrom('decimal', 'number', 'minor'),
        ([currency, scale], units, form) => {
          const digits = units.toString().padStart(scale + 1, '0');
          const amount = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
          const body = bodyText({ '/amount': 'amount' }, { ...parts, values: { amount }, amounts: form });
          const back = readProviderJson(Buffer.from(body));
          expect(amountAt(back, '/amount', currency, form)).toBe(amount);
          const exact = parseExactNumbers(body) as Json;
          expect(amountAt(exact, '/amount', currency, form)).toBe(amount);
        },
      ),
    );
  });

  it('that is not there is none; one that cannot be read is something else', () => {
    const at = (text: string, currency: string | null = 'EUR', form: 'decimal' | 'minor' = 'decimal') =>
      amountAt(readProviderJson(Buffer.from(text)), '/a', currency, form);
    expect([at('{}'), at('{"a":null}')]).toEqual([null, null]);
    expect([at('{"a":""}'), at('{"a":-1}'), at('{"a":[]}'), at('{"a":"1e3"}'), at('{"a":true}')]).toEqual(
      Array(5).fill(undefined),
    );
    expect([at('{"a":1e3}'), at('{"a":12.5}'), at('{"a":"12.500"}'), at('{"a":"12.505"}')]).toEqual([
      '1000.00',
      '12.50',
      '12.50',
      '12.505',
    ]);
    expect([
      at('{"a":100.00}', 'JPY'),
      at('{"a":"7"}', null),
      at('{"a":7}', null, 'minor'),
      at('{"a":7.5}', 'EUR', 'minor'),
    ]).toEqual(['100', '7', undefined, undefined]);
    expect(amountAt({ a: new ExactNumber('7') as unknown as Json }, '/a', 'EUR', 'minor')).toBe('0.07');
  });
});

const description = httpDescription.parse({
  authentication: { scheme: 'none' },
  answer: { reference: '/id', status: '/state', code: '/error/code', message: '/error/text', data: '/kept' },
  statuses: { ok: 'completed', wait: 'processing', no: 'failed' },
});
const read = (status: number, body: unknown, { isAsking = false, wasSent = false, secrets = [] as string[] } = {}) => {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const { answer, noted } = readAnswer(description, description.answer, {
    ...{ status, body: bytes, isAsking, wasSent, secrets },
  });
  return { ...answer, noted: noted.outcome, mayPass: noted.mayPass };
};

describe('an answer', () => {
  it('means what the description says of its word', () => {
    expect(read(200, { id: 7, state: 'ok', kept: { a: 0.1 } })).toMatchObject({
      outcome: 'completed',
      reference: '7',
      data: { a: '0.1' },
      code: null,
      noted: 'answered',
    });
    expect(read(202, { state: 'wait' })).toMatchObject({ outcome: 'processing', reference: null, data: null });
    expect(read(200, { state: 'no', error: { code: 'x', text: ' a \n b ' } })).toMatchObject({
      outcome: 'failed',
      code: 'x',
      message: 'a b',
      noted: 'declined',
    });
  });

  it.each([
    ['a word that nobody knows', 200, { state: 'toString' }, 'unknown', 'error'],
    ['no word', 200, {}, 'unknown', 'error'],
    ['no JSON', 200, '<html>', 'unknown', 'error'],
    ['nothing', 204, '', 'unknown', 'error'],
    ['a redirect that was not followed', 302, '', 'unknown', 'error'],
    ['a refusal', 422, {}, 'failed', 'declined'],
    ['a refusal that says it was done', 422, { state: 'ok' }, 'unknown', 'error'],
    ['wrong credentials', 401, {}, 'not-sent', 'not-sent'],
    ['a conflict', 409, {}, 'unknown', 'error'],
    ['a crash', 500, { state: 'no' }, 'unknown', 'error'],
    ['a gateway', 502, 'bad gateway', 'unknown', 'error'],
  ])('with %s', (_, status, body, outcome, noted) => {
    expect(read(status, body)).toMatchObject({ outcome, noted });
  });

  it('that says nothing is told with its word, as far as it is one', () => {
    const unknown = 'answered a status that nobody knows';
    const secrets = ['a-long-secret'];
    expect(read(200, { state: 'in part' })).toMatchObject({ reason: `${unknown}: in part` });
    expect(read(200, { state: 'a-long-secret' }, { secrets })).toMatchObject({ reason: `${unknown}: ***` });
    for (const body of [{}, { state: { of: 'ok' } }, { state: 'x'.repeat(51) }]) {
      expect(read(200, body)).toMatchObject({ reason: unknown });
    }
    expect(read(200, '<html>')).toMatchObject({ reason: 'answered no JSON', reference: null });
  });

  it('that says nothing has its id all the same', () => {
    expect(read(201, { state: 'in part', id: 'ch-7' })).toMatchObject({ outcome: 'unknown', reference: 'ch-7' });
  });

  it('to a question may be that the provider does not know it, and never that it failed', () => {
    expect(read(404, {}, { isAsking: true }).outcome).toBe('unheard');
    expect(read(422, {}, { isAsking: true }).outcome).toBe('unknown');
    expect(read(404, {}).outcome).toBe('not-sent');
  });

  it('to what may have been sent before has to say what became of it, not only that it is not taken now', () => {
    for (const status of description.refused) {
      expect(read(status, {}, { wasSent: true }).outcome, String(status)).toBe('unknown');
      expect(read(status, { state: 'no' }, { wasSent: true }).outcome, String(status)).toBe('failed');
    }
    expect(read(200, { state: 'no' }, { wasSent: true }).outcome).toBe('failed');
  });

  it('may pass where the provider is only busy', () => {
    expect([500, 503, 408, 429, 401, 422].filter((status) => read(status, {}).mayPass)).toEqual([500, 503, 408, 429]);
  });

  it('is kept without our secrets and without what no database takes', () => {
    const secrets = ['a-long-secret', 'short'];
    const answer = read(
      200,
      { id: 'a-long-secret', state: 'ok', kept: { said: 'key a-long-secret\u0000', n: 'short' } },
      { secrets },
    );
    expect(answer).toMatchObject({ reference: '***', data: { said: 'key ***\ufffd', n: 'short' } });
    expect(kept('x'.repeat(70_000), [])).toBeNull();
    let deep: Json = 'end';
    for (let level = 0; level < 1000; level += 1) deep = [deep];
    expect(kept(deep, [])).toBeNull();
    const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
    // What Postgres takes as jsonb has neither a zero nor half a character.
    fc.assert(
      fc.property(units, units, (name, text) => {
        const clean = JSON.stringify(kept({ [name]: [text, { [text]: name }] }, []));
        expect(clean).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
    );
  });
});

const payload = (data: object) => ({ type: 'x', data }) as Json;
describe('a secret that comes back', () => {
  it('is taken out in every form in which it does, the longest first', () => {
    const word = fc.stringMatching(/^[ -~]{8,40}$/);
    const form = fc.constantFrom<(text: string) => string>(
      (text) => text,
      encodeURIComponent,
      ...(['base64', 'base64url', 'hex'] as const).map((one) => (text: string) => Buffer.from(text).toString(one)),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), form, fc.string(), (secrets, written, around) => {
        const said = secrets.map((secret) => written(secret)).join('\n');
        const clean = cleanText(`${around}\n${said}`, formsOf(secrets));
        expect(clean.slice(clean.indexOf('\n')).replaceAll(/[*=\n]/g, '')).toBe('');
      }),
    );
    const webhook = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    const secrets = formsOf(['secret-of-ours', 'secret-of-ours-longer', webhook, 'short']);
    const text = `secret-of-ours-longer, secret-of-ours, ${webhook.slice(6)}, short`;
    expect(cleanText(text, secrets)).toBe('***, ***, ***, short');
    const login = { username: 'user', password: 'pw' };
    const basic = givingAway({ scheme: 'basic', ...login }, { user: 'somebody', pw: 'pass-of-ours-1' });
    const header = `Basic ${Buffer.from('somebody:pass-of-ours-1').toString('base64')}`;
    expect(cleanText(header, formsOf(basic)).replaceAll('=', '')).toBe('Basic ***');
    const answer = { outcome: 'failed', reference: webhook, data: { [webhook]: [webhook] }, code: webhook } as const;
    const clean = cleanAnswer({ ...answer, message: webhook }, secrets);
    expect(clean).toEqual({ ...answer, reference: '***', data: { '***': ['***'] }, code: '***', message: '***' });
    expect(cleanAnswer({ outcome: 'unknown', reason: webhook }, secrets)).toEqual({
      outcome: 'unknown',
      reason: '***',
    });
  });
});

const told = (type: string, data: object) => readHook(SANDBOX_DESCRIPTION, type, payload(data), []);

describe('a webhook', () => {
  it('tells by its name or by its status', () => {
    expect(
      told('payment.success', { transaction_id: 't', reference: 'r', amount: '5', currency: 'EUR' }),
    ).toMatchObject({
      about: 'transaction',
      transactionId: 't',
      reference: 'r',
      amount: '5.00',
      currency: 'EUR',
      answer: { outcome: 'completed', reference: 'r' },
    });
    expect(told('payment.failure', { transaction_id: 't', code: 'c', message: 'm' })).toMatchObject({
      answer: { outcome: 'failed', code: 'c', message: 'm' },
    });
    expect(told('payment.pending', { reference: 'r' })).toMatchObject({
      transactionId: null,
      answer: { outcome: 'processing' },
    });
    expect(told('wallet.deposit', { transaction_id: 't', status: 'declined' })).toMatchObject({
      answer: { outcome: 'failed' },
    });
    expect(told('kyc.verification', { request_id: 'k', status: 'approved' })).toMatchObject({
      about: 'verification',
      requestId: 'k',
      answer: { outcome: 'completed' },
    });
    expect(told('bank.statement', {})).toEqual({ about: 'information' });
    expect(
      told('payment.refund', {
        ...{ transaction_id: 't', reference: 'r', refund_id: 'f', refund_reference: 'rr' },
        ...{ status: 'succeeded', amount: 1.5, currency: 'EUR' },
      }),
    ).toMatchObject({
      about: 'refund',
      transactionId: 't',
      reference: 'r',
      refundId: 'f',
      amount: '1.50',
      answer: { outcome: 'completed', reference: 'rr' },
    });
  });

  it.each([
    ['of a type that nobody knows', 'payment.celebrated', { transaction_id: 't', status: 'succeeded' }],
    ['named like what every object has', 'constructor', { transaction_id: 't', status: 'succeeded' }],
    ['without a status where its name says nothing', 'bank.transfer', { transaction_id: 't' }],
    ['with a status that nobody knows', 'bank.transfer', { transaction_id: 't', status: 'fine' }],
    ['with an amount that is none', 'payment.success', { transaction_id: 't', amount: 'much', currency: 'EUR' }],
    [
      'of a refund with an amount that is none',
      'payment.refund',
      { transaction_id: 't', status: 'succeeded', amount: -1 },
    ],
  ])('%s is not understood', (_, type, data) => {
    expect(told(type, data)).toBeUndefined();
  });

  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(SANDBOX_DESCRIPTION.hooks.events)), fc.jsonValue(), (type, value) => {
        expect(() => readHook(SANDBOX_DESCRIPTION, type, value as Json, [])).not.toThrow();
      }),
    );
  });
});

describe('what we are known by', () => {
  const signed = { method: 'POST', path: '/v1/a?b=c', body: '{"a":1}' };
  const credentials = { api_key: 'k', api_secret: 's' };

  it('is sent as the scheme says', () => {
    expect(authenticationHeaders({ scheme: 'none' }, {}, signed)).toEqual({});
    expect(authenticationHeaders({ scheme: 'bearer', token: 'api_key' }, credentials, signed)).toEqual({
      authorization: 'Bearer k',
    });
    const basic = authenticationHeaders(
      { scheme: 'basic', username: 'api_key', password: 'api_secret' },
      credentials,
      signed,
    );
    expect(Buffer.from(basic.authorization!.slice(6), 'base64').toString()).toBe('k:s');
    expect(authenticationHeaders({ scheme: 'headers', headers: { 'X-Key': 'api_key' } }, credentials, signed)).toEqual({
      'X-Key': 'k',
    });
  });

  it('signs what it is told to', () => {
    const scheme = {
      ...({ scheme: 'hmac', secret: 'api_secret', signature_header: 'X-Sig', encoding: 'hex' } as const),
      ...{ content: '{timestamp}.{method}.{path}.{body}', timestamp_header: 'X-Time', headers: { 'X-Key': 'api_key' } },
    };
    const content = '1700000000.POST./v1/a?b=c.{"a":1}';
    expect(authenticationHeaders(scheme, credentials, signed, 1_700_000_000_999)).toEqual({
      'X-Key': 'k',
      'X-Time': '1700000000',
      'X-Sig': createHmac('sha256', 's').update(content).digest('hex'),
    });
  });

  it('has to be there', () => {
    for (const name of ['other', 'constructor']) {
      expect(() => authenticationHeaders({ scheme: 'bearer', token: name }, credentials, signed)).toThrow(
        `no credential ${name}`,
      );
    }
  });
});
