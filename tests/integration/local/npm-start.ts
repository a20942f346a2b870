import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect } from 'vitest';
import { until } from './host/fixture/start.ts';

const MAIN = path.resolve(import.meta.dirname, '../../../local/main.ts');

export interface Run {
  readonly child: ChildProcess;
  /** All that it printed so far. */
  output(): string;
  readonly ended: Promise<number | null>;
}

/** `npm start` on a home of the test file's own; what still runs after a test is killed. */
export function useNpmStart() {
  const home = mkdtempSync(path.join(tmpdir(), 'tranche-service-'));
  const started: ChildProcess[] = [];

  function run(port: number): Run {
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env.PATH, TRANCHE_HOME: home, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    }
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    return { child, output: () => printed, ended };
  }

  /** Starts it and waits for its one line. On standard error it says where the keys are, and why it takes a little longer. */
  async function ready(): Promise<Run & { url: string }> {
    const running = run(0);
    const keys = /^The banks' API keys are in \S+tenants\.json\n/m;
    await until(
      running.output,
      (printed) => (printed.includes('ready') && keys.test(printed)) || running.child.exitCode !== null,
    );
    const others = running
      .output()
      .replace(keys, '')
      .replace(/^Building the page [^\n]*\n/m, '');
    const [, url] = /^Tranche is ready at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(others) ?? [];
    expect(url, running.output()).toBeDefined();
    return { ...running, url: url as string };
  }

  const readTenants = () =>
    JSON.parse(readFileSync(path.join(home, 'tenants.json'), 'utf8')) as { tenant_id: string; api_key: string }[];

  afterEach(async () => {
    for (const child of started.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  return { home, run, ready, readTenants };
}
