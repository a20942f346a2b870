import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDocument } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { banksFor } from './tenants.ts';

const ACME = ['DE89370400440532013000', 'FR1420041010050500013M02606'] as const;
const BOLT = 'ES9121000418450200051332';
const ABROAD = 'GB82WEST12345698765432';

const companies = ['id;name;owner;ibans', `1;Acme;Ada;${ACME.join('|')}`, `2;Bolt GmbH;;${BOLT}`];
const header = 'id;payer_iban;beneficiary_iban;amount;currency;ts';
const sepa = [
  header,
  // The last second of a day, and the first of the next one, over New Year.
  `s1;${ACME[0]};${BOLT};100.00;EUR;2023-12-31T23:59:59Z`,
  `s2;${BOLT};${ACME[0]};30.50;EUR;2024-01-01T00:00:00Z`,
  // Between accounts of one company, and of an account with itself.
  `s3;${ACME[0]};${ACME[1]};5.005;EUR;2024-01-08T12:00:00Z`,
  `s4;${BOLT};${BOLT};77.00;EUR;2024-01-09T12:00:00Z`,
  // Not in euros.
  `s5;${BOLT};${ACME[0]};1.00;USD;2024-01-09T12:00:00Z`,
];
const swift = [
  header,
  `w1;${ABROAD};${ACME[1]};10.00;GBP;2024-02-29T08:00:00+01:00`,
  `w2;${ACME[1]};${ABROAD};1.00;CHF;2024-03-31T23:30:00`,
  // A batch of equal and one of different amounts, and two numbers of no country.
  `w3;${ACME[0]};${ABROAD};9.00;EUR;2024-03-01T00:00:00Z`,
  `w3;${ACME[0]};${ABROAD};9.00;EUR;2024-03-01T00:00:00Z`,
  `w4;${ABROAD};${BOLT};9.00;EUR;2024-03-01T00:00:00Z`,
  `w4;${ABROAD};${BOLT};8.00;EUR;2024-03-01T00:00:00Z`,
  `w5;ZZ${ABROAD.slice(2)};${ACME[0]};1000.00;EUR;2024-03-02T00:00:00Z`,
  `w6;${ACME[0]};gb${ABROAD.slice(2)};1000.00;EUR;2024-03-02T00:00:00Z`,
];
// Of CHF there is no rate.
const rates = ['currency;usd_rate;eur_rate', 'EUR;1.10;1', 'USD;1;0.90909090909090909091', 'GBP;1.32;1.20'];

const fileOf = (fileType: 'company' | 'sepa' | 'swift' | 'exchange_rate', lines: readonly string[]) =>
  ({ slice: 'cash', fileType, content: `${lines.join('\n')}\n` }) as const;

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('CASH', 1)) as [Bank];
});

type Query = Record<string, string | number>;
const get = <T>(path: string, query: Query = {}) => bank.call<T>(`/api/cash/companies${path}`, { query });

describe('the cash of companies', () => {
  it('is loaded from four files; what is set aside and what is wrong is told', async () => {
    await bank.configure('cash', { max_error_rate: 0.5 });
    const log = await bank.load(
      fileOf('company', companies),
      fileOf('sepa', sepa),
      fileOf('swift', swift),
      fileOf('exchange_rate', rates),
    );
    expect(log.files).toMatchObject({
      sepa: { total_rows: 5, valid_rows: 4, rejected_rows: 1, quarantined_rows: 0 },
      swift: { total_rows: 8, valid_rows: 8, rejected_rows: 0, quarantined_rows: 6 },
    });
    const rules = (await bank.errors(log.id)).map(({ rule_id, row_number }) => [rule_id, row_number]);
    expect(rules).toContainEqual(['CASH-SEPA-901', 5]);
    for (const row of [3, 4, 5, 6]) expect(rules).toContainEqual(['CASH-SWIFT-801', row]);
    expect(rules).toContainEqual(['CASH-SWIFT-802', 7]);
    expect(rules).toContainEqual(['CASH-SWIFT-803', 8]);
    expect(await bank.count('cash', 'posting')).toBe(10);
  });

  it('is listed, with what accounts lack and have, and names currencies without a rate', async () => {
    const acme = { company_id: '1', name: 'Acme', owner: 'Ada', accounts: 2 };
    const bolt = { company_id: '2', name: 'Bolt GmbH', owner: null, accounts: 1 };
    // Acme: −100 + 30.50 − 5.005 on the first account, 5.005 + 12 on the second; a franc has no rate.
    expect(await get('')).toEqual({
      data: [
        { ...acme, balance: '-57.50', debt: '74.51', credit: '17.01' },
        { ...bolt, balance: '69.50', debt: '0.00', credit: '69.50' },
      ],
      next_cursor: null,
      currency: 'EUR',
      currencies_without_rate: ['CHF'],
    });
    expect(await get('', { currency: 'USD', sort: '-balance', search: 'BOLT' })).toMatchObject({
      data: [{ ...bolt, balance: '76.45' }],
      currencies_without_rate: [],
    });
    const sorted = async (sort: string) =>
      (await bank.all<{ name: string }>('/api/cash/companies', { sort, limit: 1 })).map(({ name }) => name);
    expect(await sorted('balance')).toEqual(['Acme', 'Bolt GmbH']);
    expect(await sorted('-balance')).toEqual(['Bolt GmbH', 'Acme']);
  });

  it('is told of each company: accounts, countries, counterparties, and what is set aside', async () => {
    expect(await get('/1')).toEqual({
      company_id: '1',
      name: 'Acme',
      owner: 'Ada',
      currency: 'EUR',
      balance: '-57.50',
      debt: '74.51',
      credit: '17.01',
      accounts: [
        { iban: ACME[0], balance: '-74.51' },
        { iban: ACME[1], balance: '17.01' },
      ],
      countries: [
        { country: 'ES', incoming: '30.50', outgoing: '100.00', payments: 2 },
        { country: 'GB', incoming: '12.00', outgoing: '0.00', payments: 2 },
        { country: 'DE', incoming: '5.01', outgoing: '0.00', payments: 1 },
        { country: 'FR', incoming: '0.00', outgoing: '5.01', payments: 1 },
      ],
      counterparties: [
        {
          iban: BOLT,
          company_id: '2',
          name: 'Bolt GmbH',
          country: 'ES',
          incoming: '30.50',
          outgoing: '100.00',
          payments: 2,
        },
        { iban: ABROAD, company_id: null, name: null, country: 'GB', incoming: '12.00', outgoing: '0.00', payments: 2 },
        {
          iban: ACME[0],
          company_id: '1',
          name: 'Acme',
          country: 'DE',
          incoming: '5.01',
          outgoing: '0.00',
          payments: 1,
        },
        {
          iban: ACME[1],
          company_id: '1',
          name: 'Acme',
          country: 'FR',
          incoming: '0.00',
          outgoing: '5.01',
          payments: 1,
        },
      ],
      currencies_without_rate: ['CHF'],
      excluded: { batch_payments: 2, invalid_iban: 2 },
    });
    expect(problemCode((await bank.ask<ProblemDocument>('/api/cash/companies/3')).body)).toBe('company-not-found');
  });

  it('is told by period, without a hole; a transfer within the company nets to nothing', async () => {
    const periods = async (query: Query) => (await get<{ data: Record<string, string>[] }>('/1/balances', query)).data;
    const period = (...[at, opening, incoming, outgoing, closing]: string[]) => ({
      period: at,
      opening,
      incoming,
      outgoing,
      closing,
    });
    expect(await periods({ interval: 'month' })).toEqual([
      period('2023-12-01', '0.00', '0.00', '100.00', '-100.00'),
      period('2024-01-01', '-100.00', '35.51', '5.01', '-69.50'),
      period('2024-02-01', '-69.50', '12.00', '0.00', '-57.50'),
      period('2024-03-01', '-57.50', '0.00', '0.00', '-57.50'),
    ]);
    // The Sunday before New Year is of the week before.
    expect(await periods({ interval: 'week', from: '2023-12-31', to: '2024-01-08' })).toEqual([
      period('2023-12-25', '0.00', '0.00', '100.00', '-100.00'),
      period('2024-01-01', '-100.00', '30.50', '0.00', '-69.50'),
      period('2024-01-08', '-69.50', '5.01', '5.01', '-69.50'),
    ]);
    expect(await periods({ interval: 'year', currency: 'USD', iban: ACME[1] })).toEqual([
      period('2024-01-01', '0.00', '18.71', '0.00', '18.71'),
    ]);
    expect(await periods({ interval: 'day', from: '2024-02-28', to: '2024-03-01', iban: ACME[1] })).toEqual([
      period('2024-02-28', '5.01', '0.00', '0.00', '5.01'),
      period('2024-02-29', '5.01', '12.00', '0.00', '17.01'),
      period('2024-03-01', '17.01', '0.00', '0.00', '17.01'),
    ]);
    expect(await periods({ interval: 'quarter', from: '2025-01-01', to: '2025-12-31' })).toHaveLength(4);
    expect((await get<{ currencies_without_rate: string[] }>('/1/balances')).currencies_without_rate).toEqual(['CHF']);
  });

  it('has its payments by time, with those that are set aside if asked for', async () => {
    const idsOf = async (query: Query) =>
      (
        await bank.all<{ id: string; direction: string; quarantine_rule: string | null }>(
          '/api/cash/companies/1/payments',
          { limit: 2, ...query },
        )
      ).map(
        ({ id, direction, quarantine_rule }) =>
          `${id} ${direction}${quarantine_rule === null ? '' : ` ${quarantine_rule}`}`,
      );
    expect(await idsOf({})).toEqual(['s1 out', 's2 in', 's3 in', 's3 out', 'w1 in', 'w2 out']);
    expect(await idsOf({ from: '2024-01-01', to: '2024-01-08', direction: 'in' })).toEqual(['s2 in', 's3 in']);
    expect(await idsOf({ iban: ACME[1] })).toEqual(['s3 in', 'w1 in', 'w2 out']);
    const aside = ['w3 out CASH-SWIFT-801', 'w3 out CASH-SWIFT-801', 'w5 in CASH-SWIFT-802', 'w6 out CASH-SWIFT-803'];
    expect(await idsOf({ include: 'only-quarantined' })).toEqual(aside);
    expect(await idsOf({ include: 'quarantined', from: '2024-02-01' })).toEqual(['w1 in', ...aside, 'w2 out']);
    const [payment] = (await get<{ data: object[] }>('/1/payments', { from: '2024-02-29', limit: 1 })).data;
    expect(payment).toEqual({
      id: 'w1',
      source: 'swift',
      row_number: 1,
      ts: '2024-02-29T07:00:00.000Z',
      direction: 'in',
      iban: ACME[1],
      counterparty_iban: ABROAD,
      counterparty_company_id: null,
      country: 'GB',
      amount: '10.00',
      currency: 'GBP',
      quarantine_rule: null,
    });
  });

  it('answers its analyses', async () => {
    const ask = async (name: string, query: Query = {}) =>
      (await bank.call<{ rows: Record<string, unknown>[] }>(`/api/analyses/cash/${name}`, { query })).rows.map(
        Object.values,
      );
    expect(await ask('largest-positions')).toEqual([
      ['2', 'Bolt GmbH', 1, '69.50', '0.00', '69.50'],
      ['1', 'Acme', 2, '-57.50', '74.51', '17.01'],
    ]);
    // Of Bolt: 100 in, 30.50 out, and 77 with itself.
    expect(await ask('flows-by-country', { company_id: '2' })).toEqual([
      ['ES', '77.00', '77.00', 2],
      ['DE', '100.00', '30.50', 2],
    ]);
    expect(await ask('concentration', { company_id: '2', limit: 1 })).toEqual([
      [BOLT, '2', '154.00', '0.5413', '0.5413'],
    ]);
    expect(await ask('balance-by-month', { company_id: '1', currency: 'USD' })).toEqual([
      ['2023-12-01', '0.00', '110.00', '-110.00'],
      ['2024-01-01', '39.06', '5.51', '-76.45'],
      ['2024-02-01', '13.20', '0.00', '-63.25'],
      ['2024-03-01', '0.00', '0.00', '-63.25'],
    ]);
  });

  it('refuses ranges that are none, and accounts of others', async () => {
    const refused = async (query: Query) => {
      const { status, body } = await bank.ask<{ errors?: { field: string }[] }>('/api/cash/companies/1/balances', {
        query,
      });
      return [status, body.errors?.map(({ field }) => field)];
    };
    expect(await refused({ from: '2024-02-02', to: '2024-02-01' })).toEqual([400, ['from']]);
    expect(await refused({ from: '2024-02-30' })).toEqual([400, ['from']]);
    expect(await refused({ interval: 'day', from: '1990-01-01', to: '2024-01-01' })).toEqual([400, ['interval']]);
    expect(await refused({ iban: BOLT })).toEqual([400, ['iban']]);
    expect(await refused({ interval: 'hour' })).toEqual([400, ['interval']]);
  });
});
