import { expect, test } from 'vitest';
import * as z from 'zod';
import { endpoint, rawBytes } from '../../../shared/lambda/endpoint.ts';
import { httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import { implement } from '../../../shared/lambda/implement.ts';
import type { Hit } from '../../../shared/limits/limiter.ts';
import { type EventParts, gatewayEvent } from '../../gateway-event.ts';

const MOST = 1000;

const takeBytes = endpoint({
  operationId: 'takeBytes',
  method: 'POST',
  path: '/things/{from}',
  summary: 'Take',
  tag: 'things',
  access: 'public',
  function: 'docs',
  limit: 'hooks',
  replayable: false,
  rawBody: true,
  body: rawBytes,
  maxBodyBytes: MOST,
  params: z.strictObject({ from: z.string() }),
  success: { status: 200, description: 'Taken', schema: z.strictObject({ base64: z.string() }) },
  problems: [],
});

const counted: Hit[] = [];
const handler = httpFunctionWith(
  {
    checkReplies: true,
    limiter: {
      refusal: () => undefined,
      count: async (hits) => {
        counted.push(...hits);
        return { allowed: true, standings: [], uncounted: [] };
      },
    },
    idempotency: {
      claim: () => {
        throw new Error('nobody may ask');
      },
    },
  },
  implement(takeBytes, async (_context, { body }) => ({ body: { base64: body.toString('base64') } })),
);

const send = async (parts: Partial<EventParts>) => {
  const { statusCode, body } = await handler(gatewayEvent({ method: 'POST', path: '/things/a', as: null, ...parts }));
  return [statusCode, JSON.parse(body) as { base64?: string; type?: string }] as const;
};

const bytes = Buffer.from([0xff, 0x00, 0x7b, 0x22, 0xc3, 0x28, 0x0d, 0x0a]);

test.each([
  ['bytes that are no text', bytes],
  ['nothing', Buffer.alloc(0)],
  ['JSON of any writing', Buffer.from('{ "b":1.50,\r\n "a":"\\u00e9é", "a":2 }\n')],
  ['the most there may be', Buffer.alloc(MOST, 0x20)],
])('%s reach the handler as they were sent, whatever they say that they are', async (_name, body) => {
  for (const type of ['application/json', 'application/json; charset=utf-16', 'text/plain', 'a/b', undefined]) {
    const headers: Record<string, string> = { 'Idempotency-Key': 'x' };
    if (type !== undefined) headers['Content-Type'] = type;
    const answer = await send({ body: body.toString('base64'), base64: true, headers });
    expect(answer).toEqual([200, { base64: body.toString('base64') }]);
  }
});

test('what the gateway hands over as a text is taken too', async () => {
  expect(await send({ body: 'é' })).toEqual([200, { base64: Buffer.from('é').toString('base64') }]);
});

test('one byte more than there may be is refused', async () => {
  const body = Buffer.alloc(MOST + 1, 0x20).toString('base64');
  expect(await send({ body, base64: true })).toEqual([
    413,
    expect.objectContaining({ type: '/problems/payload-too-large' }),
  ]);
});

test('what a provider sends is counted by nobody but the handler, which knows who it is', () => {
  expect(counted).toEqual([]);
});
