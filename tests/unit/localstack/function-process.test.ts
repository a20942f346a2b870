import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const RUNTIME = path.resolve(import.meta.dirname, '../../../local/localstack/function-process.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'tranche-function-'));
mkdirSync(path.join(folder, 'deep'));
writeFileSync(
  path.join(folder, 'index.mjs'),
  `export const handler = async (event, context) => {
    console.log('said by the function');
    if (event.fail) throw new RangeError(event.fail);
    if (event.bytes) return 'x'.repeat(event.bytes);
    return event.quiet ? undefined : { event, id: context.awsRequestId, left: context.getRemainingTimeInMillis() > 0 };
  };`,
);
writeFileSync(path.join(folder, 'deep/index.mjs'), `export const main = async () => 'from the folder';`);
writeFileSync(path.join(folder, 'broken.mjs'), `throw new SyntaxError('cannot be loaded');`);
afterAll(() => rmSync(folder, { recursive: true }));

const started: { end(): Promise<unknown> }[] = [];
afterEach(() => Promise.all(started.splice(0).map((one) => one.end())));

/** The process as LocalStack's extension starts it, and the answers that it gives. */
function start(handler: string) {
  const child = spawn(process.execPath, [RUNTIME, '3'], {
    cwd: folder,
    env: { _HANDLER: handler, LAMBDA_TASK_ROOT: folder },
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
  const ended = once(child, 'exit');
  const answers = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]();
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const end = () => {
    child.stdin?.end();
    return ended;
  };
  started.push({ end });
  return {
    next: async () => JSON.parse((await answers.next()).value ?? 'null') as Record<string, unknown> | null,
    invoke: (event: object) => {
      const deadline = Date.now() + 60_000;
      child.stdin?.write(`${JSON.stringify({ 'invoke-id': 'request-1', payload: JSON.stringify(event), deadline })}\n`);
    },
    printed: () => printed,
    end,
  };
}

describe('a function as a process', () => {
  it('says that it is ready, answers one invocation after the other, and prints into its log', async () => {
    const process = start('index.handler');
    expect(await process.next()).toEqual({});
    for (const n of [1, 2]) {
      process.invoke({ n });
      const done = (await process.next())?.done as string;
      expect(JSON.parse(done)).toEqual({ event: { n }, id: 'request-1', left: true });
    }
    process.invoke({ quiet: true });
    expect(await process.next()).toEqual({ done: 'null' });
    expect(await process.end()).toEqual([0, null]);
    expect(process.printed()).toBe('said by the function\n'.repeat(3));
  });

  it('answers with what was thrown, and takes the next', async () => {
    const process = start('index.handler');
    await process.next();
    process.invoke({ fail: 'out of range' });
    expect(await process.next()).toMatchObject({ failed: { errorType: 'RangeError', errorMessage: 'out of range' } });
    process.invoke({ n: 1 });
    expect(await process.next()).toHaveProperty('done');
  });

  it('refuses an answer that Lambda would refuse', async () => {
    const process = start('index.handler');
    await process.next();
    process.invoke({ bytes: 6 * 1024 * 1024 + 98 });
    expect(await process.next()).toHaveProperty('done');
    process.invoke({ bytes: 6 * 1024 * 1024 + 99 });
    expect(await process.next()).toMatchObject({ failed: { errorType: 'Function.ResponseSizeTooLarge' } });
  });

  it('finds a handler in a folder', async () => {
    const process = start('deep/index.main');
    expect(await process.next()).toEqual({});
    process.invoke({});
    expect(await process.next()).toEqual({ done: '"from the folder"' });
  });

  it.each([
    ['broken.handler', 'SyntaxError', 'cannot be loaded'],
    ['index.other', 'TypeError', 'index.other is undefined or not exported'],
  ])('says why %s cannot be used, and ends', async (handler, errorType, errorMessage) => {
    const process = start(handler);
    expect(await process.next()).toMatchObject({ failed: { errorType, errorMessage } });
    expect(await process.end()).toEqual([0, null]);
  });
});
