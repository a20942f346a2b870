import { appendFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ExposerOptions, startExposer } from '../../../../shared/datasets/cash/exposer/start-exposer.ts';
import { byCursor, byLink, byWindow, cellsOf, dayAfter, pageAt } from './page-client.ts';
import {
  filesWith,
  type MadeFiles,
  type Payment,
  paymentsAt,
  paymentsOn,
  removeFilesAfterwards,
} from './payment-files.ts';

removeFilesAfterwards();

async function exposerOf(files: MadeFiles, options: Partial<ExposerOptions> = {}) {
  const exposer = await startExposer({ dir: filesWith(files), port: 0, ...options });
  onTestFinished(() => exposer.stop());
  return exposer;
}

const DAY_S = 86_400;
/** Days with gaps between them, also longer than a page, and times at either end of a day. */
const seconds = fc.array(
  fc
    .tuple(fc.oneof(fc.nat(12), fc.nat(60)), fc.oneof(fc.constantFrom(0, 1, DAY_S - 1), fc.nat(DAY_S - 1)))
    .map(([day, second]) => day * DAY_S + second),
  { minLength: 1, maxLength: 60 },
);

describe('pages of payments', () => {
  it('have every row once: by cursors, by links and by windows', async () => {
    await fc.assert(
      fc.asyncProperty(seconds, seconds, fc.integer({ min: 1, max: 5 }), async (sepaAt, swiftAt, days) => {
        const made = { sepa: paymentsAt(sepaAt), swift: paymentsAt(swiftAt) };
        const exposer = await startExposer({ dir: filesWith(made), port: 0 });
        try {
          for (const name of ['sepa', 'swift'] as const) {
            const url = `${exposer.url}/${name}`;
            const [start, end] = exposer.periods[name]!;
            const ways = [await byCursor(url), await byLink(url), await byWindow(url, start, end, days)];
            for (const pages of ways) {
              expect(pages.flatMap(({ data }) => cellsOf(data))).toEqual(made[name]);
              for (const { data, from, to } of pages) {
                expect(data.every(({ ts }) => ts! >= from && ts! < to)).toBe(true);
              }
            }
            expect(ways[0]).toEqual(ways[1]);
          }
        } finally {
          await exposer.stop();
        }
      }),
      { numRuns: 25 },
    );
  });

  it('have five days each, with payments or without, and follow each other', async () => {
    const { url } = await exposerOf({ swift: paymentsAt([0, 5 * DAY_S - 1, 5 * DAY_S, 17 * DAY_S]) });
    const pages = await byCursor(`${url}/swift`);
    expect(pages.map(({ data, from, to }) => [data.length, from, to])).toEqual([
      [2, '2023-12-28', '2024-01-02'],
      [1, '2024-01-02', '2024-01-07'],
      [0, '2024-01-07', '2024-01-12'],
      [1, '2024-01-12', '2024-01-17'],
    ]);
    expect(pages.map(({ next }) => next !== null)).toEqual([true, true, true, false]);
  });

  it('are empty, without an end, for a file without payments', async () => {
    const { url, periods } = await exposerOf({});
    expect(await pageAt(`${url}/sepa`)).toEqual({ data: [], next: null, from: null, to: null });
    expect((await pageAt(`${url}/sepa?from=2024-02-28&to=2024-03-01`)).data).toEqual([]);
    expect(periods.sepa).toBeUndefined();
  });

  it('are read across the chunks of a file, whatever their length', async () => {
    const swift = paymentsOn(6, 3_000);
    const { url } = await exposerOf({ swift });
    const [first, second] = await byCursor(`${url}/swift`);
    expect(cellsOf(first!.data)).toEqual(swift.slice(0, 15_000));
    expect(cellsOf(second!.data)).toEqual(swift.slice(15_000));
  });

  it('are the same for the same request, also after a start anew', async () => {
    const dir = filesWith({ swift: paymentsOn(20, 3) });
    const texts = async () => {
      const { url, stop } = await startExposer({ dir, port: 0 });
      const queries = [
        '',
        '?cursor=swift-2024-01-02',
        '',
        '?from=2023-12-30&to=2024-01-01',
        '?cursor=swift-2024-01-02',
      ];
      const found: string[] = [];
      for (const query of queries) found.push(await (await fetch(`${url}/swift${query}`)).text());
      await stop();
      return found;
    };
    const [before, after] = [await texts(), await texts()];
    expect(after).toEqual(before);
    expect(before[2]).toBe(before[0]);
    expect(before[4]).toBe(before[1]);
  });

  it('lead on from a window, also from one before the first payment', async () => {
    const { url } = await exposerOf({ sepa: paymentsOn(7, 1) });
    expect(await pageAt(`${url}/sepa?from=2023-12-29&to=2023-12-31`)).toMatchObject({ next: 'sepa-2023-12-31' });
    expect(await pageAt(`${url}/sepa?from=2020-02-28&to=2020-03-01`)).toMatchObject({
      data: [],
      next: 'sepa-2023-12-28',
    });
    expect(await pageAt(`${url}/sepa?from=2025-01-01&to=2025-01-02`)).toMatchObject({ data: [], next: null });
  });

  it('are not disturbed by another consumer', async () => {
    const swift = paymentsOn(41, 20);
    const { url } = await exposerOf({ swift, sepa: swift });
    const consumers = [
      byCursor(`${url}/swift`),
      byLink(`${url}/swift`),
      byCursor(`${url}/swift`),
      byLink(`${url}/sepa`),
    ];
    for (const pages of await Promise.all(consumers)) {
      expect(pages.flatMap(({ data }) => cellsOf(data))).toEqual(swift);
    }
  });
});

describe('amounts and rates', () => {
  const amounts = ['0.10', '100', '-7.50', '90071992547409931234.125'];
  const swift = paymentsAt([0, 1, 2, 3]).map((cells, index) => cells.with(3, amounts[index]!) as unknown as Payment);
  const textOf = async (url: string) => (await fetch(url)).text();

  it('are strings, as they stand in the file', async () => {
    const { url } = await exposerOf({ swift });
    expect(cellsOf((await pageAt(`${url}/swift`)).data)).toEqual(swift);
    expect(await textOf(`${url}/exchange_rates`)).toBe(
      '{"data":[{"currency":"EUR","usd_rate":"1.08340000","eur_rate":"1"},' +
        '{"currency":"JPY","usd_rate":"0.00668712","eur_rate":"0.00617234"}]}',
    );
  });

  it('are numbers of the same digits where that is asked for', async () => {
    const { url } = await exposerOf({ swift }, { numbers: true });
    const text = await textOf(`${url}/swift`);
    expect([...text.matchAll(/"amount":([^,]+),/g)].map(([, digits]) => digits)).toEqual(amounts);
    expect(await textOf(`${url}/exchange_rates`)).toContain('"usd_rate":1.08340000,"eur_rate":1}');
  });
});

describe('the other paths', () => {
  it('answer everything at once', async () => {
    const { url } = await exposerOf({});
    expect(await (await fetch(`${url}/company_info`)).json()).toEqual({
      data: [
        {
          id: 'C1',
          name: 'Acme & Söhne',
          owner: 'Ada Lovelace',
          ibans: ['DE89370400440532013000', 'FR1420041010050500013M02606'],
        },
        { id: 'C2', name: 'B \\ C', owner: 'Bo', ibans: ['X'] },
      ],
    });
    expect(await (await fetch(`${url}/ping`)).text()).toBe('pong');
  });

  it('answer HEAD as GET, without a body', async () => {
    const { url } = await exposerOf({ swift: paymentsOn(9, 1) });
    for (const asked of ['ping', 'company_info', 'exchange_rates', 'swift', 'swift?cursor=x', 'nothing']) {
      const [get, head] = [await fetch(`${url}/${asked}`), await fetch(`${url}/${asked}`, { method: 'HEAD' })];
      await get.text();
      expect(await head.text()).toBe('');
      expect(head.status).toBe(get.status);
      for (const name of ['content-type', 'link']) expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });
});

describe('what is refused', () => {
  it.each([
    ['swift?cursor=', 'is not one that /swift has given'],
    ['swift?cursor=2024-01-02', 'is not one that /swift has given'],
    ['swift?cursor=sepa-2024-01-02', 'is not one that /swift has given'],
    ['swift?cursor=swift-2024-02-30', 'is not one that /swift has given'],
    ['swift?cursor=swift-2023-12-27', 'leave cursor out'],
    ['swift?cursor=swift-2024-01-06', 'Pass "next" of the answer before'],
    ['swift?cursor=swift-2024-01-02&cursor=swift-2024-01-02', 'more than once'],
    ['swift?cursor=swift-2024-01-02&from=2024-01-01&to=2024-01-02', 'cursor goes without from and to'],
    ['swift?from=2024-01-01', 'to is missing'],
    ['swift?to=2024-01-01', 'from is missing'],
    ['swift?from=2024-01-01&to=2024-01-07', 'at most 5 are answered at once. Give to=2024-01-06 or earlier'],
    ['swift?from=2024-01-02&to=2024-01-02', 'must be before to'],
    ['swift?from=2024-01-03&to=2024-01-02', 'must be before to'],
    ['swift?from=2024-1-1&to=2024-01-02', 'from "2024-1-1" is not a day'],
    ['swift?from=2023-02-28&to=2023-02-29', 'to "2023-02-29" is not a day'],
    ['swift?page=2', 'Unknown parameter "page". It takes cursor, from, to.'],
    ['ping?page=2', 'Unknown parameter "page". It takes none.'],
    ['company_info?limit=2', 'Unknown parameter "limit"'],
  ])('400 for %s', async (asked, detail) => {
    const { url } = await exposerOf({ swift: paymentsOn(9, 1) });
    const response = await fetch(`${url}/${asked}`);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
    expect(response.status).toBe(400);
  });

  it('another path, another method', async () => {
    const { url } = await exposerOf({});
    for (const asked of ['', 'sepa/', 'SEPA', 'toString', '/sepa']) {
      const response = await fetch(`${url}/${asked}`);
      expect([response.status, await response.json()]).toMatchObject([
        404,
        { detail: expect.stringContaining('/sepa') },
      ]);
    }
    const post = await fetch(`${url}/sepa`, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('other names of this machine, and pages in a browser of other origins', async () => {
    const { url } = await exposerOf({});
    const statusWith = (headers: http.OutgoingHttpHeaders) =>
      new Promise((resolve, reject) => {
        const request = http.get(`${url}/sepa`, { headers, agent: false }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        request.on('error', reject);
      });
    expect(await statusWith({ host: 'exposer.example' })).toBe(403);
    expect(await statusWith({ origin: 'https://exposer.example' })).toBe(403);
    expect(await statusWith({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusWith({ 'sec-fetch-site': 'none' })).toBe(200);
    expect(await statusWith({ host: url.replace('http://127.0.0.1', 'localhost') })).toBe(200);
  });

  it('pages of files that were written to since', async () => {
    const dir = filesWith({ swift: paymentsOn(9, 1) });
    const exposer = await startExposer({ dir, port: 0 });
    onTestFinished(() => exposer.stop());
    appendFileSync(path.join(dir, 'swift.csv'), 'x');
    const response = await fetch(`${exposer.url}/swift`);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('Start the exposer again') });
    expect((await fetch(`${exposer.url}/sepa`)).status).toBe(200);
  });

  it('a port that is taken', async () => {
    const { url } = await exposerOf({});
    const port = Number(new URL(url).port);
    await expect(startExposer({ dir: filesWith(), port })).rejects.toThrow(
      `Port ${port} is in use by another program. Choose another one: --port ${port + 1}`,
    );
  });
});

it('stops while somebody reads, and says what was asked', async () => {
  const { url, requests, stop } = await exposerOf({ swift: paymentsOn(5, 20_000) });
  const response = await fetch(`${url}/swift?from=2023-12-28&to=${dayAfter('2023-12-28', 5)}`);
  const reader = response.body!.getReader();
  await reader.read();
  await stop();
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow();
  expect(requests()).toEqual([
    { method: 'GET', path: '/swift?from=2023-12-28&to=2024-01-02', status: 200, faults: [] },
  ]);
});
