import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ReadApi, SampleSource } from '../../contracts/sample-source.ts';
import { makeFiles } from './datamaker/make-files.ts';
import type { Manifest } from './datamaker/manifest.ts';
import { SIZES } from './datamaker/sizes.ts';
import { exactOf, shownOf } from './exact-value.ts';
import { exposerConfig } from './exposer/source.ts';
import { startExposer } from './exposer/start-exposer.ts';

/** As many requests fail, to show that none of it matters. */
const CRASH_RATE = 0.05;
const COMPANIES_SHOWN = 3;

/** The smallest files of the datamaker, served by an exposer that crashes now and then. */
export const cashSampleSource: SampleSource = {
  async serve(folder, seed) {
    const size = SIZES[0]!;
    await makeFiles({ size, seed, folder, threads: availableParallelism() });
    const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
    const exposer = await startExposer({ dir: folder, port: 0, crashRate: CRASH_RATE, seed });
    const { counts } = manifest;
    return {
      made: [
        `${shown(counts.company)} companies with ${shown(manifest.accounts)} accounts, ${shown(counts.sepa)} SEPA and ${shown(counts.swift)} SWIFT payments, of which ${shown(dirtyRows(manifest).length)} are dirty on purpose,`,
        `served at ${exposer.url}, five days a page; of 100 requests ${CRASH_RATE * 100} crash.`,
      ],
      sources: [{ name: 'payments', kind: 'http_pages', config: exposerConfig(exposer.url) }],
      report: (read, syncId) => report(read, syncId, manifest),
      stop: () => exposer.stop(),
    };
  },
};

const shown = (count: number): string => count.toLocaleString('en');
const dirtyRows = ({ dirty }: Manifest): number[] => Object.values(dirty).flatMap(({ row_numbers }) => row_numbers);

interface Company {
  readonly company_id: string;
  readonly name: string;
  readonly balance: string;
  readonly debt: string;
  readonly credit: string;
}
type Row = Readonly<Record<string, string>> & { readonly row_number: number };

async function report(read: ReadApi, syncId: string, manifest: Manifest) {
  const companies = async (sort: string) =>
    (await read<{ data: Company[] }>(`/api/cash/companies?currency=EUR&sort=${sort}&limit=${COMPANIES_SHOWN}`)).data;
  const line = ({ company_id, name, balance, debt, credit }: Company) =>
    `  ${`${name} (${company_id})`.padEnd(40)} ${balance.padStart(16)} EUR   debt ${debt.padStart(14)}   credit ${credit.padStart(14)}`;
  const [rich, poor] = [await companies('-balance'), await companies('balance')];
  const setAside = await all<Row>(
    read,
    '/api/data?dataset=cash&data_type=swift&include=only-quarantined&columns=id&limit=10000',
  );
  const accounts = await all<Row>(read, '/api/data?dataset=cash&data_type=account_balance&limit=10000');
  const isSetAside = isDeepStrictEqual(
    setAside.map(({ row_number }) => row_number).sort((a, b) => a - b),
    dirtyRows(manifest).sort((a, b) => a - b),
  );
  const known = new Map(
    accounts.map(({ iban, balance_eur, balance_usd }) => [
      iban,
      [balance_eur, balance_usd].map((exact) => shownOf(exactOf(exact!))),
    ]),
  );
  const wrong = manifest.balances.filter(
    ({ iban, eur, usd }) => !isDeepStrictEqual(known.get(iban), [eur.at(-1), usd.at(-1)]),
  );
  const isAsMade = isSetAside && wrong.length === 0 && known.size === manifest.accounts;
  return {
    isAsMade,
    lines: [
      'Highest and lowest balances:',
      ...rich.map(line),
      ...poor.toReversed().map(line),
      isSetAside
        ? `${shown(setAside.length)} payments were made dirty: exactly these are set aside.`
        : `${shown(setAside.length)} payments are set aside, NOT those that were made dirty. Please report this.`,
      wrong.length === 0
        ? `${shown(known.size)} accounts, in EUR and USD: every balance is what the generator counted.`
        : `${shown(wrong.length)} accounts have NOT the balance that the generator counted. Please report this.`,
      `The whole story: /api/cash/companies/${rich[0]?.company_id}/balances?interval=quarter, /api/sync/logs/${syncId}/errors`,
    ],
  };
}

async function all<Item>(read: ReadApi, address: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { data: Item[]; next_cursor: string | null } = await read(
      cursor === '' ? address : `${address}&cursor=${encodeURIComponent(cursor)}`,
    );
    items.push(...page.data);
    cursor = page.next_cursor;
  }
  return items;
}
