import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { HttpMiddleware } from './exchange.ts';
import { type Answer, type AnswerBody, textOf } from './reply.ts';

/** Shorter answers are not worth the processor's time; 1,000 rows of data stay below. */
const COMPRESS_FROM_BYTES = 1024 ** 2;
/** What Lambda takes from a function is 6 MB, the envelope around the body included. */
const MAX_PAYLOAD_BYTES = 6 * 1024 ** 2 - 64 * 1024;

/**
 * A long answer as it gets through: compressed for clients that accept gzip, as nearly all do. Ten thousand rows are
 * twice what Lambda takes as they are, and a tenth of that compressed. A laptop has no such limit.
 * @throws {Problem} `query-too-heavy` where it is too long and the client accepts no gzip
 */
export const fitAnswer = (): HttpMiddleware => ({
  async after(request) {
    const { response, context } = request;
    if (response) request.response = await fitted(response, context.exchange.request.header('accept-encoding'));
  },
});

async function fitted(result: Answer, accepted: string | undefined): Promise<APIGatewayProxyResult> {
  const { body } = result;
  if (result.isBase64Encoded || lengthOf(body) < COMPRESS_FROM_BYTES) return { ...result, body: textOf(body) };
  const headers = { ...result.headers, Vary: 'Accept-Encoding' };
  if (readConfig(['runtime']).runtime.COMPRESS_ANSWERS && acceptsGzip(accepted)) {
    const packed = (await compressed(body)).toString('base64');
    refuseAbove(packed.length, 'compressed');
    return { ...result, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: packed, isBase64Encoded: true };
  }
  // The body travels as a text in JSON, where every quotation mark takes two bytes.
  const text = textOf(body);
  if (limited()) refuseAbove(Buffer.byteLength(JSON.stringify(text)), 'uncompressed');
  return { ...result, headers, body: text };
}

const lengthOf = (body: AnswerBody): number =>
  typeof body === 'string' ? body.length : body.reduce((sum, piece) => sum + piece.length, 0);

/** Piece by piece: the whole of it would be copied once more. */
async function compressed(body: AnswerBody): Promise<Buffer> {
  const packed: Buffer[] = [];
  const pieces = typeof body === 'string' ? [Buffer.from(body)] : body;
  for await (const piece of Readable.from(pieces).pipe(createGzip({ level: 1 }))) packed.push(piece as Buffer);
  return Buffer.concat(packed);
}

const limited = (): boolean => readConfig(['runtime']).runtime.AWS_LAMBDA_RUNTIME_API !== undefined;

function refuseAbove(bytes: number, how: 'compressed' | 'uncompressed'): void {
  if (bytes <= MAX_PAYLOAD_BYTES || !limited()) return;
  const id = how === 'compressed' ? 'answer-too-large' : 'answer-too-large-plain';
  throw new Problem('query-too-heavy', serviceSentence(id, { megabytes: (bytes / 1024 ** 2).toFixed(1) }));
}

/** `Accept-Encoding` as RFC 9110 has it: a list of codings with weights, where 0 means "not this one". */
function acceptsGzip(accepted = ''): boolean {
  const weights = new Map<string, number>();
  for (const part of accepted.split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(coding, weight === undefined ? 1 : Number(weight));
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}
