import { type MadeBlock, sumOf } from './made-block.ts';
import { QUARTERS } from './period.ts';
import { CURRENCIES, type ExchangeRate } from './rates.ts';

/** Balances of accounts at the end of each quarter, in EUR and in USD, from sums in each currency that are exact. */
export class Balances {
  /** Cents by account and currency; whole numbers, which are exact up to 2^53. */
  readonly #sums: Float64Array;
  readonly #known: number;
  readonly #rates: readonly ExactRate[];
  /** Cents of EUR and USD by account, for each quarter that has been closed. */
  readonly #closed: { readonly eur: BigInt64Array; readonly usd: BigInt64Array }[] = [];

  constructor(known: number, rates: readonly ExchangeRate[]) {
    this.#known = known;
    this.#sums = new Float64Array(known * CURRENCIES.length);
    this.#rates = rates.map(({ eur, usd }) => ({ eur: exact(eur), usd: exact(usd) }));
  }

  add({ space, moved }: MadeBlock): void {
    const movements = new Float64Array(space.movements);
    for (let place = 0; place < moved * 2; place += 2) {
      const sum = movements[place]!;
      const cents = this.#sums[sum]! + movements[place + 1]!;
      if (!Number.isSafeInteger(cents)) throw new RangeError('the sum of an account has more than 15 digits');
      this.#sums[sum] = cents;
    }
  }

  /** Every payment of the quarter has been added, and none of a later one. */
  closeQuarter(): void {
    const eur = new BigInt64Array(this.#known);
    const usd = new BigInt64Array(this.#known);
    for (let account = 0; account < this.#known; account += 1) {
      let inEur = 0n;
      let inUsd = 0n;
      for (const [currency, rate] of this.#rates.entries()) {
        const cents = this.#sums[sumOf(account, currency)]!;
        if (cents === 0) continue;
        inEur += BigInt(cents) * rate.eur;
        inUsd += BigInt(cents) * rate.usd;
      }
      eur[account] = rounded(inEur);
      usd[account] = rounded(inUsd);
    }
    this.#closed.push({ eur, usd });
  }

  /** At the end of each quarter, in their order. */
  of(account: number): { readonly eur: readonly string[]; readonly usd: readonly string[] } {
    if (this.#closed.length < QUARTERS.length) throw new RangeError('there are quarters that have not been closed');
    return {
      eur: this.#closed.map(({ eur }) => centsText(eur[account]!)),
      usd: this.#closed.map(({ usd }) => centsText(usd[account]!)),
    };
  }
}

interface ExactRate {
  readonly eur: bigint;
  readonly usd: bigint;
}

/** No rate has more decimals. */
const DECIMALS = 12;
const ONE = 10n ** BigInt(DECIMALS);

function exact(rate: string): bigint {
  const [whole = '', decimals = ''] = rate.split('.');
  return BigInt(whole + decimals.padEnd(DECIMALS, '0'));
}

/** To whole cents, half of one away from zero. */
const rounded = (value: bigint): bigint => (value < 0n ? -((ONE / 2n - value) / ONE) : (value + ONE / 2n) / ONE);

export function centsText(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
