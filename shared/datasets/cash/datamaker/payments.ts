import { type Accounts, STRIDE } from './accounts.ts';
import { type Dirt, ROLE, rolesOf } from './dirt.ts';
import { QUARTERS, type RowBlock, secondOf } from './period.ts';
import { CURRENCIES, CURRENCY_BY_SHARE, EUR } from './rates.ts';
import { seededStream } from './seeded-stream.ts';

export interface Payment {
  /** Of its file; members of a batch share it. */
  readonly number: number;
  /** Numbers of the table of accounts. */
  readonly payer: number;
  readonly beneficiary: number;
  readonly cents: number;
  /** Its place in CURRENCIES. */
  readonly currency: number;
  /** Of the period. */
  readonly second: number;
  readonly dirt: Dirt | undefined;
  /** The side whose account number begins with `prefix` instead of its country. */
  readonly spoiled: 'payer' | 'beneficiary' | undefined;
  readonly prefix: string;
}

export interface PaymentPlan {
  readonly accounts: Accounts;
  readonly seed: number;
  /** Of the whole file. */
  readonly rows: number;
}

const WITHIN_COMPANY = 0.1;
const TO_ITSELF = 0.01;
const KNOWN_SIDE = 0.6;

/** An amount has four to eight digits, cents included; the first digits of a currency of small units come on top. */
const CENTS = [10_000, 100_000, 100_000, 1_000_000, 1_000_000, 10_000_000, 10_000_000, 100_000_000] as const;
const POWERS = CURRENCIES.map(({ magnitude }) => 10 ** magnitude);

const centsOf = (currency: number, random: () => number): number =>
  1 + Math.floor(random() * CENTS[Math.floor(random() * CENTS.length)]! * POWERS[currency]!);

/** Some have far more payments than others. */
function companyOf({ companies }: Accounts, random: () => number): number {
  const share = random();
  return Math.floor(share * share * companies);
}

const ofCompany = ({ firstOf }: Accounts, company: number, random: () => number): number =>
  firstOf[company]! + Math.floor(random() * (firstOf[company + 1]! - firstOf[company]!));

function unknownOf({ known, unknown }: Accounts, random: () => number): number {
  const share = random();
  return known + Math.floor(share * share * unknown);
}

/** The second of a row: the first one of a quarter is made as it begins, and the last one a second before it ends. */
function rowSecond(block: RowBlock, row: number, rows: number, random: () => number): number {
  const { firstSecond, endSecond } = QUARTERS[block.quarter]!;
  if (row === block.first && block.opens) return firstSecond;
  if (row === block.end - 1 && block.closes) return endSecond - 1;
  return Math.min(Math.max(secondOf(row, random(), rows), firstSecond), endSecond - 1);
}

/** Payments in EUR between accounts of companies, in order of time. */
export function* sepaPayments({ accounts, seed, rows }: PaymentPlan, block: RowBlock): Generator<Payment> {
  const random = seededStream(seed, 'sepa', block.first);
  for (let row = block.first; row < block.end; row += 1) {
    const second = rowSecond(block, row, rows, random);
    const company = companyOf(accounts, random);
    const payer = ofCompany(accounts, company, random);
    const relation = random();
    const beneficiary =
      relation < TO_ITSELF
        ? payer
        : ofCompany(accounts, relation < WITHIN_COMPANY ? company : companyOf(accounts, random), random);
    const cents = centsOf(EUR, random);
    yield { number: row, payer, beneficiary, cents, currency: EUR, second, ...CLEAN };
  }
}

const CLEAN = { dirt: undefined, spoiled: undefined, prefix: '' } as const;

/** Payments in many currencies between accounts of companies and of others, in order of time. */
export function* swiftPayments({ accounts, seed, rows }: PaymentPlan, block: RowBlock): Generator<Payment> {
  const random = seededStream(seed, 'swift', block.first);
  const side = () =>
    random() < KNOWN_SIDE ? ofCompany(accounts, companyOf(accounts, random), random) : unknownOf(accounts, random);
  const roles = rolesOf(block, CURRENCIES.length, random);
  // Of the batch whose rows are being made.
  let first: Payment | undefined;
  let cents = 0;
  for (let row = block.first; row < block.end; row += 1) {
    const role = roles[row - block.first]!;
    if (role === ROLE.member && first) {
      if (first.dirt === 'batch_different_amounts') cents += 1 + Math.floor(random() * cents);
      yield { ...first, cents };
      continue;
    }
    const second = role === ROLE.between && first ? first.second : rowSecond(block, row, rows, random);
    const payer = side();
    const beneficiary = side();
    // Every currency occurs.
    const currency =
      row < CURRENCIES.length ? row : CURRENCY_BY_SHARE[Math.floor(random() * CURRENCY_BY_SHARE.length)]!;
    const amount = centsOf(currency, random);
    const sound = { number: row, payer, beneficiary, cents: amount, currency, second };
    if (role === ROLE.sameAmounts || role === ROLE.differentAmounts) {
      const dirt = role === ROLE.sameAmounts ? 'batch_same_amounts' : 'batch_different_amounts';
      first = { ...sound, dirt, spoiled: undefined, prefix: '' };
      cents = amount;
      yield first;
    } else if (role === ROLE.invalidIban) {
      const spoiled = random() < 0.5 ? 'payer' : 'beneficiary';
      const prefix = noCountry(accounts, spoiled === 'payer' ? payer : beneficiary, random);
      yield { ...sound, dirt: 'invalid_iban', spoiled, prefix };
    } else yield { ...sound, ...CLEAN };
  }
}

/** What no country is called; its own code in small letters among them. */
function noCountry({ table }: Accounts, account: number, random: () => number): string {
  const kind = Math.floor(random() * 4);
  if (kind === 0) return 'ZZ';
  if (kind === 1) return 'QX';
  if (kind === 2) return String(10 + Math.floor(random() * 90));
  const start = account * STRIDE + 1;
  return String.fromCharCode(table[start]!, table[start + 1]!).toLowerCase();
}

/** How payments of each file are made, and how their ids begin. */
export const PAYMENT_FILES = {
  sepa: { payments: sepaPayments, prefix: 'SP' },
  swift: { payments: swiftPayments, prefix: 'SW' },
} as const;
export type PaymentFile = keyof typeof PAYMENT_FILES;

/** 32 bits, others for every number: each step can be undone. */
export function spreadId(number: number, seed: number): number {
  // 0 would stay 0.
  const spread = Math.imul(number ^ seed ^ 0x5bd1_e995, 0x9e37_79b1);
  return Math.imul(spread ^ (spread >>> 15), 0x85eb_ca6b) >>> 0;
}
