/**
 * A Lambda function as a process: imports the handler that _HANDLER names, and answers one invocation after the other.
 * extension/function_processes.py starts it, writes each invocation as a line of JSON to its input, and reads the answers,
 * a line each, from a pipe of their own: what the function prints is its log.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';

type Handler = (event: unknown, context: Context) => unknown;

interface Invocation {
  readonly 'invoke-id': string;
  readonly 'invoked-function-arn': string;
  /** The event, as JSON. */
  readonly payload: string;
  /** When the function must have ended, ms. */
  readonly deadline: number;
}

interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** `done` is the result as JSON, `failed` what was thrown; neither when the handler has been loaded. */
interface Answer {
  readonly done?: string;
  readonly failed?: Failure;
}

/** As in Lambda, of what a function answers. */
const MOST_BYTES = 6 * 1024 * 1024 + 100;
const { env } = process;
const pipe = Number(process.argv[2]);
const answer = (message: Answer) => writeFileSync(pipe, `${JSON.stringify(message)}\n`);

try {
  const handler = await loadHandler(env._HANDLER ?? '', env.LAMBDA_TASK_ROOT ?? '');
  answer({});
  for await (const line of createInterface({ input: process.stdin })) {
    answer(await invoke(handler, JSON.parse(line) as Invocation));
  }
} catch (error) {
  answer({ failed: describe(error) });
}
// Whoever started it has gone, or it cannot be used; what the function holds open must not keep it.
process.exit();

/** @param name `index.handler`: a file of the folder, without its ending, and what it exports */
async function loadHandler(name: string, folder: string): Promise<Handler> {
  const { name: file, ext } = path.parse(name);
  const module = (await import(pathToFileURL(path.join(folder, path.dirname(name), `${file}.mjs`)).href)) as Record<
    string,
    unknown
  >;
  const handler = module[ext.slice(1)];
  if (typeof handler !== 'function') throw new TypeError(`${name} is undefined or not exported`);
  return handler as Handler;
}

async function invoke(handler: Handler, invocation: Invocation): Promise<Answer> {
  try {
    const done = JSON.stringify(await handler(JSON.parse(invocation.payload), contextOf(invocation))) ?? 'null';
    if (Buffer.byteLength(done) <= MOST_BYTES) return { done };
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${MOST_BYTES} bytes).`;
    return { failed: { errorType: 'Function.ResponseSizeTooLarge', errorMessage, trace: [] } };
  } catch (error) {
    return { failed: describe(error) };
  }
}

function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function contextOf(invocation: Invocation): Context {
  return {
    functionName: env.AWS_LAMBDA_FUNCTION_NAME ?? '',
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION ?? '',
    invokedFunctionArn: invocation['invoked-function-arn'],
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? '',
    awsRequestId: invocation['invoke-id'],
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME ?? '',
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME ?? '',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - Date.now()),
    done: refuseCallback,
    fail: refuseCallback,
    succeed: refuseCallback,
  };
}

function refuseCallback(): never {
  throw new Error('handlers are async functions; Node 24 on Lambda has no callbacks');
}
