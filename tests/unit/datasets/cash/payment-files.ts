import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** Cells of a payment, in the order of the file. */
export type Payment = readonly [
  id: string,
  payer: string,
  beneficiary: string,
  amount: string,
  currency: string,
  ts: string,
];

export interface MadeFiles {
  readonly size?: string;
  readonly sepa?: readonly Payment[];
  readonly swift?: readonly Payment[];
  readonly companies?: readonly string[];
  readonly rates?: readonly string[];
  /** Instead of the true ones. */
  readonly counts?: Readonly<Record<string, number>>;
}

export const PAYMENT_HEADER = 'id;payer_iban;beneficiary_iban;amount;currency;ts';
export const COMPANIES = [
  'C1;Acme & Söhne;Ada Lovelace;DE89370400440532013000|FR1420041010050500013M02606',
  'C2;B \\ C;Bo;X',
];
export const RATES = ['EUR;1.08340000;1', 'JPY;0.00668712;0.00617234'];

const folders: string[] = [];

/** A folder as the datamaker leaves one; it is removed when the tests of the file have run. */
export function filesWith({ size = 'small', sepa = [], swift = [], ...more }: MadeFiles = {}): string {
  const { companies = COMPANIES, rates = RATES } = more;
  const folder = mkdtempSync(path.join(tmpdir(), 'tranche-exposer-'));
  folders.push(folder);
  const write = (name: string, header: string, lines: readonly string[]) =>
    writeFileSync(path.join(folder, name), [header, ...lines].map((line) => `${line}\n`).join(''));
  const linesOf = (payments: readonly Payment[]) => payments.map((cells) => cells.join(';'));
  write('company.csv', 'id;name;owner;ibans', companies);
  write('exchange_rate.csv', 'currency;usd_rate;eur_rate', rates);
  write('sepa.csv', PAYMENT_HEADER, linesOf(sepa));
  write('swift.csv', PAYMENT_HEADER, linesOf(swift));
  const counts = { company: companies.length, exchange_rate: rates.length, sepa: sepa.length, swift: swift.length };
  const manifest = { size, seed: 1, counts: { ...counts, ...more.counts }, balances: [{ size: 'x', counts: {} }] };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

/** To be called by each file of tests that makes files. */
export function removeFilesAfterwards(): void {
  afterAll(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

const DAY_S = 86_400;
const FIRST_S = Date.parse('2023-12-28T00:00:00Z') / 1000;

/** Payments at these seconds after the first midnight, in order. */
export function paymentsAt(seconds: readonly number[], name = 'P'): Payment[] {
  return seconds
    .toSorted((a, b) => a - b)
    .map((second, index) => {
      const ts = `${new Date((FIRST_S + second) * 1000).toISOString().slice(0, 19)}Z`;
      const amount = `${index + 1}.${String(second % 100).padStart(2, '0')}`;
      return [`${name}${index}`, 'DE89370400440532013000', 'zz 1', amount, 'EUR', ts];
    });
}

/** So many on each of these days. */
export const paymentsOn = (days: number, each: number, name = 'P'): Payment[] =>
  paymentsAt(
    Array.from({ length: days * each }, (_, index) => Math.floor(index / each) * DAY_S + (index % each)),
    name,
  );
