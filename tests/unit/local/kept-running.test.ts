import { expect, test, vi } from 'vitest';
import { type Engine, keptRunning } from '../../../local/service/kept-running.ts';

/** Engines that can be made to end, and starts that can be made to fail. */
function engines() {
  const ends: ((code: number | null) => void)[] = [];
  const stopped: number[] = [];
  let failures = 0;
  const start = vi.fn(async (): Promise<Engine> => {
    if (failures > 0) {
      failures--;
      throw new Error('the port is in use');
    }
    const number = ends.length;
    return {
      onExit: (callback) => {
        ends[number] = callback;
      },
      stop: async () => void stopped.push(number),
    };
  });
  const said: string[] = [];
  const onGone = vi.fn();
  const options = { name: 'Postgres', log: (line: string) => void said.push(line), onGone, pauseMs: 1 };
  const fail = (times: number) => {
    failures = times;
  };
  return { start, ends, stopped, said, onGone, options, fail };
}

test('an engine that ends is started again, as often as it ends, and told of', async () => {
  const { start, ends, stopped, said, onGone, options } = engines();
  const kept = await keptRunning(start, options);
  ends[0]!(null);
  await expect.poll(() => said).toContain('Postgres is back.');
  ends[1]!(1);
  await expect.poll(() => start).toHaveBeenCalledTimes(3);
  await kept.stop();
  expect(said[0]).toBe('Postgres ended unexpectedly (killed); it is started again.');
  expect(stopped).toEqual([2]);
  expect(onGone).not.toHaveBeenCalled();
});

test('a start that fails is tried again', async () => {
  const { start, ends, said, onGone, options, fail } = engines();
  const kept = await keptRunning(start, options);
  fail(2);
  ends[0]!(1);
  await expect.poll(() => said.at(-1)).toBe('Postgres is back.');
  expect(said[1]).toBe('Postgres could not be started again: the port is in use');
  expect(onGone).not.toHaveBeenCalled();
  await kept.stop();
});

test('one that cannot be had back is told, once', async () => {
  const { start, ends, onGone, options, fail } = engines();
  const kept = await keptRunning(start, options);
  fail(1000);
  ends[0]!(1);
  await expect.poll(() => onGone).toHaveBeenCalledExactlyOnceWith('Postgres');
  await kept.stop();
});

test('stopping waits for no pause, and starts nothing', async () => {
  const { start, ends, stopped, options } = engines();
  const kept = await keptRunning(start, { ...options, pauseMs: 3600_000 });
  ends[0]!(1);
  await kept.stop();
  expect(start).toHaveBeenCalledTimes(1);
  expect(stopped).toEqual([0]);
});

test('the first start that fails is the answer', async () => {
  const { start, options, fail } = engines();
  fail(1);
  await expect(keptRunning(start, options)).rejects.toThrow('the port is in use');
});
