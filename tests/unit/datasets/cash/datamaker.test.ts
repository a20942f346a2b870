import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ibanFulfils } from '../../../../shared/contracts/iban-rules.ts';
import { COUNTRY_CODES } from '../../../../shared/contracts/kinds/country.ts';
import { CURRENCY_CODES } from '../../../../shared/contracts/kinds/currency.ts';
import { accountsOf, addCompany } from '../../../../shared/datasets/cash/datamaker/accounts.ts';
import { blocksInOrder } from '../../../../shared/datasets/cash/datamaker/blocks-in-order.ts';
import { companies } from '../../../../shared/datasets/cash/datamaker/companies.ts';
import { DIRT } from '../../../../shared/datasets/cash/datamaker/dirt.ts';
import { FILES, type FileName, makeFiles } from '../../../../shared/datasets/cash/datamaker/make-files.ts';
import type { Manifest } from '../../../../shared/datasets/cash/datamaker/manifest.ts';
import { LONGEST_LINE, PaymentLines, paymentCells } from '../../../../shared/datasets/cash/datamaker/payment-lines.ts';
import { PAYMENT_FILES } from '../../../../shared/datasets/cash/datamaker/payments.ts';
import { blocksOf, QUARTERS } from '../../../../shared/datasets/cash/datamaker/period.ts';
import { exchangeRates } from '../../../../shared/datasets/cash/datamaker/rates.ts';
import { SIZES, type Size } from '../../../../shared/datasets/cash/datamaker/sizes.ts';

/** Several blocks to a quarter of SWIFT payments, and many payments to an account. */
const SIZE: Size = { name: 'tested', companies: 60, sepa: 12_000, swift: 130_000 };

let folder: string;
const made = (threads: number, name: FileName) => path.join(folder, String(threads), name);
function make(threads: number, size = SIZE, seed = 7) {
  mkdirSync(path.join(folder, String(threads)), { recursive: true });
  return makeFiles({ size, seed, folder: path.join(folder, String(threads)), threads });
}

interface Row {
  readonly id: string;
  readonly payer: string;
  readonly beneficiary: string;
  readonly amount: string;
  readonly currency: string;
  readonly ts: string;
}
const linesOf = (name: FileName): string[] => readFileSync(made(1, name), 'utf8').split('\n').slice(1, -1);
const paymentsOf = (name: 'sepa.csv' | 'swift.csv'): Row[] =>
  linesOf(name).map((line) => {
    const [id = '', payer = '', beneficiary = '', amount = '', currency = '', ts = ''] = line.split(';');
    return { id, payer, beneficiary, amount, currency, ts };
  });

let sepa: Row[];
let swift: Row[];
let manifest: Manifest;
let ofCompanies: Map<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-datamaker-'));
  await make(1);
  sepa = paymentsOf('sepa.csv');
  swift = paymentsOf('swift.csv');
  manifest = JSON.parse(readFileSync(made(1, 'manifest.json'), 'utf8'));
  ofCompanies = new Map(
    linesOf('company.csv').flatMap((line) => {
      const [id = '', , , ibans = ''] = line.split(';');
      return ibans.split('|').map((iban) => [iban, id]);
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const isSound = (iban: string) =>
  (['country', 'length', 'checkDigits'] as const).every((rule) => ibanFulfils(rule, iban));
const countries = new Set(COUNTRY_CODES);
const hasCountry = ({ payer, beneficiary }: Row) =>
  countries.has(payer.slice(0, 2)) && countries.has(beneficiary.slice(0, 2));

/** Rows of the same id, payer, beneficiary and time, where there are several: their numbers, from 1. */
function batchesIn(rows: readonly Row[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [place, { id, payer, beneficiary, ts }] of rows.entries()) {
    const key = [id, payer, beneficiary, ts].join(';');
    groups.set(key, [...(groups.get(key) ?? []), place + 1]);
  }
  return [...groups.values()].filter((numbers) => numbers.length > 1);
}

describe('the files', () => {
  it('are the same, byte for byte, however many threads make them; another seed makes others', async () => {
    const hashes = (threads: number) =>
      FILES.map((name) =>
        createHash('sha256')
          .update(readFileSync(made(threads, name)))
          .digest('hex'),
      );
    for (const threads of [2, 5]) {
      await make(threads);
      expect(hashes(threads)).toEqual(hashes(1));
    }
    await make(3, SIZE, 8);
    expect(hashes(3).filter((hash) => hashes(1).includes(hash))).toEqual([]);
  });

  it('have a header, the announced rows, line feeds only, and nothing that needs quotes', () => {
    const headers = {
      'company.csv': 'id;name;owner;ibans',
      'sepa.csv': 'id;payer_iban;beneficiary_iban;amount;currency;ts',
      'swift.csv': 'id;payer_iban;beneficiary_iban;amount;currency;ts',
      'exchange_rate.csv': 'currency;usd_rate;eur_rate',
    } as const;
    const counts = { 'company.csv': 60, 'sepa.csv': 12_000, 'swift.csv': 130_000, 'exchange_rate.csv': 20 } as const;
    for (const name of ['company.csv', 'sepa.csv', 'swift.csv', 'exchange_rate.csv'] as const) {
      const text = readFileSync(made(1, name), 'utf8');
      expect(text.split('\n', 1)[0]).toBe(headers[name]);
      expect(text.endsWith('\n')).toBe(true);
      expect(/["\r\0]/.test(text)).toBe(false);
      const cells = headers[name].split(';').length;
      expect(linesOf(name).filter((line) => line.split(';').length !== cells)).toEqual([]);
      expect(linesOf(name)).toHaveLength(counts[name]);
    }
    expect(manifest).toMatchObject({ size: 'tested', seed: 7, period: { from: '2023-01-01', to: '2024-12-31' } });
    expect(manifest.counts).toEqual({ company: 60, sepa: 12_000, swift: 130_000, exchange_rate: 20 });
  });

  it('come in the declared sizes', () => {
    expect(SIZES.map(({ name, companies, sepa, swift }) => [name, companies, sepa, swift])).toEqual([
      ['small', 100, 10_000, 100_000],
      ['medium', 1_000, 100_000, 1_000_000],
      ['large', 10_000, 1_000_000, 10_000_000],
      ['mega', 100_000, 10_000_000, 100_000_000],
    ]);
  });
});

describe('companies', () => {
  it('have one to five accounts each, which are valid, in several countries, and nobody else has', () => {
    const lines = linesOf('company.csv').map((line) => line.split(';'));
    expect(new Set(lines.map(([id]) => id)).size).toBe(60);
    const ibans = lines.flatMap(([, , , cell = '']) => cell.split('|'));
    expect(ofCompanies.size).toBe(ibans.length);
    expect(manifest.accounts).toBe(ibans.length);
    expect(ibans.filter((iban) => !isSound(iban))).toEqual([]);
    expect(new Set(ibans.map((iban) => iban.slice(0, 2))).size).toBeGreaterThan(5);
    const perCompany = lines.map(([, , , cell = '']) => cell.split('|').length);
    expect([Math.min(...perCompany), Math.max(...perCompany)]).toEqual([1, 5]);
    expect(lines.every(([, name, owner]) => name !== '' && owner !== '')).toBe(true);
  });

  it('do not depend on how many there are', () => {
    const some = [...companies(2_000, 3)];
    expect([...companies(50, 3)]).toEqual(some.slice(0, 50));
    const ibans = some.flatMap((company) => company.ibans);
    expect(ibans.length / some.length).toBeCloseTo(3, 0);
    expect(new Set(ibans).size).toBe(ibans.length);
    expect(ibans.filter((iban) => !isSound(iban))).toEqual([]);
  });
});

describe('payments', () => {
  it('are in order of time, within the period, of positive amounts with two decimals', () => {
    for (const rows of [sepa, swift]) {
      expect(rows.filter(({ ts }) => !/^202[34]-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(ts))).toEqual([]);
      expect(rows.filter(({ ts }, place) => place > 0 && ts < rows[place - 1]!.ts)).toEqual([]);
      expect(rows.filter(({ ts }) => new Date(ts).toISOString() !== ts.replace('Z', '.000Z'))).toEqual([]);
      expect(rows.filter(({ amount }) => !/^(?:0|[1-9]\d*)\.\d\d$/.test(amount) || Number(amount) <= 0)).toEqual([]);
    }
  });

  it('are made as each quarter begins and a second before it ends, sound ones, and in every week', () => {
    for (const rows of [sepa, swift]) {
      const times = new Set(rows.map(({ ts }) => ts));
      const borders = [2023, 2024].flatMap((year) => ['01', '04', '07', '10'].map((month) => `${year}-${month}-01`));
      for (const border of borders) expect(times).toContain(`${border}T00:00:00Z`);
      for (const border of [...borders.slice(1), '2025-01-01']) {
        expect(times).toContain(new Date(Date.parse(border) - 1000).toISOString().replace('.000', ''));
      }
      const weeks = new Set(rows.map(({ ts }) => Math.floor((Date.parse(ts) / 86_400_000 + 3) / 7)));
      expect(weeks.size).toBe(106);
    }
    const dirty = new Set(DIRT.flatMap((kind) => manifest.dirty[kind].row_numbers));
    const atBorders = swift.flatMap(({ ts }, place) => (/-01T00:00:00Z$/.test(ts) ? [place + 1] : []));
    expect(atBorders.filter((row) => dirty.has(row))).toEqual([]);
  });

  it('of SEPA are in EUR between accounts of companies: also of the same company, and of the same account', () => {
    expect(new Set(sepa.map(({ currency }) => currency))).toEqual(new Set(['EUR']));
    expect(sepa.filter(({ payer, beneficiary }) => !ofCompanies.has(payer) || !ofCompanies.has(beneficiary))).toEqual(
      [],
    );
    const within = sepa.filter(({ payer, beneficiary }) => ofCompanies.get(payer) === ofCompanies.get(beneficiary));
    const toItself = sepa.filter(({ payer, beneficiary }) => payer === beneficiary);
    expect(within.length).toBeGreaterThan(toItself.length);
    expect(toItself.length).toBeGreaterThan(100);
    expect(new Set(sepa.map(({ id }) => id)).size).toBe(sepa.length);
  });

  it('of SWIFT have a known account on six of ten sides, and others elsewhere', () => {
    const sides = swift.flatMap(({ payer, beneficiary }) => [payer, beneficiary]);
    const unknown = sides.filter((iban) => !ofCompanies.has(iban) && isSound(iban));
    const share = 1 - unknown.length / sides.length;
    expect(share).toBeGreaterThan(0.59);
    expect(share).toBeLessThan(0.62);
    const home = new Set([...ofCompanies.keys()].map((iban) => iban.slice(0, 2)));
    const elsewhere = new Set(unknown.map((iban) => iban.slice(0, 2)));
    expect([...elsewhere].filter((country) => home.has(country))).toEqual([]);
    expect(elsewhere.size).toBeGreaterThan(20);
  });
});

describe('dirty rows', () => {
  it('are the members of batches that an independent check finds: half of one amount, half of different ones', () => {
    const batches = batchesIn(swift);
    const amountsOf = (numbers: number[]) => new Set(numbers.map((row) => swift[row - 1]!.amount)).size;
    const same = batches.filter((numbers) => amountsOf(numbers) === 1);
    const different = batches.filter((numbers) => amountsOf(numbers) > 1);
    const sorted = (groups: number[][]) => groups.flat().toSorted((one, other) => one - other);
    expect(sorted(same)).toEqual(manifest.dirty.batch_same_amounts.row_numbers);
    expect(sorted(different)).toEqual(manifest.dirty.batch_different_amounts.row_numbers);
    expect([same.length, different.length]).toEqual([
      manifest.dirty.batch_same_amounts.groups,
      manifest.dirty.batch_different_amounts.groups,
    ]);
    expect(sorted(batches)).toHaveLength(1_300);
    expect(Math.abs(same.length - different.length)).toBeLessThan(batches.length / 20);
    expect(batches.filter((numbers) => numbers.length > 4)).toEqual([]);
    expect(batches.filter((rows) => new Set(rows.map((row) => swift[row - 1]!.currency)).size > 1)).toEqual([]);
    expect(different.filter((numbers) => amountsOf(numbers) !== numbers.length)).toEqual([]);
    // Not all of them stand one below the other.
    expect(batches.filter((rows) => rows.at(-1)! - rows[0]! >= rows.length).length).toBeGreaterThan(10);
    // Ids are not used again but in batches.
    const ids = new Set(swift.map(({ id }) => id));
    expect(ids.size).toBe(swift.length - sorted(batches).length + batches.length);
    expect(sepa.filter(({ id }) => ids.has(id))).toEqual([]);
    expect(batchesIn(sepa)).toEqual([]);
  });

  it('are those without a country on either side; every other account number is valid', () => {
    const found = swift.flatMap((row, place) => (hasCountry(row) ? [] : [place + 1]));
    expect(found).toEqual(manifest.dirty.invalid_iban.row_numbers);
    expect(manifest.dirty.invalid_iban).toMatchObject({ rows: 1_300, groups: 1_300 });
    const injected = new Set(found);
    const others = new Set(
      swift.flatMap(({ payer, beneficiary }, place) => (injected.has(place + 1) ? [] : [payer, beneficiary])),
    );
    expect([...others].filter((iban) => !isSound(iban))).toEqual([]);
    const sides = found.map((row) => swift[row - 1]!).flatMap(({ payer, beneficiary }) => [payer, beneficiary]);
    const prefixes = sides.map((iban) => iban.slice(0, 2)).filter((prefix) => !countries.has(prefix));
    // One side each.
    expect(prefixes).toHaveLength(found.length);
    for (const form of [/^ZZ$/, /^QX$/, /^\d\d$/, /^[a-z]{2}$/]) {
      expect(prefixes.filter((prefix) => form.test(prefix)).length).toBeGreaterThan(100);
    }
    expect(sepa.every(hasCountry)).toBe(true);
  });
});

describe('exchange rates', () => {
  const scale = 10n ** 20n;
  const scaled = (text: string) => {
    const [whole = '', decimals = ''] = text.split('.');
    return BigInt(whole + decimals.padEnd(20, '0'));
  };

  it('are there once for each currency of SWIFT payments, which are those of ISO 4217', () => {
    const currencies = linesOf('exchange_rate.csv').map((line) => line.split(';')[0]!);
    expect(currencies.toSorted()).toEqual([...new Set(swift.map(({ currency }) => currency))].toSorted());
    expect(currencies).toContain('EUR');
    expect(currencies).toContain('USD');
    expect(currencies.filter((currency) => !CURRENCY_CODES.includes(currency))).toEqual([]);
  });

  it('in USD are those in EUR times the value of one EUR, with six digits or more that say something', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_294_967_295 }), (seed) => {
        const rates = exchangeRates(seed);
        const ofEur = scaled(rates.find(({ currency }) => currency === 'EUR')!.usd);
        for (const { usd, eur } of rates) {
          const decimals = usd.split('.')[1]!.length;
          const unit = 10n ** BigInt(20 - decimals);
          expect(scaled(usd)).toBe((((scaled(eur) * ofEur) / scale + unit / 2n) / unit) * unit);
          for (const text of [usd, eur]) {
            expect(text.replace('.', '').replace(/^0+/, '').length).toBeGreaterThanOrEqual(6);
            expect(text.split('.')[1]!.length).toBeGreaterThanOrEqual(8);
            expect(text.split('.')[1]!.length).toBeLessThanOrEqual(10);
          }
        }
        expect(rates.find(({ currency }) => currency === 'USD')!.usd).toBe('1.00000000');
        expect(rates.find(({ currency }) => currency === 'EUR')!.eur).toBe('1.00000000');
      }),
      { numRuns: 200 },
    );
  });
});

describe('balances', () => {
  it('are what sound payments of the files come to, rounded once', () => {
    const dirty = new Set(batchesIn(swift).flat());
    const sound = [...sepa, ...swift.filter((row, place) => !dirty.has(place + 1) && hasCountry(row))];
    const rates = new Map(linesOf('exchange_rate.csv').map((line) => [line.split(';')[0]!, line.split(';').slice(1)]));
    const exact = (text: string, decimals: number) => {
      const [whole = '', rest = ''] = text.split('.');
      return BigInt(whole + rest.padEnd(decimals, '0'));
    };
    const rounded = (value: bigint) => {
      const [sign, size] = value < 0n ? ['-', -value] : ['', value];
      const cents = String((size * 2n + 10n ** 10n) / (2n * 10n ** 10n)).padStart(3, '0');
      return `${cents === '000' ? '' : sign}${cents.slice(0, -2)}.${cents.slice(-2)}`;
    };
    const sums = new Map([...ofCompanies.keys()].map((iban) => [iban, { usd: 0n, eur: 0n }]));
    const expected = new Map(
      [...ofCompanies.keys()].map((iban) => [iban, { usd: [] as string[], eur: [] as string[] }]),
    );
    sound.sort((one, other) => (one.ts < other.ts ? -1 : one.ts > other.ts ? 1 : 0));
    let next = 0;
    for (const end of ['2023-04', '2023-07', '2023-10', '2024-01', '2024-04', '2024-07', '2024-10', '2025-01']) {
      for (; next < sound.length && sound[next]!.ts < end; next += 1) {
        const { payer, beneficiary, amount, currency } = sound[next]!;
        const [usd = '', eur = ''] = rates.get(currency)!;
        for (const [iban, sign] of [
          [payer, -1n],
          [beneficiary, 1n],
        ] as const) {
          const sum = sums.get(iban);
          if (!sum) continue;
          sum.usd += sign * exact(amount, 2) * exact(usd, 10);
          sum.eur += sign * exact(amount, 2) * exact(eur, 10);
        }
      }
      for (const [iban, { usd, eur }] of sums) {
        expected.get(iban)!.usd.push(rounded(usd));
        expected.get(iban)!.eur.push(rounded(eur));
      }
    }
    expect(next).toBe(sound.length);
    expect(manifest.quarters).toEqual(QUARTERS.map(({ name }) => name));
    expect(manifest.balances).toHaveLength(ofCompanies.size);
    expect(manifest.balances).toEqual([...expected].map(([iban, { usd, eur }]) => ({ iban, eur, usd })));
  });
});

describe('threads', () => {
  const plan = { accounts: accountsOf(3, 1), seed: 1, rows: { sepa: 2_000_000, swift: 0 } };
  function* tasks(onTask: () => void) {
    for (const block of blocksOf(plan.rows.sepa, 0)) {
      onTask();
      yield { ...block, file: 'sepa' as const };
    }
  }

  it('make a few blocks ahead of what is written, and no more', async () => {
    let begun = 0;
    let read = 0;
    const spaces = new Set<number>();
    for await (const [task, { length }] of blocksInOrder(
      plan,
      tasks(() => begun++),
      2,
    )) {
      expect(task.first).toBe(read * 10_000);
      expect(length).toBeGreaterThan(0);
      read += 1;
      spaces.add(begun - read);
      if (read === 10) break;
    }
    expect([...spaces]).toEqual([7]);
  });

  it('that fail end the run', async () => {
    const broken = { ...plan, accounts: { ...plan.accounts, firstOf: null as unknown as Uint32Array } };
    await expect(
      blocksInOrder(
        broken,
        tasks(() => undefined),
        2,
      ).next(),
    ).rejects.toThrow(TypeError);
  });
});

describe('payments of any number', () => {
  it('read the same as cells and as lines, up to the largest amount', () => {
    const accounts = accountsOf(60, 7);
    let index = 0;
    for (const company of companies(60, 7)) addCompany(accounts, index++, company);
    const bytes = new Uint8Array(20_000 * LONGEST_LINE);
    for (const file of ['sepa', 'swift'] as const) {
      const lines = new PaymentLines(bytes, accounts, 7, PAYMENT_FILES[file].prefix);
      const [block] = blocksOf(SIZE[file], 0);
      const payments = [...PAYMENT_FILES[file].payments({ accounts, seed: 7, rows: SIZE[file] }, block!)];
      for (const cents of [1, 9, 99, 100, 999, 1_000, 10 ** 12, Number.MAX_SAFE_INTEGER]) {
        payments.push({ ...payments[0]!, cents });
      }
      for (const payment of payments) lines.add(payment);
      const cells = payments.map((payment) => Object.values(paymentCells(payment, file, accounts, 7)).join(';'));
      expect(Buffer.from(bytes.subarray(0, lines.length)).toString()).toBe(`${cells.join('\n')}\n`);
      const ofFile = linesOf(`${file}.csv`).slice(0, block!.end);
      expect(cells.slice(0, block!.end)).toEqual(ofFile);
    }
  });

  it('are made by block: as many as are asked for, in order, dirty only where there is room', () => {
    const accounts = accountsOf(5, 1);
    let index = 0;
    for (const company of companies(5, 1)) addCompany(accounts, index++, company);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 1_000 }), (rows, seed) => {
        for (const file of ['sepa', 'swift'] as const) {
          const blocks = [...QUARTERS.keys()].flatMap((quarter) => blocksOf(rows, quarter));
          expect(blocks.map(({ first }) => first)).toEqual(
            [0, ...blocks.map(({ end }) => end)].slice(0, blocks.length),
          );
          const all = blocks.flatMap((block) =>
            [...PAYMENT_FILES[file].payments({ accounts, seed, rows }, block)].map((payment) => ({ payment, block })),
          );
          expect(all).toHaveLength(rows);
          let before = 0;
          for (const { payment, block } of all) {
            const { firstSecond, endSecond } = QUARTERS[block.quarter]!;
            expect(payment.second >= Math.max(firstSecond, before) && payment.second < endSecond).toBe(true);
            expect(payment.cents).toBeGreaterThan(0);
            before = payment.second;
          }
          const dirty = all.filter(({ payment }) => payment.dirt !== undefined).length;
          expect(dirty).toBeLessThanOrEqual(file === 'sepa' ? 0 : 2 * Math.floor(rows / 100));
        }
      }),
      { numRuns: 30 },
    );
  });
});
