import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HELP, readArguments } from '../../../../shared/datasets/cash/exposer/arguments.ts';
import { ArgumentError } from '../../../../shared/domain/command-options.ts';
import { filesWith, paymentsOn, removeFilesAfterwards } from './payment-files.ts';

removeFilesAfterwards();

describe('the arguments of npm run exposer', () => {
  it('have defaults but for the folder', () => {
    expect(readArguments(['--dir', 'data'])).toEqual({
      dir: 'data',
      size: undefined,
      port: 8090,
      numbers: false,
      latencyMs: 0,
      faults: {
        crashRate: 0,
        throttleRate: 0,
        retryAfter: 1,
        garbleRate: 0,
        slowRate: 0,
        slowMs: 2_000,
        repeatRate: 0,
        resizeRate: 0,
        seed: 1,
      },
    });
  });

  it('are read', () => {
    const given =
      '--dir d --size medium --port 0 --numbers --latency 20 --crash-rate 0.05 --throttle-rate .1 --retry-after 3 ' +
      '--garble-rate 0.01 --slow-rate 1 --slow-ms 50 --repeat-rate 0.2 --resize-rate 0.3 --seed 9';
    expect(readArguments(given.replace(' .1', ' 0.1').split(' '))).toEqual({
      dir: 'd',
      size: 'medium',
      port: 0,
      numbers: true,
      latencyMs: 20,
      faults: {
        crashRate: 0.05,
        throttleRate: 0.1,
        retryAfter: 3,
        garbleRate: 0.01,
        slowRate: 1,
        slowMs: 50,
        repeatRate: 0.2,
        resizeRate: 0.3,
        seed: 9,
      },
    });
  });

  it.each([
    ['', '--dir is missing: name the folder that the datamaker has written its files into.'],
    ['--dir=', '--dir must not be empty'],
    ['--dir d --size huge', '--size must be one of small, medium, large, mega; got "huge".'],
    ['--dir d --port 65536', '--port must be a number from 0 to 65535; got "65536".'],
    ['--dir d --port 80.5', '--port must be a whole number; got "80.5".'],
    ['--dir d --crash-rate 1.1', '--crash-rate must be a number from 0 to 1; got "1.1".'],
    ['--dir d --crash-rate 5%', '--crash-rate must be a number from 0 to 1; got "5%".'],
    ['--dir d --crash-rate 0.6 --garble-rate 0.5', 'must be 1 at most together'],
    ['--dir d --latency 1e3', '--latency must be a number from 0 to 600000; got "1e3".'],
    ['--dir d --seed x', '--seed must be a number'],
    ['--dir d --slow-ms 5', '--slow-ms goes with --slow-rate: give that too, or leave both out.'],
    ['--dir d --retry-after 5', '--retry-after goes with --throttle-rate'],
    ['--dir d --fail', "Unknown option '--fail'."],
    ['d', "Unexpected argument 'd'."],
  ])('are refused: %s', (given, reason) => {
    const read = () => readArguments(given.split(' ').filter(Boolean));
    expect(read).toThrow(ArgumentError);
    expect(read).toThrow(reason);
  });

  it('are explained', () => {
    expect(readArguments(['--help', '--dir', 'd'])).toBeUndefined();
    const options = [
      'dir',
      'size',
      'port',
      'numbers',
      'latency',
      'crash-rate',
      'slow-rate',
      'slow-ms',
      'throttle-rate',
    ];
    for (const option of [...options, 'retry-after', 'garble-rate', 'repeat-rate', 'resize-rate', 'seed', 'help']) {
      expect(HELP).toContain(`  --${option} `);
    }
  });
});

describe('npm run exposer', () => {
  const MAIN = path.resolve(import.meta.dirname, '../../../../shared/datasets/cash/exposer/main.ts');

  function run(...args: string[]) {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
    }
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    return { text: () => text, ended, interrupt: () => child.kill('SIGINT') };
  }

  it('says what it serves and how to ask for it, and ends on Ctrl-C with a request under way', async () => {
    const dir = filesWith({ swift: paymentsOn(9, 200) });
    const faults = ['--crash-rate', '0.05', '--slow-rate', '1', '--slow-ms', '600000'];
    const exposer = run('--dir', dir, '--size', 'small', '--port', '0', ...faults);
    await expect.poll(exposer.text).toContain('Ctrl-C ends it.');
    expect(exposer.text()).toContain('/swift           1,800 payments, 2023-12-28 to 2024-01-05');
    expect(exposer.text()).toContain('5 % crash, 100 % are 600,000 ms late');
    const example = /curl -i '(http:\/\/127\.0\.0\.1:\d+)\/swift\?from=2023-12-28&to=2023-12-29'/.exec(exposer.text());
    expect(await (await fetch(`${example![1]}/ping`)).text()).toBe('pong');
    const asked = expect(fetch(`${example![1]}/swift`)).rejects.toThrow();
    exposer.interrupt();
    expect(await exposer.ended).toBe(0);
    await asked;
  });

  it('says why it cannot', async () => {
    const wrong = run('--dir', filesWith(), '--size', 'medium');
    const mistyped = run('--dir');
    expect([await wrong.ended, await mistyped.ended]).toEqual([1, 2]);
    expect(wrong.text()).toContain('are of size small, not medium');
    expect(wrong.text()).not.toContain('    at ');
    expect(mistyped.text()).toContain('npm run exposer -- --help says more.');
  });
});
