import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HttpMiddleware } from '../../../shared/lambda/exchange.ts';
import { fitAnswer } from '../../../shared/lambda/fit-answer.ts';
import { rawRequest } from '../../../shared/lambda/request.ts';
import { gatewayEvent } from '../../gateway-event.ts';

const MIB = 1024 ** 2;
const row = { loan_account_number: 'L-000000001', original_loan_amount: '28370.00', customer_type: 'T' };
const page = (bytes: number): string =>
  JSON.stringify(Array.from({ length: bytes / JSON.stringify(row).length }, () => row));
const answer = (body: string): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'r' },
  body,
});
const asked = (accepted?: string) =>
  gatewayEvent({ path: '/api/data', headers: accepted === undefined ? {} : { 'accept-Encoding': accepted } });

async function fitted(event: APIGatewayProxyEvent, response: APIGatewayProxyResult): Promise<APIGatewayProxyResult> {
  const context = { exchange: { request: rawRequest(event) } };
  const request = { event, response, context } as Parameters<NonNullable<HttpMiddleware['after']>>[0];
  await fitAnswer().after?.(request);
  return request.response as APIGatewayProxyResult;
}

describe('a long answer', () => {
  beforeEach(() => {
    process.env.AWS_LAMBDA_RUNTIME_API = '127.0.0.1:9001';
  });
  afterEach(() => {
    delete process.env.AWS_LAMBDA_RUNTIME_API;
  });

  it.each(['gzip', 'gzip, deflate, br', 'deflate;q=0.5, GZIP;q=0.1', '*', 'br, *;q=0.1'])(
    'is compressed for who accepts %j',
    async (accepted) => {
      const body = page(8 * MIB);
      const result = await fitted(asked(accepted), answer(body));
      expect(result).toMatchObject({
        statusCode: 200,
        isBase64Encoded: true,
        headers: {
          'Content-Type': 'application/json',
          'Content-Encoding': 'gzip',
          Vary: 'Accept-Encoding',
          'X-Request-Id': 'r',
        },
      });
      expect(gunzipSync(Buffer.from(result.body, 'base64')).toString()).toBe(body);
      expect(JSON.stringify(result).length).toBeLessThan(6 * MIB);
    },
  );

  it.each([undefined, 'identity', 'gzip;q=0', 'br', '*;q=0, br', 'gzipped'])(
    'is a problem that says what to do for who accepts %j',
    async (accepted) => {
      const failure = fitted(asked(accepted), answer(page(8 * MIB)));
      await expect(failure).rejects.toMatchObject({ code: 'query-too-heavy', status: 422 });
      await expect(failure).rejects.toThrow(/fewer rows \(limit\).*Accept-Encoding: gzip/);
    },
  );

  it('is as it is where it fits: nothing is larger than Lambda takes, quotation marks counted twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.constantFrom('"', 'x', 'ş'), async (half, letter) => {
        const body = letter.repeat((half * MIB) / 2);
        const result = await fitted(asked(), answer(body)).catch((error: Error) => error);
        if (result instanceof Error) expect(JSON.stringify(body).length).toBeGreaterThan(2 * MIB);
        else expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(6 * MIB);
      }),
      { numRuns: 20 },
    );
  });

  it('travels as it is where a gateway takes no answer for binary', async () => {
    vi.stubEnv('COMPRESS_ANSWERS', 'false');
    const body = page(2 * MIB);
    expect(await fitted(asked('gzip'), answer(body))).toMatchObject({ body, headers: { Vary: 'Accept-Encoding' } });
    await expect(fitted(asked('gzip'), answer(page(8 * MIB)))).rejects.toMatchObject({ code: 'query-too-heavy' });
    vi.unstubAllEnvs();
  });

  it('that does not even fit compressed is a problem too', async () => {
    const body = randomBytes(7 * MIB).toString('base64');
    await expect(fitted(asked('gzip'), answer(body))).rejects.toThrow(/MB compressed/);
  });

  it('has no limit on a laptop', async () => {
    delete process.env.AWS_LAMBDA_RUNTIME_API;
    const body = page(8 * MIB);
    expect((await fitted(asked(), answer(body))).body).toBe(body);
  });
});

it('a short answer stays as it is', async () => {
  const short = answer(page(MIB / 2));
  expect(await fitted(asked('gzip'), short)).toEqual(short);
});
