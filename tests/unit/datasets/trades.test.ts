import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { conditionHolds } from '../../../shared/contracts/condition-holds.ts';
import { columnsBeside } from '../../../shared/contracts/reference-warning.ts';
import { rulesBrokenBy } from '../../../shared/contracts/rule-examples.ts';
import { rulesOf } from '../../../shared/contracts/rules.ts';
import { csvLine, type SampleRow, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { client } from '../../../shared/datasets/trades/client.ts';
import { tradesComputation } from '../../../shared/datasets/trades/computation.ts';
import { DEFAULT_TRADE_SETTINGS, tradeSettings } from '../../../shared/datasets/trades/rates.ts';
import { sampleClients, sampleFile, sampleTrades } from '../../../shared/datasets/trades/samples.ts';
import { trade } from '../../../shared/datasets/trades/trade.ts';
import { fieldErrors } from '../../../shared/lambda/field-errors.ts';

const WHOLE = '';

describe('the rules of clients and trades', () => {
  it.each(
    [client, trade].flatMap((fileType) =>
      (fileType.rowRules ?? []).map((rule) => ({ fileType, rule, name: rule.reason })),
    ),
  )('$name: its example breaks it, and no other', ({ fileType, rule }) => {
    const sound = sampleRow(fileType, WHOLE, seededRandom(7));
    expect(rulesBrokenBy(fileType, WHOLE, csvLine(fileType, WHOLE, sound))).toEqual([]);
    const line = csvLine(fileType, WHOLE, { ...sound, ...rule.example });
    expect(rulesBrokenBy(fileType, WHOLE, line)).toEqual([`${fileType.rulePrefix}-${rule.number}`]);
  });

  it('reject a trade for nothing that the replay can do without', () => {
    const sound = sampleRow(trade, WHOLE, seededRandom(7));
    for (const cells of [{ stock_name: '' }, { transaction_channel: '' }, { shares: '0', price: '0', amount: '0' }]) {
      expect(rulesBrokenBy(trade, WHOLE, csvLine(trade, WHOLE, { ...sound, ...cells }))).toEqual([]);
    }
  });

  it('take amounts of 15 digits, of either sign, and no more', () => {
    const sound = { ...sampleRow(trade, WHOLE, seededRandom(7)), transaction_type: 'sell' };
    const broken = (amount: string) => rulesBrokenBy(trade, WHOLE, csvLine(trade, WHOLE, { ...sound, amount }));
    expect(broken('-9999999999999.99')).toEqual(['TRADE-TRADE-901']);
    expect(broken('-10000000000000.00')).toEqual(['TRADE-TRADE-093']);
    expect(broken('-1.001')).toEqual(['TRADE-TRADE-096']);
  });

  it('have ids of their own', () => {
    for (const fileType of [client, trade]) {
      const ids = rulesOf(fileType).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it.each([
    ['2023-01-01', '2023-01-02', false],
    ['2023-01-02', '2023-01-02', true],
    ['2023-01-03', '2023-01-02', true],
  ])('a trade of %s on an account of %s', (transaction_date, opened, holds) => {
    const { holds: condition } = trade.referenceWarnings![0]!;
    const row = { transaction_date, 'client.account_open_date': opened };
    expect(conditionHolds(condition, row, columnsBeside(trade, client))).toBe(holds);
  });
});

describe('the settings', () => {
  it('are valid as they come', () => {
    expect(tradeSettings.parse(DEFAULT_TRADE_SETTINGS)).toEqual(DEFAULT_TRADE_SETTINGS);
    expect(tradesComputation.settings!.defaults).toEqual(DEFAULT_TRADE_SETTINGS);
    expect(tradeSettings.safeParse({ rates: {}, cross_via: null }).success).toBe(true);
  });

  it.each<[what: string, settings: object, path: string, message: string]>([
    ['a rate of 0', { rates: { 'EUR/USD': '0.00' } }, 'rates.EUR/USD', 'must be more than 0'],
    ['a rate of 9 decimals', { rates: { 'EUR/USD': '1.123456789' } }, 'rates.EUR/USD', 'at most 8 before and 8 after'],
    ['a rate of 9 digits', { rates: { 'EUR/USD': '123456789' } }, 'rates.EUR/USD', 'at most 8 before and 8 after'],
    ['a rate below 0', { rates: { 'EUR/USD': '-1' } }, 'rates.EUR/USD', 'must be digits'],
    ['a number', { rates: { 'EUR/USD': 1.1 } }, 'rates.EUR/USD', 'expected string'],
    ['a decimal comma', { rates: { 'EUR/USD': '1,1' } }, 'rates.EUR/USD', 'must be digits'],
    ['one currency', { rates: { EUR: '1.1' } }, 'rates.EUR', 'must name two currencies'],
    ['small letters', { rates: { 'eur/usd': '1.1' } }, 'rates.eur/usd', 'must name two currencies'],
    ['one currency twice', { rates: { 'EUR/EUR': '1' } }, 'rates.EUR/EUR', 'must name two different currencies'],
    ['no currency', { rates: { 'EUR/QQQ': '1' } }, 'rates.EUR/QQQ', 'QQQ must be the ISO 4217 code of a currency'],
    ['no third currency', { cross_via: 'QQQ' }, 'cross_via', 'Must be the ISO 4217 code of a currency'],
    ['a setting that is none', { via: 'USD' }, '', 'Unrecognized key: "via"'],
  ])('refuse %s', (_, settings, path, message) => {
    const { error } = tradeSettings.safeParse({ ...DEFAULT_TRADE_SETTINGS, ...settings });
    expect(error?.issues).toHaveLength(1);
    expect(error!.issues[0]!.path.join('.')).toBe(path);
    expect(error!.issues[0]!.message).toContain(message);
  });
});

describe('why a setting was refused', () => {
  it.each<[settings: object, id: string, detail: string]>([
    [{ rates: { EUR: '1' } }, 'trades.pair-form', 'EUR must name two currencies by their ISO 4217 codes, as EUR/USD.'],
    [{ rates: { 'EUR/QQQ': '1' } }, 'trades.pair-currency', 'QQQ of EUR/QQQ must be the ISO 4217 code of a currency.'],
    [
      { rates: { 'EUR/EUR': '1' } },
      'trades.pair-same',
      'EUR/EUR must name two different currencies: one of the same is always 1.',
    ],
    [
      { rates: { 'EUR/USD': 'x' } },
      'trades.rate-form',
      'The rate of EUR/USD must be digits, at most 8 before and 8 after the decimal point, as 1.10.',
    ],
    [{ rates: { 'EUR/USD': '0' } }, 'trades.rate-zero', 'The rate of EUR/USD must be more than 0.'],
    [
      { rates: Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`P${at}`, '1'])) },
      'trades.rates-most',
      'Must be at most 5,000 pairs of currencies.',
    ],
    [{ cross_via: 'usd' }, 'trades.currency', 'Must be the ISO 4217 code of a currency, as USD.'],
    [{ cross_via: 'QQQ' }, 'trades.currency', 'Must be the ISO 4217 code of a currency, as USD.'],
  ])('%.60o: %s', (settings, id, detail) => {
    const { error } = tradeSettings.safeParse({ ...DEFAULT_TRADE_SETTINGS, ...settings }, { reportInput: true });
    const [first] = fieldErrors(error!).errors;
    expect(first).toMatchObject({ detail, message: { id } });
    // What the page asks for, field by field, it reads off the schema.
    expect(JSON.stringify(z.toJSONSchema(tradeSettings))).toContain(
      '"propertyNames":{"type":"string","pattern":"^[A-Z]{3}',
    );
  });
});

describe('samples', () => {
  const wanted = { clients: 400, trades: 4_000, seed: 3, until: '2024-12-31' };
  const clients = [...sampleClients(wanted)];
  const trades = [...sampleTrades(wanted)];
  const share = (rows: readonly SampleRow[], column: string, value: string) =>
    rows.filter((row) => row[column] === value).length / rows.length;

  it('are the same at every call, and others of another seed', () => {
    expect([...sampleTrades(wanted)]).toEqual(trades);
    expect([...sampleClients({ ...wanted, clients: 3 })]).toEqual(clients.slice(0, 3));
    expect([...sampleClients({ ...wanted, seed: 4 })]).not.toEqual(clients);
  });

  it('break no rule, besides that on accounts which are not open yet', () => {
    for (const row of clients) expect(rulesBrokenBy(client, WHOLE, csvLine(client, WHOLE, row))).toEqual([]);
    for (const row of trades) expect(rulesBrokenBy(trade, WHOLE, csvLine(trade, WHOLE, row))).toEqual([]);
  });

  it('have keys of their own, of 8 hexadecimal digits, and trades of these clients only', () => {
    const ids = new Set(clients.map((row) => row.client_id!));
    expect(ids.size).toBe(clients.length);
    expect(new Set(trades.map((row) => row.transaction_id)).size).toBe(trades.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}$/);
    for (const row of trades) expect(ids).toContain(row.client_id);
    expect(new Set(trades.map((row) => row.client_id)).size).toBe(ids.size);
  });

  it('are as N1.4 has them', () => {
    expect(share(clients, 'account_type', 'standard')).toBeCloseTo(0.6, 1);
    expect(share(clients, 'account_type', 'premium')).toBeCloseTo(0.3, 1);
    expect(share(clients, 'account_type', 'corporate')).toBeCloseTo(0.1, 1);
    expect(share(trades, 'transaction_type', 'buy')).toBeCloseTo(0.5, 1);
    for (const currency of ['USD', 'EUR', 'GBP']) {
      expect(share(clients, 'account_currency', currency)).toBeCloseTo(1 / 3, 1);
      expect(share(trades, 'currency', currency)).toBeCloseTo(1 / 3, 1);
    }
    const bounds = {
      standard: { risk: 'low', balance: [1_000, 50_000], price: [10, 200], shares: [1, 50] },
      premium: { risk: 'medium', balance: [50_001, 200_000], price: [50, 500], shares: [1, 100] },
      corporate: { risk: 'high', balance: [200_001, 1_000_000], price: [100, 1_500], shares: [10, 500] },
    } as const;
    const classOf = new Map(clients.map((row) => [row.client_id, row.account_type as keyof typeof bounds]));
    const expectWithin = (text: string, [low, high]: readonly [number, number]) => {
      expect(Number(text)).toBeGreaterThanOrEqual(low);
      expect(Number(text)).toBeLessThanOrEqual(high);
    };
    for (const row of clients) {
      const { risk, balance } = bounds[row.account_type as keyof typeof bounds];
      expect(row.risk_tolerance).toBe(risk);
      expectWithin(row.account_balance!, balance);
      const years = (Date.parse(row.account_open_date!) - Date.parse(row.date_of_birth!)) / (365.25 * 86_400_000);
      expect(years).toBeGreaterThanOrEqual(18);
      expect(row.account_open_date! <= wanted.until).toBe(true);
    }
    for (const row of trades) {
      const { price, shares } = bounds[classOf.get(row.client_id)!];
      expectWithin(row.price!, price);
      expectWithin(row.shares!, shares);
      expect(row.transaction_date! >= '2023-01-01' && row.transaction_date! <= wanted.until).toBe(true);
    }
    const opened = new Map(clients.map((row) => [row.client_id, row.account_open_date!]));
    const early = trades.filter((row) => row.transaction_date! < opened.get(row.client_id)!).length;
    expect(early).toBeGreaterThan(0);
  });

  it('are files with commas that other programs read, with addresses of several lines', () => {
    const file = [...sampleFile(client, clients)].join('');
    expect(parse(file, { columns: true })).toEqual(clients);
    expect(clients.every((row) => row.address!.includes('\n'))).toBe(true);
    expect(parse([...sampleFile(trade, trades)].join(''), { columns: true })).toEqual(trades);
  });
});
