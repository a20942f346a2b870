import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HELP, readArguments } from '../../../local/provider-simulator/arguments.ts';
import { SCENARIO_NAMES, scenarioOf } from '../../../local/provider-simulator/scenarios.ts';
import { startProvider } from '../../../local/provider-simulator/start-provider.ts';
import { makeWebhook, signedWebhook, sortedJson } from '../../../local/provider-simulator/webhook-sender.ts';

const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;

describe('npm run provider', () => {
  it('takes what it says it takes', () => {
    expect(readArguments(['--help'])).toBeUndefined();
    expect(readArguments([])).toEqual({
      ...{ type: 'payment', port: 8095, scenario: 'succeed', webhook: undefined, lateMs: 2000, settleMs: 500 },
    });
    const hook = ['--hook', 'http://127.0.0.1:8000/hooks/BANK001/PAYSIM', '--secret', secret];
    expect(
      readArguments(['--type', 'kyc', '--port', '0', '--fault', 'late', '--late-ms', '5', '--legacy', ...hook]),
    ).toEqual({
      ...{ type: 'kyc', port: 0, scenario: 'late', lateMs: 5, settleMs: 500 },
      webhook: { url: hook[1], secret, isLegacy: true },
    });
    for (const name of SCENARIO_NAMES) expect(HELP).toContain(`  ${name} `);
  });

  it.each([
    [['--type', 'shop'], '--type must be one of payment, wallet, bank, kyc; got "shop".'],
    [['--fault', 'explode'], '--fault must be one of succeed,'],
    [['--port', '70000'], '--port must be a number from 0 to 65535; got "70000".'],
    [['--hook', 'http://127.0.0.1'], '--hook and --secret go together'],
    [['--hook', 'here', '--secret', secret], '--hook must be an address'],
    [['--hook', 'http://127.0.0.1', '--secret', 'open'], '--secret must be a webhook secret'],
    [['--legacy'], '--legacy goes with --hook and --secret'],
    [['more'], 'Unexpected argument'],
  ])('refuses %j', (given, said) => {
    expect(() => readArguments(given)).toThrow(said);
  });
});

describe('what becomes of a request', () => {
  it('is what it asks for, else by its amount, else what was told', () => {
    expect(scenarioOf({ data: { simulate: 'timeout' }, amount: '1.51' }, 'late')).toBe('timeout');
    expect(scenarioOf({ data: { simulate: 'toString' }, amount: '1.51' }, 'late')).toBe('decline');
    expect(scenarioOf({ data: null, amount: '151' }, 'late')).toBe('decline');
    expect([scenarioOf({ amount: '1.50' }, 'late'), scenarioOf(undefined, 'twice')]).toEqual(['late', 'twice']);
  });
});

describe('a webhook of the simulator', () => {
  it('is signed by the rules of Standard Webhooks', () => {
    const webhook = makeWebhook('payment.success', { a: 'ü' }, 0);
    const { body, headers } = signedWebhook(webhook, { secret }, 1_700_000_000_000);
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    const content = `${webhook.id}.1700000000.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
    expect(JSON.parse(body)).toEqual({
      type: 'payment.success',
      timestamp: '1970-01-01T00:00:00.000Z',
      data: { a: 'ü' },
    });
  });

  it('is signed over its sorted members where it is a legacy one', () => {
    const webhook = makeWebhook('payment.success', { b: 1, a: [{ d: 1, c: 2 }] }, 0);
    const { body, headers } = signedWebhook(webhook, { secret, isLegacy: true });
    const sorted = `{"data":{"a":[{"c":2,"d":1}],"b":1},"event_id":"${webhook.id}","timestamp":"1970-01-01T00:00:00.000Z","type":"payment.success"}`;
    expect(headers).toEqual({ 'x-signature': createHmac('sha256', secret).update(sorted).digest('hex') });
    expect(sortedJson(JSON.parse(body))).toBe(sorted);
  });

  it('has one sorted form, in whatever order its members come', () => {
    const shuffled = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .map(([name, inner]) => [name, shuffled(inner)] as const)
              .reverse(),
          )
        : Array.isArray(value)
          ? value.map(shuffled)
          : value;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(sortedJson(shuffled(value))).toBe(sortedJson(value));
        expect(JSON.parse(sortedJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

/** Takes webhooks. @param answer the status, by headers and body */
async function receiverOf(answer: (headers: IncomingHttpHeaders, body: string) => number) {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    response.writeHead(answer(request.headers, Buffer.concat(pieces).toString('utf8'))).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

describe('the simulator', () => {
  const headers = { 'x-api-key': 'any', 'content-type': 'application/json' };
  const payment = (url: string, key: string, body: object) =>
    fetch(`${url}/v1/payments`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': key },
      body: JSON.stringify(body),
    }).then(async (answer) => ({ status: answer.status, body: (await answer.json()) as Record<string, unknown> }));
  const order = { transaction_id: 't-1', type: 'payment', amount: '10.00', currency: 'EUR' };

  it('carries out a key once, and refuses it for something else', async () => {
    await using provider = await startProvider({ type: 'payment', port: 0 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => payment(provider.url, 't-1', order)));
    expect(new Set(answers.map(({ body }) => body.reference)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await payment(provider.url, 't-1', { ...order, amount: '11.00' })).status).toBe(409);
    expect(provider.jobs()).toHaveLength(1);
    const asked = await fetch(`${provider.url}/v1/payments/t-1`, { headers });
    expect(await asked.json()).toMatchObject({ transaction_id: 't-1', status: 'succeeded', amount: '10.00' });
    expect((await fetch(`${provider.url}/v1/payments/t-2`, { headers })).status).toBe(404);
    expect((await fetch(`${provider.url}/v1/payments/t-1`)).status).toBe(401);
    expect((await fetch(`${provider.url}/health`)).status).toBe(200);
    expect((await fetch(`${provider.url}/health`, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  });

  it('tells of what became of a payment as it is asked to', async () => {
    const came: { readonly id: string; readonly type: string; readonly isRight: boolean; readonly status: unknown }[] =
      [];
    let refusals = 1;
    await using receiver = await receiverOf((sent, body) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const content = `${sent['webhook-id']}.${sent['webhook-timestamp']}.${body}`;
      const isRight = sent['webhook-signature'] === `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
      const { type, data } = JSON.parse(body) as { type: string; data: { status: unknown } };
      came.push({ id: sent['webhook-id'] as string, type, isRight, status: data.status });
      return isRight && refusals-- > 0 ? 500 : 200;
    });
    await using provider = await startProvider({ type: 'payment', port: 0, settleMs: 1 });
    provider.sendWebhooksTo({ url: receiver.url, secret });
    const told = async (simulate: string, count: number) => {
      came.length = 0;
      const answer = await payment(provider.url, simulate, { ...order, transaction_id: simulate, data: { simulate } });
      await expect.poll(() => came.length).toBe(count);
      return [answer.status, answer.body.status, ...came.map(({ type, isRight }) => `${type} ${isRight}`)];
    };
    // Refused once, and sent again with the same id.
    expect(await told('succeed', 2)).toEqual([201, 'succeeded', 'payment.success true', 'payment.success true']);
    expect(new Set(came.map(({ id }) => id)).size).toBe(1);
    expect(await told('decline', 1)).toEqual([402, 'declined', 'payment.failure true']);
    expect(await told('pending', 1)).toEqual([202, 'pending', 'payment.success true']);
    expect(await told('twice', 2)).toEqual([201, 'succeeded', 'payment.success true', 'payment.success true']);
    expect(new Set(came.map(({ id }) => id)).size).toBe(1);
    expect(await told('out-of-order', 2)).toEqual([202, 'pending', 'payment.success true', 'payment.pending true']);
    expect(await told('bad-signature', 1)).toEqual([202, 'pending', 'payment.success false']);
    expect(await told('down', 0)).toEqual([503, undefined]);
    came.length = 0;
    expect([provider.refundByItself('nobody', '1.00'), provider.refundByItself('twice', '1.00')]).toEqual([
      false,
      true,
    ]);
    await expect.poll(() => came.map(({ type }) => type)).toEqual(['payment.refund']);
  });

  it('ends while somebody waits for an answer that never comes', async () => {
    const provider = await startProvider({ type: 'payment', port: 0, scenario: 'timeout' });
    const waiting = payment(provider.url, 't-1', order).catch(() => 'cut off');
    await expect.poll(() => provider.jobs().length).toBe(1);
    await provider.stop();
    expect(await waiting).toBe('cut off');
  });
});
