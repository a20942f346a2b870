import { type Accounts, ibanAt, STRIDE } from './accounts.ts';
import { PAYMENT_FILES, type Payment, type PaymentFile, spreadId } from './payments.ts';
import { DAYS, timestampOf } from './period.ts';
import { CURRENCIES } from './rates.ts';

export const PAYMENT_HEADER = 'id;payer_iban;beneficiary_iban;amount;currency;ts';

/** The cells of a payment: what `PaymentLines` writes, where text is wanted and time does not count. */
export function paymentCells(payment: Payment, file: PaymentFile, accounts: Accounts, seed: number) {
  const { number, payer, beneficiary, cents, currency, second, spoiled, prefix } = payment;
  const ibanOn = (side: 'payer' | 'beneficiary', account: number) => {
    const iban = ibanAt(accounts, account);
    return spoiled === side ? prefix + iban.slice(prefix.length) : iban;
  };
  return {
    id: PAYMENT_FILES[file].prefix + spreadId(number, seed).toString(16).padStart(8, '0'),
    payer_iban: ibanOn('payer', payer),
    beneficiary_iban: ibanOn('beneficiary', beneficiary),
    amount: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
    currency: CURRENCIES[currency]!.code,
    ts: timestampOf(second),
  };
}

/** No line is longer: id, two account numbers, an amount below 10^16 cents, currency, time and what stands between. */
export const LONGEST_LINE = 10 + 2 * (STRIDE - 1) + 17 + 3 + 20 + 6;

const codesOf = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const HEX = codesOf('0123456789abcdef');
const CURRENCY_CODES = codesOf(CURRENCIES.map(({ code }) => code).join(''));
const DAY_TEXTS = codesOf(DAYS.join(''));
const DAY_LENGTH = 10;
const DAY_SECONDS = 86_400;
const ZERO = 48;
const SEMICOLON = 59;
const LETTER_T = 84;
const LETTER_Z = 90;
const COLON = 58;
const POINT = 46;
const LINE_END = 10;

/** Lines of payments, written byte by byte: as strings, they would take most of the time of making them. */
export class PaymentLines {
  readonly #bytes: Uint8Array;
  readonly #accounts: Accounts;
  readonly #seed: number;
  readonly #prefix: Uint8Array;
  #length = 0;

  /** @param idPrefix two letters */
  constructor(bytes: Uint8Array, accounts: Accounts, seed: number, idPrefix: string) {
    this.#bytes = bytes;
    this.#accounts = accounts;
    this.#seed = seed;
    this.#prefix = codesOf(idPrefix);
  }

  get length(): number {
    return this.#length;
  }

  /** There must be room for LONGEST_LINE. */
  add(payment: Payment): void {
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = this.#prefix[0]!;
    bytes[at++] = this.#prefix[1]!;
    const id = spreadId(payment.number, this.#seed);
    for (let shift = 28; shift >= 0; shift -= 4) bytes[at++] = HEX[(id >>> shift) & 15]!;
    bytes[at++] = SEMICOLON;
    at = this.#iban(at, payment.payer, payment.spoiled === 'payer' ? payment.prefix : '');
    at = this.#iban(at, payment.beneficiary, payment.spoiled === 'beneficiary' ? payment.prefix : '');
    at = this.#amount(at, payment.cents);
    for (let place = payment.currency * 3; place < payment.currency * 3 + 3; place += 1) {
      bytes[at++] = CURRENCY_CODES[place]!;
    }
    bytes[at++] = SEMICOLON;
    this.#length = this.#timestamp(at, payment.second);
  }

  #iban(start: number, account: number, prefix: string): number {
    const { table } = this.#accounts;
    const bytes = this.#bytes;
    const from = account * STRIDE + 1;
    const length = table[from - 1]!;
    for (let place = 0; place < length; place += 1) bytes[start + place] = table[from + place]!;
    for (let place = 0; place < prefix.length; place += 1) bytes[start + place] = prefix.charCodeAt(place);
    bytes[start + length] = SEMICOLON;
    return start + length + 1;
  }

  #amount(start: number, cents: number): number {
    const bytes = this.#bytes;
    let whole = Math.floor(cents / 100);
    const rest = cents - whole * 100;
    let digits = 1;
    for (let bound = 10; bound <= whole; bound *= 10) digits += 1;
    for (let place = start + digits - 1; place >= start; place -= 1) {
      const next = Math.floor(whole / 10);
      bytes[place] = ZERO + whole - next * 10;
      whole = next;
    }
    let at = start + digits;
    bytes[at++] = POINT;
    at = this.#twoDigits(at, rest);
    bytes[at++] = SEMICOLON;
    return at;
  }

  #timestamp(start: number, second: number): number {
    const bytes = this.#bytes;
    const day = Math.floor(second / DAY_SECONDS);
    const time = second - day * DAY_SECONDS;
    let at = start;
    for (let place = day * DAY_LENGTH; place < (day + 1) * DAY_LENGTH; place += 1) bytes[at++] = DAY_TEXTS[place]!;
    bytes[at++] = LETTER_T;
    at = this.#twoDigits(at, Math.floor(time / 3600));
    bytes[at++] = COLON;
    at = this.#twoDigits(at, Math.floor(time / 60) % 60);
    bytes[at++] = COLON;
    at = this.#twoDigits(at, time % 60);
    bytes[at++] = LETTER_Z;
    bytes[at++] = LINE_END;
    return at;
  }

  #twoDigits(at: number, value: number): number {
    const tens = Math.floor(value / 10);
    this.#bytes[at] = ZERO + tens;
    this.#bytes[at + 1] = ZERO + value - tens * 10;
    return at + 2;
  }
}
