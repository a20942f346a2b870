/**
 * One cold start: `node cold-start-process.ts <bundle> <function>`, the first event on standard input. Imports the handler
 * as Lambda's runtime does, answers the event, and writes what that took on the last line.
 */
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

export interface ColdStart {
  readonly importMs: number;
  /** From the start of the import to the answer. */
  readonly totalMs: number;
  readonly answer: unknown;
}

type Handler = (event: unknown, context: object) => Promise<unknown>;

const [file = '', functionName = ''] = process.argv.slice(2);
const event: unknown = JSON.parse(await text(process.stdin));
const context = {
  functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:eu-central-1:123456789012:function:${functionName}`,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? '512',
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: () => 29_000,
};

const begun = performance.now();
const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
const imported = performance.now();
const answer = await handler(event, context);
const answered = performance.now();
const result: ColdStart = { importMs: imported - begun, totalMs: answered - begun, answer };
// The function's own log lines come before.
process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
