import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockHome } from '../../../../local/service/instance-lock.ts';
import { keepInTenantsFile } from '../../../../local/tenants-file.ts';
import { HELP, readArguments } from '../../../../shared/datasets/sales/producer/arguments.ts';
import { EventMaker } from '../../../../shared/datasets/sales/producer/made-events.ts';
import { produce } from '../../../../shared/datasets/sales/producer/produce.ts';
import { Refused, StreamClient, Unanswered } from '../../../../shared/datasets/sales/producer/stream-client.ts';
import { transactionsStream } from '../../../../shared/datasets/sales/transactions-stream.ts';
import { ArgumentError } from '../../../../shared/domain/command-options.ts';
import { parseExactNumbers } from '../../../../shared/domain/exact-number.ts';
import { checkEvent } from '../../../../shared/streams/check-event.ts';

const NOW = Date.UTC(2026, 2, 2, 9, 30);
const isSound = (event: object) =>
  'event' in checkEvent(transactionsStream, parseExactNumbers(JSON.stringify(event)) as Record<string, unknown>);

describe('the arguments of npm run producer', () => {
  it('have defaults, and are read', () => {
    expect(readArguments([])).toEqual({
      url: undefined,
      tenant: undefined,
      key: undefined,
      rate: undefined,
      count: undefined,
      bad: 0,
      duplicates: 0,
      seed: 1,
    });
    expect(
      readArguments([
        '--rate',
        '500',
        '--count',
        '30000',
        '--bad',
        '0.01',
        '--duplicates',
        '0.02',
        '--url',
        'http://x/v1/',
      ]),
    ).toMatchObject({ rate: 500, count: 30_000, bad: 0.01, duplicates: 0.02, url: 'http://x/v1' });
    expect(readArguments(['--help'])).toBeUndefined();
    for (const option of ['--rate', '--count', '--bad', '--duplicates', '--seed', '--url', '--tenant', '--key']) {
      expect(HELP).toContain(option);
    }
  });

  it.each([
    ['--rate', '0'],
    ['--rate', '1e3'],
    ['--count', '1.5'],
    ['--bad', '2'],
    ['--url', 'ftp://x'],
    ['--made-up', '1'],
  ])('%s %s is refused', (...given) => expect(() => readArguments(given)).toThrow(ArgumentError));

  it('more than all cannot be broken or repeated', () => {
    expect(() => readArguments(['--bad', '0.6', '--duplicates', '0.6'])).toThrow('together');
  });
});

describe('events that are made', () => {
  it('are what they are said to be, with account of them', () => {
    const maker = new EventMaker({ seed: 7, bad: 0.1, duplicates: 0.1 });
    const made = Array.from({ length: 5000 }, (_, at) => maker.next(NOW + at));
    const seen = new Map<string, string>();
    for (const { kind, event } of made) {
      expect(isSound(event), JSON.stringify(event)).toBe(kind !== 'bad');
      if (kind === 'sound') {
        expect(seen.has(String(event.transaction_id))).toBe(false);
        expect(event.transaction_id).toMatch(/^txn_\d{10}_[1-9]\d{3}$/);
        seen.set(String(event.transaction_id), String(event.amount));
      }
      if (kind === 'duplicate') expect(seen.get(String(event.transaction_id))).toBe(event.amount);
    }
    const cents = [...seen.values()].map((amount) => BigInt(amount.replace('.', '')));
    const total = cents.reduce((sum, one) => sum + one, 0n).toString();
    expect(maker.expected('2000.00')).toEqual({
      transactions: seen.size,
      total_value: `${total.slice(0, -2)}.${total.slice(-2)}`,
      alerts: cents.filter((one) => one > 200_000n).length,
    });
    expect(maker.counts).toEqual({
      sound: seen.size,
      bad: made.filter(({ kind }) => kind === 'bad').length,
      duplicate: made.filter(({ kind }) => kind === 'duplicate').length,
    });
    expect(Math.min(...cents.map(Number))).toBeGreaterThanOrEqual(500);
    expect(Math.max(...cents.map(Number))).toBeLessThanOrEqual(500_000);
  });

  it('have ids of their own, however many there are in a second; the same seed makes the same', () => {
    const make = () => {
      const maker = new EventMaker({ seed: 3, bad: 0, duplicates: 0 });
      return Array.from({ length: 20_000 }, () => maker.next(NOW).event);
    };
    const events = make();
    expect(new Set(events.map(({ transaction_id }) => transaction_id)).size).toBe(20_000);
    expect(make()).toEqual(events);
  });
});

describe('a producer', () => {
  /** Accepts what it has not seen, and answers each request for events as it is told. */
  async function service(answers: readonly (number | 'cut')[]) {
    const seen = new Set<string>();
    const left = [...answers];
    const server = createServer((request, response) => {
      void (async () => {
        if (request.method === 'GET') return response.end(JSON.stringify({ threshold: '2000.00' }));
        const { events } = JSON.parse(await text(request)) as { events: { transaction_id: string }[] };
        const next = left.shift() ?? 202;
        // Cut off after the work, or refused before it.
        const before = seen.size;
        if (next === 202 || next === 'cut') for (const event of events) seen.add(event.transaction_id);
        if (next === 'cut') return request.socket.destroy();
        response.writeHead(next, { 'retry-after': '0' });
        const accepted = seen.size - before;
        return response.end(JSON.stringify({ accepted, duplicates: events.length - accepted, rejected: [] }));
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
  }

  it('sends what is not answered again, until it is', async () => {
    const { url, seen } = await service([429, 503, 'cut', 202]);
    const produced = await produce(new StreamClient(url, 'k'), {
      rate: 5000,
      count: 700,
      bad: 0,
      duplicates: 0,
      seed: 1,
    });
    expect(seen.size).toBe(700);
    expect(produced).toMatchObject({ sent: 700, repeats: 3, rejected: 0, expected: { transactions: 700 } });
    expect(produced.accepted + produced.duplicates).toBe(700);
  });

  it('tells once that a service is not ready, and of a problem its words only', async () => {
    const { url } = await service([503, 503, 503, 202]);
    const told: string[] = [];
    await produce(new StreamClient(url, 'k', (line) => told.push(line)), {
      rate: 5000,
      count: 5,
      bad: 0,
      duplicates: 0,
      seed: 1,
    });
    expect(told).toEqual([`${url} is not ready (503); asking again until it is`]);
    const problem = JSON.stringify({ type: '/problems/forbidden', detail: 'Not with this key.', request_id: 'r' });
    const refusing = createServer((_, response) => response.writeHead(403).end(problem));
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void refusing.close());
    const at = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
    await expect(new StreamClient(at, 'k').counters()).rejects.toThrow(/: Not with this key\. \(403\)$/);
  });

  it('gives up where it would be refused again', async () => {
    const { url } = await service([401]);
    await expect(
      produce(new StreamClient(url, 'k'), { rate: 100, count: 5, bad: 0, duplicates: 0, seed: 1 }),
    ).rejects.toThrow(Refused);
  });

  it('ends when it is told to, whether nobody answers or what is under way hangs', async () => {
    const signalOn = async (server: Server, event: string) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => {
        server.close();
        server.closeAllConnections();
      });
      const stop = new AbortController();
      server.once(event, () => stop.abort());
      return { signal: stop.signal, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    };
    const one = { rate: 100, count: undefined, bad: 0, duplicates: 0, seed: 1 };
    const down = await signalOn(
      createServer((_, response) => response.writeHead(503).end()),
      'request',
    );
    await expect(produce(new StreamClient(down.url, 'k'), one, { signal: down.signal })).rejects.toThrow(Unanswered);
    const hanging = createServer((request, response) => {
      if (request.method === 'GET') response.end(JSON.stringify({ threshold: '2000.00' }));
      // All of it is here: nothing is said of it.
      else request.once('end', () => hanging.emit('sent')).resume();
    });
    const hangs = await signalOn(hanging, 'sent');
    const produced = await produce(new StreamClient(hangs.url, 'k'), one, { signal: hangs.signal });
    expect(produced).toMatchObject({ accepted: 0, unanswered: produced.sent });
    expect(produced.sent).toBeGreaterThan(0);
  });
});

describe('npm run producer', () => {
  const KEY = `sk_live_${'0'.repeat(48)}`;

  /** A home with a key, and an address that counts nothing and accepts everything, or says nothing. */
  async function homeAndService({ isSilent = false } = {}) {
    const home = mkdtempSync(path.join(tmpdir(), 'tranche-producer-'));
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      server.emit('asked');
      if (isSilent) return;
      const counters = { transactions: 0, total_value: '0.00', alerts: 0 };
      const answer = { counters, threshold: '2000.00', accepted: 1, duplicates: 0, rejected: [] };
      request.once('end', () => response.end(JSON.stringify(answer))).resume();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
      rmSync(home, { recursive: true, force: true });
    });
    keepInTenantsFile(home, [{ tenant_id: 'BANK001', name: 'Bank 001', api_key: KEY }]);
    return { home, server, asked, port: (server.address() as AddressInfo).port };
  }

  function start(env: Readonly<Record<string, string>>, given: readonly string[] = []) {
    const script = path.resolve(import.meta.dirname, '../../../../scripts/producer.ts');
    const { PORT: _, TRANCHE_URL: __, TRANCHE_API_KEY: ___, ...rest } = process.env;
    const child = spawn(process.execPath, [script, ...given], { env: { ...rest, ...env } });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { child, ended: ended.then(([out, err, [code]]) => ({ out, err, code: code as number })) };
  }

  it('sends to the service that PORT names, with the key of this installation', async () => {
    const { home, port, asked, server } = await homeAndService();
    const { child, ended } = start({ TRANCHE_HOME: home, PORT: String(port) }, ['--rate', '100']);
    while (asked.length < 4) await once(server, 'asked');
    child.kill('SIGINT');
    expect((await ended).out).toContain(`http://127.0.0.1:${port} …\nsent `);
    expect(new Set(asked)).toEqual(new Set([`Api-Key ${KEY}`]));
  });

  it('finds the service that runs, whatever its port, and ends at the first signal where nobody answers', async () => {
    const { home, port, server } = await homeAndService({ isSilent: true });
    const lock = lockHome(home);
    onTestFinished(() => lock.release());
    lock.describe(`http://127.0.0.1:${port}`);
    const { child, ended } = start({ TRANCHE_HOME: home, PORT: '1' });
    await once(server, 'asked');
    child.kill('SIGTERM');
    const { code, err } = await ended;
    expect(code).toBe(130);
    expect(err).toContain(`Ended before anything was sent. http://127.0.0.1:${port} gives no answer`);
  });

  it('says where it looked for a key', async () => {
    const { code, err } = await start({ TRANCHE_HOME: path.join(tmpdir(), 'no-such-home') }).ended;
    expect([code, err]).toEqual([4, expect.stringContaining('npm start')]);
  });
});
