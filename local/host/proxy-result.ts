import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as z from 'zod';
import type { RenderedResponse } from './gateway-responses.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);
const ProxyResult = z.object({
  statusCode: z.coerce.number().int().min(200).max(599),
  headers: z.record(z.string(), value).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(value)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** The gateway's to say, not a function's. */
const OWN_HEADERS = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

/**
 * The answer that a function's result stands for, or undefined when it is none (API Gateway: "malformed Lambda proxy
 * response"). Lambda's limit of 6 MB on a result is not imposed: functions keep to it themselves where there is one
 * (shared/lambda/fit-answer.ts).
 */
export function readProxyResult(result: unknown): RenderedResponse | undefined {
  const parsed = ProxyResult.safeParse(result);
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const sent: Record<string, string | string[]> = { 'content-type': 'application/json' };
  for (const [name, single] of Object.entries(headers ?? {})) sent[name.toLowerCase()] = String(single);
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) sent[name.toLowerCase()] = values.map(String);
  for (const name of OWN_HEADERS) delete sent[name];
  try {
    for (const [name, values] of Object.entries(sent)) {
      validateHeaderName(name);
      for (const one of [values].flat()) validateHeaderValue(name, one);
    }
  } catch {
    return undefined;
  }
  return { status: statusCode, headers: sent, body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8') };
}
