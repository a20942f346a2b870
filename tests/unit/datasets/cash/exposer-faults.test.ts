import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { drawFates, type Faults } from '../../../../shared/datasets/cash/exposer/faults.ts';
import { type ExposerOptions, startExposer } from '../../../../shared/datasets/cash/exposer/start-exposer.ts';
import { byCursor, byWindow, cellsOf, pageAt, stubbornly } from './page-client.ts';
import { filesWith, paymentsOn, removeFilesAfterwards } from './payment-files.ts';

removeFilesAfterwards();

const swift = paymentsOn(23, 30);

async function exposerWith(options: Partial<ExposerOptions>, rows = swift) {
  const exposer = await startExposer({ dir: filesWith({ swift: rows, sepa: rows }), port: 0, ...options });
  onTestFinished(() => exposer.stop());
  return exposer;
}

describe('the fates of requests', () => {
  const all: Faults = {
    crashRate: 0.2,
    throttleRate: 0.1,
    garbleRate: 0.05,
    slowRate: 0.3,
    repeatRate: 0.4,
    resizeRate: 0.5,
  };
  const draws = (faults: Faults, count: number) => {
    const draw = drawFates(faults, 5);
    return Array.from({ length: count }, () => draw());
  };

  it('have the shares that were asked for', () => {
    const fates = draws(all, 20_000);
    const share = (of: (fate: (typeof fates)[number]) => boolean) => fates.filter(of).length / fates.length;
    for (const [failure, rate] of [
      ['error', 0.1],
      ['cut', 0.1],
      ['throttle', 0.1],
      ['garble', 0.05],
    ] as const) {
      expect(share((fate) => fate.failure === failure)).toBeCloseTo(rate, 1.5);
    }
    expect(share(({ isSlow }) => isSlow)).toBeCloseTo(0.3, 1.5);
    expect(share(({ repeated }) => repeated > 0)).toBeCloseTo(0.4, 1.5);
    for (const days of [1, 2, 3, 4, 5]) expect(share((fate) => fate.days === days)).toBeCloseTo(0.1, 1.5);
    expect(new Set(fates.map(({ repeated }) => repeated))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('depend on the seed alone', () => {
    expect(draws(all, 200)).toEqual(draws({ ...all, seed: 1 }, 200));
    expect(draws({ ...all, seed: 2 }, 200)).not.toEqual(draws(all, 200));
    const failures = (faults: Faults) => draws(faults, 200).map(({ failure }) => failure);
    expect(failures({ ...all, slowRate: 0, repeatRate: 1, resizeRate: 0 })).toEqual(failures(all));
  });

  it('are none without rates, and always one with all of them', () => {
    expect(
      new Set(draws({}, 500).map(({ failure, isSlow, repeated, days }) => `${failure} ${isSlow} ${repeated} ${days}`)),
    ).toEqual(new Set(['undefined false 0 undefined']));
    expect(draws({ crashRate: 0.6, throttleRate: 0.3, garbleRate: 0.1 }, 5_000).every(({ failure }) => failure)).toBe(
      true,
    );
    expect(() => drawFates({ crashRate: 0.6, throttleRate: 0.5 }, 5)).toThrow(RangeError);
  });
});

describe('requests that fail', () => {
  it('are those that the seed says', async () => {
    const faults: Faults = { crashRate: 0.3, throttleRate: 0.2, garbleRate: 0.2, resizeRate: 0.3, seed: 7 };
    const { url, requests } = await exposerWith(faults);
    const draw = drawFates(faults, 5);
    const expected = Array.from({ length: 120 }, () => draw());
    for (const { failure } of expected) {
      // Refusals and pings between them are no part of it.
      expect((await fetch(`${url}/swift?cursor=x`)).status).toBe(400);
      expect((await fetch(`${url}/ping`)).status).toBe(200);
      const response = await fetch(`${url}/swift`);
      expect(response.status).toBe(failure === 'error' ? 500 : failure === 'throttle' ? 429 : 200);
      if (failure === 'cut') await expect(response.text()).rejects.toThrow();
      else await response.text();
    }
    const told = requests().filter(({ path }) => path === '/swift');
    expect(told.map(({ faults: [first] }) => (first === 'resize' ? undefined : first))).toEqual(
      expected.map(({ failure }) => failure),
    );
  });

  it('hurt nobody who asks again, and nobody else', async () => {
    const { url, requests } = await exposerWith({
      crashRate: 0.3,
      throttleRate: 0.15,
      garbleRate: 0.15,
      slowRate: 0.2,
      slowMs: 3,
      repeatRate: 0.5,
      resizeRate: 0.5,
    });
    const pings = async () => {
      for (let asked = 0; asked < 50; asked += 1) expect(await (await fetch(`${url}/ping`)).text()).toBe('pong');
    };
    const consumers = [stubbornly(`${url}/swift`), stubbornly(`${url}/sepa`), stubbornly(`${url}/swift`)];
    const [read] = await Promise.all([Promise.all(consumers), pings()]);
    for (const { rows } of read) expect(rows).toEqual(swift);
    const failed = requests().filter(({ faults: [first] }) =>
      ['error', 'cut', 'throttle', 'garble'].includes(first ?? ''),
    );
    expect(read.reduce((sum, { failures }) => sum + failures, 0)).toBe(failed.length);
    expect(failed.length).toBeGreaterThan(0);
  });

  it('say when to come back', async () => {
    const { url } = await exposerWith({ throttleRate: 1, retryAfter: 7 });
    const response = await fetch(`${url}/company_info`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await response.json()).toMatchObject({ status: 429, detail: expect.stringContaining('7 seconds') });
  });

  it('are answered 500, or cut off in the middle of a body', async () => {
    const { url, requests } = await exposerWith({ crashRate: 1 });
    const paths = ['/swift', '/company_info', '/exchange_rates', '/sepa?from=2020-01-01&to=2020-01-02'];
    for (let asked = 0; asked < 24; asked += 1) {
      const path = paths[asked % paths.length]!;
      const text = await overSocket(url, path);
      const isCut = requests().at(-1)!.faults[0] === 'cut';
      if (isCut) {
        expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n[0-9a-f]+\r\n\{/);
        expect(text).not.toMatch(/\r\n0\r\n\r\n$/);
      } else expect(text).toMatch(/^HTTP\/1\.1 500 [\s\S]*Send the request again/);
    }
    expect(new Set(requests().map(({ faults: [first] }) => first))).toEqual(new Set(['error', 'cut']));
  });

  it('look whole and are not', async () => {
    const { url } = await exposerWith({ garbleRate: 1 }, paymentsOn(5, 2_000));
    for (const path of ['swift', 'swift', 'company_info', 'exchange_rates', 'sepa?from=2020-01-01&to=2020-01-02']) {
      const response = await fetch(`${url}/${path}`);
      const body = await response.text();
      expect(response.status).toBe(200);
      expect(Number(response.headers.get('content-length'))).toBe(Buffer.byteLength(body));
      expect(body).toMatch(/^\{/);
      expect(() => JSON.parse(body)).toThrow(SyntaxError);
    }
  });

  it('have no body to be cut, for HEAD', async () => {
    const { url, requests } = await exposerWith({ garbleRate: 1 });
    expect((await fetch(`${url}/swift`, { method: 'HEAD' })).status).toBe(200);
    const crashing = await exposerWith({ crashRate: 1 });
    const statuses: number[] = [];
    for (let asked = 0; asked < 20; asked += 1) {
      statuses.push((await fetch(`${crashing.url}/swift`, { method: 'HEAD' })).status);
    }
    expect(new Set(statuses)).toEqual(new Set([200, 500]));
    expect(requests()[0]!.faults).toEqual([]);
  });
});

describe('answers that are late', () => {
  const timed = async (url: string): Promise<number> => {
    const before = performance.now();
    await (await fetch(url)).text();
    return performance.now() - before;
  };
  // Timers may be a millisecond early.
  const EARLY_MS = 2;

  it('come after that time', async () => {
    const { url, requests } = await exposerWith({ slowRate: 1, slowMs: 100 });
    expect(await timed(`${url}/swift`)).toBeGreaterThanOrEqual(100 - EARLY_MS);
    expect(requests()[0]!.faults).toEqual(['slow']);
  });

  it('are not waited for by others, nor when everything stops', async () => {
    const { url, requests, stop } = await exposerWith({ slowRate: 1, slowMs: 600_000 });
    const refused = expect(fetch(`${url}/swift`)).rejects.toThrow();
    await expect.poll(() => requests().length).toBe(1);
    expect(await (await fetch(`${url}/ping`)).text()).toBe('pong');
    await stop();
    await refused;
  });

  it('are all of them with a latency', async () => {
    const { url } = await exposerWith({ latencyMs: 60 });
    for (const path of ['ping', 'swift', 'company_info', 'nothing', 'swift?cursor=x']) {
      expect(await timed(`${url}/${path}`)).toBeGreaterThanOrEqual(60 - EARLY_MS);
    }
  });
});

describe('odd pages', () => {
  it('end with the first rows of the next one', async () => {
    const { url, requests } = await exposerWith({ repeatRate: 1 });
    const pages = await byCursor(`${url}/swift`);
    const repeated = pages.map(({ data, to }) => data.filter(({ ts }) => ts! >= to));
    for (const [index, rows] of repeated.slice(0, -1).entries()) {
      expect(rows.length).toBeGreaterThan(0);
      expect(pages[index]!.data.slice(-rows.length)).toEqual(rows);
      expect(pages[index + 1]!.data.slice(0, rows.length)).toEqual(rows);
    }
    expect(repeated.at(-1)).toEqual([]);
    expect(pages.flatMap(({ data, to }) => cellsOf(data.filter(({ ts }) => ts! < to)))).toEqual(swift);
    expect(requests().map(({ faults }) => faults)).toEqual([...pages.slice(1).map(() => ['repeat']), []]);
  });

  it('have one to five days, and the cursor goes on where they end', async () => {
    const { url } = await exposerWith({ resizeRate: 1 });
    const pages = await byCursor(`${url}/swift`);
    expect(pages.flatMap(({ data }) => cellsOf(data))).toEqual(swift);
    for (const [index, { from, to }] of pages.entries()) {
      const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      expect([1, 2, 3, 4, 5]).toContain(days);
      if (index > 0) expect(from).toBe(pages[index - 1]!.to);
    }
    expect(pages.length).toBeGreaterThan(5);
  });

  it('are no windows of one’s own, which would lose rows', async () => {
    const { url } = await exposerWith({ resizeRate: 1 });
    const pages = await byWindow(`${url}/swift`, '2023-12-28', '2024-01-19', 5);
    expect(pages.flatMap(({ data }) => cellsOf(data))).toEqual(swift);
    expect(await pageAt(`${url}/swift?from=2023-12-28&to=2024-01-02`)).toMatchObject({ to: '2024-01-02' });
  });
});

/** All that a connection gives until it is closed. */
function overSocket(url: string, path: string): Promise<string> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}
