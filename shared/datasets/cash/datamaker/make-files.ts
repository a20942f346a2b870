import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { accountsOf, addCompany } from './accounts.ts';
import { Balances } from './balances.ts';
import { blocksInOrder } from './blocks-in-order.ts';
import { COMPANY_HEADER, companies, companyLine } from './companies.ts';
import { DIRT } from './dirt.ts';
import type { BlockTask } from './made-block.ts';
import { type DirtyRows, manifestText } from './manifest.ts';
import { PAYMENT_HEADER } from './payment-lines.ts';
import { blocksOf, QUARTERS } from './period.ts';
import { EXCHANGE_RATE_HEADER, exchangeRateLine, exchangeRates } from './rates.ts';
import type { Size } from './sizes.ts';

export const FILES = ['company.csv', 'sepa.csv', 'swift.csv', 'exchange_rate.csv', 'manifest.json'] as const;
export type FileName = (typeof FILES)[number];

export interface MakeOptions {
  readonly size: Size;
  readonly seed: number;
  /** It is there, and files of these names in it are overwritten. */
  readonly folder: string;
  /** Whatever their number, the files are the same. */
  readonly threads: number;
  /** A quarter's payments are written. */
  readonly onQuarter?: (name: string) => void;
}

export interface MadeFiles {
  readonly files: Readonly<Record<FileName, { readonly rows: number | undefined; readonly bytes: number }>>;
  readonly dirty: DirtyRows;
}

/**
 * Writes the files of a size. What is kept meanwhile does not grow with the payments: the accounts, their sums, the numbers
 * of dirty rows, and a few blocks for each thread. The manifest comes last: a folder without one is not complete.
 */
export async function makeFiles({ size, seed, folder, threads, onQuarter }: MakeOptions): Promise<MadeFiles> {
  const inFolder = (name: FileName) => path.join(folder, name);
  await rm(inFolder('manifest.json'), { force: true });

  const accounts = accountsOf(size.companies, seed);
  const ofCompanies = await writeText(inFolder('company.csv'), companyFile());
  function* companyFile() {
    yield `${COMPANY_HEADER}\n`;
    let index = 0;
    for (const company of companies(size.companies, seed)) {
      addCompany(accounts, index, company);
      index += 1;
      yield `${companyLine(company)}\n`;
    }
  }

  const rates = exchangeRates(seed);
  const rateLines = [EXCHANGE_RATE_HEADER, ...rates.map(exchangeRateLine)].map((line) => `${line}\n`);
  const ofRates = await writeText(inFolder('exchange_rate.csv'), rateLines);

  const balances = new Balances(accounts.known, rates);
  const dirty = Object.fromEntries(DIRT.map((kind) => [kind, { groups: 0, rows: [] as number[] }])) as DirtyRows;
  const bytes = { sepa: 0, swift: 0 };
  await using sepa = await open(inFolder('sepa.csv'), 'w');
  await using swift = await open(inFolder('swift.csv'), 'w');
  const handles = { sepa, swift };
  for (const file of ['sepa', 'swift'] as const) {
    bytes[file] += await writeAll(handles[file], Buffer.from(`${PAYMENT_HEADER}\n`));
  }
  let quarter = 0;
  const closeQuarter = () => {
    balances.closeQuarter();
    onQuarter?.(QUARTERS[quarter]!.name);
    quarter += 1;
  };
  const plan = { accounts, seed, rows: { sepa: size.sepa, swift: size.swift } };
  for await (const [task, made] of blocksInOrder(plan, tasksOf(size), threads)) {
    while (quarter < task.quarter) closeQuarter();
    bytes[task.file] += await writeAll(handles[task.file], new Uint8Array(made.space.lines, 0, made.length));
    balances.add(made);
    for (const kind of DIRT) {
      dirty[kind].groups += made.dirty[kind].groups;
      for (const row of made.dirty[kind].rows) dirty[kind].rows.push(row);
    }
  }
  while (quarter < QUARTERS.length) closeQuarter();

  const manifest = manifestText({ size, seed, currencies: rates.length, dirty, accounts, balances });
  const ofManifest = await writeText(inFolder('manifest.json'), manifest);
  return {
    files: {
      'company.csv': { rows: size.companies, bytes: ofCompanies },
      'sepa.csv': { rows: size.sepa, bytes: bytes.sepa },
      'swift.csv': { rows: size.swift, bytes: bytes.swift },
      'exchange_rate.csv': { rows: rates.length, bytes: ofRates },
      'manifest.json': { rows: undefined, bytes: ofManifest },
    },
    dirty,
  };
}

/** Quarter by quarter, so that balances can be taken between them. */
function* tasksOf(size: Size): Generator<BlockTask> {
  for (const quarter of QUARTERS.keys()) {
    for (const file of ['sepa', 'swift'] as const) {
      for (const block of blocksOf(size[file], quarter)) yield { ...block, file };
    }
  }
}

const CHUNK = 1_000_000;

/** @returns how many bytes */
async function writeText(file: string, texts: Iterable<string>): Promise<number> {
  await using handle = await open(file, 'w');
  let bytes = 0;
  let gathered: string[] = [];
  let length = 0;
  const flush = async () => {
    bytes += await writeAll(handle, Buffer.from(gathered.join('')));
    gathered = [];
    length = 0;
  };
  for (const text of texts) {
    gathered.push(text);
    length += text.length;
    if (length >= CHUNK) await flush();
  }
  await flush();
  return bytes;
}

/** One write may take a part only. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<number> {
  for (let written = 0; written < bytes.length; ) {
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
  }
  return bytes.length;
}
