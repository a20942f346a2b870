import type { FileType } from '../../contracts/contract.ts';
import type { DatasetSamples } from '../../contracts/dataset-samples.ts';
import { between } from '../../contracts/kinds/kind.ts';
import { FIRST_NAMES, LAST_NAMES } from '../../contracts/sample-people.ts';
import { csvHeader, csvLine, pick, type SampleRow, seededRandom } from '../../contracts/samples.ts';
import { type SoundRow, withBreaches } from '../../contracts/with-breaches.ts';
import { client } from './client.ts';
import { trade } from './trade.ts';

/** How many of each; of one seed, they are the same at every call. */
export interface TradeSamples {
  readonly clients: number;
  readonly trades: number;
  readonly seed?: number;
  /** The last day: no account is opened and no trade made after it. */
  readonly until?: string;
  /** Clients who do not trade, by their place among all. */
  readonly withoutTrades?: ReadonlySet<number>;
}

const TRADES_PER_CLIENT = {
  name: 'trades-per-client',
  meaning: 'mean number of trades of a client',
  bounds: [0, 1000],
  otherwise: 30,
} as const;

/** Clients and their trades. Who is rejected does not trade, so that each wrong row is wrong by itself and counts once. */
export const tradeSamples: DatasetSamples = {
  size: { meaning: 'clients', most: 10_000_000, otherwise: 100 },
  options: [TRADES_PER_CLIENT],
  lines: (slice, options) => {
    const { rows: clients, seed, more = {} } = options;
    const trades = Math.round(clients * (more[TRADES_PER_CLIENT.name] ?? TRADES_PER_CLIENT.otherwise));
    return withBreaches(slice, soundRows({ clients, trades, seed }), options, seededRandom(seed));
  },
};

function* soundRows(sizes: TradeSamples): Generator<SoundRow, void, boolean> {
  const withoutTrades = new Set<number>();
  let place = 0;
  for (const cells of sampleClients(sizes)) {
    if (!(yield { fileType: client.name, cells })) withoutTrades.add(place);
    place += 1;
  }
  if (withoutTrades.size === sizes.clients) return;
  for (const cells of sampleTrades({ ...sizes, withoutTrades })) yield { fileType: trade.name, cells };
}

const FIRST_TRADE = '2023-01-01';
const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;

interface AccountClass {
  readonly type: 'standard' | 'premium' | 'corporate';
  readonly risk: 'low' | 'medium' | 'high';
  readonly balance: readonly [low: number, high: number];
  readonly price: readonly [low: number, high: number];
  readonly shares: readonly [low: number, high: number];
}

const STANDARD: AccountClass = {
  type: 'standard',
  risk: 'low',
  balance: [1_000, 50_000],
  price: [10, 200],
  shares: [1, 50],
};
const PREMIUM: AccountClass = {
  type: 'premium',
  risk: 'medium',
  balance: [50_001, 200_000],
  price: [50, 500],
  shares: [1, 100],
};
const CORPORATE: AccountClass = {
  type: 'corporate',
  risk: 'high',
  balance: [200_001, 1_000_000],
  price: [100, 1_500],
  shares: [10, 500],
};
/** 60, 30 and 10 in a hundred. */
const classOf = (share: number): AccountClass => (share < 0.6 ? STANDARD : share < 0.9 ? PREMIUM : CORPORATE);

const STOCKS = [
  ['AAPL', 'Apple Inc.'],
  ['TSLA', 'Tesla Inc.'],
  ['AMZN', 'Amazon.com Inc.'],
  ['GOOGL', 'Alphabet Inc.'],
  ['MSFT', 'Microsoft Corp.'],
  ['NVDA', 'NVIDIA Corp.'],
] as const;
const CURRENCIES = ['USD', 'EUR', 'GBP'] as const;
const CHANNELS = ['online', 'branch', 'ATM'] as const;
const COUNTRIES = ['Germany', 'Ireland', 'Italy', 'Netherlands', 'Spain', 'Türkiye', 'United Kingdom', 'United States'];
const STREETS = ['Church Road', 'High Street', 'Mill Lane', 'Park Avenue', 'Station Road', 'Victoria Street'];

const cents = (random: () => number, [low, high]: readonly [number, number]): string =>
  (between(random, low * 100, high * 100) / 100).toFixed(2);
const daysOf = (iso: string): number => Date.parse(iso) / DAY_MS;
const isoOf = (days: number): string => new Date(Math.floor(days) * DAY_MS).toISOString().slice(0, 10);

/** 8 hexadecimal digits, others for every index: each step turns 32 bits into 32 others, and can be undone. */
function hexId(index: number, salt: number): string {
  const spread = Math.imul(index ^ salt, 0x9e37_79b1);
  return (Math.imul(spread ^ (spread >>> 15), 0x85eb_ca6b) >>> 0).toString(16).padStart(8, '0');
}

const numbersOf = (index: number, seed: number) => seededRandom(Math.imul(index + 1, 0x9e37_79b1) ^ seed);

/** What a trade needs of its client, by the client's index alone: so that rows are made one by one, however many. */
function accountOf(index: number, seed: number) {
  const random = numbersOf(index, seed);
  return { id: hexId(index, seed), accountClass: classOf(random()), random };
}

/** The rows of a client file. */
export function* sampleClients({ clients, seed = 1, until = '2024-12-31' }: TradeSamples): Generator<SampleRow> {
  const today = daysOf(until);
  for (let index = 0; index < clients; index += 1) {
    const { id, accountClass, random } = accountOf(index, seed);
    const [first, last] = [pick(random, FIRST_NAMES), pick(random, LAST_NAMES)];
    const age = 18 + random() * 62;
    const born = today - age * YEAR_DAYS;
    const grownUp = born + 18 * YEAR_DAYS;
    yield {
      client_id: id,
      name: `${first} ${last}`,
      email: `client.${id}@example.com`,
      date_of_birth: isoOf(born),
      country: pick(random, COUNTRIES),
      account_type: accountClass.type,
      account_balance: cents(random, accountClass.balance),
      account_open_date: isoOf(Math.ceil(grownUp + random() * (today - grownUp - 1))),
      phone_number: `+49 30 ${between(random, 1_000_000, 9_999_999)}`,
      address: `${between(random, 1, 240)} ${pick(random, STREETS)}\n${between(random, 10_000, 99_999)} ${pick(random, ['Aston', 'Brook', 'Camber', 'Dunmore'])}`,
      risk_tolerance: accountClass.risk,
      account_currency: pick(random, CURRENCIES),
    };
  }
}

/** The rows of a trade file: all clients' trades mixed, in no order of dates. */
export function* sampleTrades(sizes: TradeSamples): Generator<SampleRow> {
  const { clients, trades, seed = 1, until = '2024-12-31', withoutTrades = new Set() } = sizes;
  const days = daysOf(until) - daysOf(FIRST_TRADE);
  const random = numbersOf(-2, seed);
  for (let index = 0; index < trades; index += 1) {
    let place = between(random, 0, clients - 1);
    while (withoutTrades.has(place)) place = (place + 1) % clients;
    const { id, accountClass } = accountOf(place, seed);
    const [ticker, name] = pick(random, STOCKS);
    const row: SampleRow = {
      transaction_id: hexId(index, ~seed),
      client_id: id,
      transaction_type: random() < 0.5 ? 'buy' : 'sell',
      transaction_date: isoOf(daysOf(FIRST_TRADE) + between(random, 0, days)),
      stock_ticker: ticker,
      stock_name: name,
      shares: String(between(random, ...accountClass.shares)),
      price: cents(random, accountClass.price),
      currency: pick(random, CURRENCIES),
      transaction_channel: pick(random, CHANNELS),
    };
    trade.reconcile?.(row);
    yield row;
  }
}

/** Lines of a file with commas, each with its end, as the older system's files are: an address is quoted, and has several. */
export function* sampleFile(fileType: FileType, rows: Iterable<SampleRow>): Generator<string> {
  yield `${csvHeader(fileType, '', ',')}\n`;
  for (const row of rows) yield `${csvLine(fileType, '', row, ',')}\n`;
}
