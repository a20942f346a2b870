import { scaled, unscaled } from '../../../contracts/kinds/decimal.ts';
import { seededRandom } from '../../../contracts/samples.ts';

/** An event as it is sent. Broken ones have members of other types. */
export type MadeEvent = Readonly<Record<string, unknown>>;

export interface Made {
  readonly event: MadeEvent;
  readonly kind: 'sound' | 'bad' | 'duplicate';
}

const MERCHANTS = ['GreenLeaf Grocers', 'The Daily Grind Coffee', 'TechSphere Electronics', 'GlobalMart'] as const;
const CUSTOMERS = 5;
/** In hundredths: 5.00 to 5,000.00. */
const AMOUNTS = [500, 500_000] as const;
/** Numbers behind the seconds of an id have four digits. */
const NUMBERS_OF_SECOND = 9000;
/** Of so many sound ones before it, one is sent again. */
const REMEMBERED = 1000;

/** What is wrong with a broken event: each makes it one by itself. */
const BREACHES: readonly ((event: MadeEvent) => MadeEvent)[] = [
  (event) => ({ ...event, amount: `-${event.amount}` }),
  (event) => ({ ...event, amount: `${event.amount}5` }),
  (event) => ({ ...event, amount: 'much' }),
  (event) => ({ ...event, customer_id: 0 }),
  (event) => ({ ...event, timestamp: 'just now' }),
  (event) => ({ ...event, merchant_name: '' }),
  (event) => ({ ...event, note: 'no such member' }),
  ({ transaction_id: _, ...event }) => event,
];

/** What the counters of the service must have grown by, by whole numbers alone. */
export interface Expected {
  readonly transactions: number;
  readonly total_value: string;
  readonly alerts: number;
}

/** Transactions that follow from a seed, and account of them. */
export class EventMaker {
  readonly #random: () => number;
  readonly #bad: number;
  readonly #duplicates: number;
  readonly #before: MadeEvent[] = [];
  #second = 0;
  #first = 0;
  #ofSecond = 0;
  #counts = { sound: 0, bad: 0, duplicate: 0 };
  #cents = 0n;
  readonly #amounts: bigint[] = [];

  constructor({ seed, bad, duplicates }: { seed: number; bad: number; duplicates: number }) {
    this.#random = seededRandom(seed);
    this.#bad = bad;
    this.#duplicates = duplicates;
  }

  get counts(): Readonly<Record<Made['kind'], number>> {
    return this.#counts;
  }

  /** @param now epoch milliseconds */
  next(now: number): Made {
    const chance = this.#random();
    const kind = chance < this.#bad ? 'bad' : chance < this.#bad + this.#duplicates ? this.#again() : 'sound';
    this.#counts[kind] += 1;
    if (kind === 'duplicate') return { kind, event: this.#before[this.#below(this.#before.length)]! };
    const cents = AMOUNTS[0] + this.#below(AMOUNTS[1] - AMOUNTS[0] + 1);
    const event = {
      transaction_id: this.#id(Math.floor(now / 1000)),
      customer_id: 1 + this.#below(CUSTOMERS),
      amount: scaled(BigInt(cents), 2),
      merchant_name: MERCHANTS[this.#below(MERCHANTS.length)]!,
      timestamp: now / 1000,
    };
    if (kind === 'bad') return { kind, event: BREACHES[this.#below(BREACHES.length)]!(event) };
    this.#cents += BigInt(cents);
    this.#amounts.push(BigInt(cents));
    this.#before.push(event);
    if (this.#before.length > REMEMBERED) this.#before.shift();
    return { kind, event };
  }

  /** @param threshold an event of strictly more is an alert */
  expected(threshold: string): Expected {
    const limit = unscaled(threshold, 2);
    return {
      transactions: this.#counts.sound,
      total_value: scaled(this.#cents, 2),
      alerts: this.#amounts.filter((cents) => cents > limit).length,
    };
  }

  /** There may be nothing yet that could be sent again. */
  readonly #again = () => (this.#before.length === 0 ? 'sound' : 'duplicate');
  readonly #below = (most: number) => Math.floor(this.#random() * most);

  /** `txn_{unix}_{1000–9999}`: a number of its own for each of a second, and of the next where a rate needs more. */
  #id(second: number): string {
    if (second > this.#second || this.#ofSecond === NUMBERS_OF_SECOND) {
      this.#second = Math.max(second, this.#ofSecond === NUMBERS_OF_SECOND ? this.#second + 1 : 0);
      this.#first = this.#below(NUMBERS_OF_SECOND);
      this.#ofSecond = 0;
    }
    const number = 1000 + ((this.#first + this.#ofSecond) % NUMBERS_OF_SECOND);
    this.#ofSecond += 1;
    return `txn_${this.#second}_${number}`;
  }
}
