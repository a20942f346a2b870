import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { type ServiceChild, startServiceChild } from '../../local/service/child.ts';
import { Bank } from './bank.ts';
import { makeBank } from './tenants.ts';

export interface OwnService {
  readonly home: string;
  readonly url: string;
  readonly pid: number;
  /** Starts it again after it was stopped or killed; banks made before go on with `follow`. */
  start(): Promise<void>;
  kill(): Promise<void>;
  bank(tenantId: string): Promise<Bank>;
  /** The bank at the address that the service has now. */
  follow(bank: Bank): Bank;
}

/**
 * A service for one test file, for what a test cannot do to a service that others use.
 * @param rateLimits RATE_LIMITS of it; lifted where left out
 * @param settings others that differ from this process'
 */
export function useOwnService(
  scheduleSeconds: number,
  rateLimits?: string,
  settings: Readonly<Record<string, string>> = {},
): OwnService {
  let home = '';
  let child: ServiceChild | undefined;
  const running = (): ServiceChild => {
    if (child === undefined) throw new Error('the service does not run');
    return child;
  };
  const start = async () => {
    child = await startServiceChild(home, {
      scheduleSeconds,
      settings,
      ...(rateLimits === undefined ? {} : { rateLimits }),
    });
  };
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'tranche-own-'));
    // What follows from the sources alone, which the service of the suite has made already.
    for (const made of ['template', 'build']) {
      await cp(path.join(inject('home'), made), path.join(home, made), { recursive: true });
    }
    await start();
  });
  afterAll(async () => {
    await child?.stop();
    rmSync(home, { recursive: true, force: true });
  });
  return {
    get home() {
      return home;
    },
    get url() {
      return running().url;
    },
    get pid() {
      return running().pid;
    },
    start,
    kill: async () => running().kill(),
    bank: (tenantId) => makeBank(home, running().url, tenantId),
    follow: ({ tenantId, apiKey }) => new Bank({ baseUrl: running().url, tenantId, apiKey }),
  };
}
