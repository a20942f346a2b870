/**
 * Entry of a function's worker thread: imports the bundled handler and answers invocations. Unlike in Lambda, several
 * may be under way at once in the worker of a function that answers HTTP: what a handler keeps in module variables
 * must not belong to one request.
 */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Context } from 'aws-lambda';
import { describeError } from '../../shared/observability/describe-error.ts';
import type { InvocationMessage, WorkerMessage, WorkerSetup } from './worker-messages.ts';

type Handler = (event: unknown, context: Context) => unknown;

const setup = workerData as WorkerSetup;
const send = (message: WorkerMessage) => parentPort?.postMessage(message);

try {
  const handler = await loadHandler();
  parentPort?.on('message', (message: InvocationMessage) => void invoke(handler, message));
  send({ kind: 'ready' });
} catch (error) {
  send({ kind: 'unusable', error: describeError(error) });
}

async function loadHandler(): Promise<Handler> {
  const module: { handler?: unknown } = await import(pathToFileURL(setup.file).href);
  if (typeof module.handler !== 'function') throw new TypeError(`${setup.functionName} exports no handler`);
  return module.handler as Handler;
}

async function invoke(handler: Handler, message: InvocationMessage): Promise<void> {
  const { id } = message;
  try {
    const result = await handler(message.event, contextOf(message));
    const body = textBody(result);
    const json = JSON.stringify(body === undefined ? result : { ...(result as object), body: undefined });
    send({ kind: 'done', id, json, body });
  } catch (error) {
    send({ kind: 'failed', id, error: describeError(error) });
  }
}

function textBody(result: unknown): string | undefined {
  if (typeof result !== 'object' || result === null || !('body' in result)) return undefined;
  return typeof result.body === 'string' ? result.body : undefined;
}

function contextOf(message: InvocationMessage): Context {
  return {
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    awsRequestId: message.requestId,
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'laptop',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, message.deadline - Date.now()),
    done: refuseCallback,
    fail: refuseCallback,
    succeed: refuseCallback,
  };
}

function refuseCallback(): never {
  throw new Error('handlers are async functions; Node 24 on Lambda has no callbacks');
}
