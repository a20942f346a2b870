/** The rules of cash, told once more in whole numbers: amounts are ten-thousandths, rates have 20 decimals. */
import { scaled, unscaled } from '../../../../shared/contracts/kinds/decimal.ts';
import type { StoredRow } from '../derivation-under-test.ts';

export interface Company {
  readonly id: string;
  readonly ibans: readonly string[];
}
export interface Payment {
  readonly id: string;
  readonly payer_iban: string;
  readonly beneficiary_iban: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly ts: string;
}
export interface Rate {
  readonly currency: string;
  readonly usd_rate: bigint;
  readonly eur_rate: bigint;
}

interface Account {
  readonly no: number;
  readonly iban: string;
  readonly company: string;
  readonly row: number;
}

const AMOUNT = 4;
const VALUE = 24;

export function accountsOf(companies: readonly Company[]): Account[] {
  const accounts: Account[] = [];
  for (const [index, { id, ibans }] of companies.entries()) {
    for (const iban of new Set(ibans)) accounts.push({ no: accounts.length + 1, iban, company: id, row: index + 1 });
  }
  return accounts;
}

/** Without the decimals' zeros, as the engine is asked for them. */
export function derivedFrom(
  companies: readonly Company[],
  files: Record<string, readonly Payment[]>,
  rates: readonly Rate[],
) {
  const accounts = accountsOf(companies);
  const byIban = new Map(accounts.map((account) => [account.iban, account]));
  const postings: StoredRow[] = [];
  const days = new Map<string, { incoming: bigint; outgoing: bigint; payments: number }>();
  for (const [source, payments] of Object.entries(files)) {
    for (const [index, payment] of payments.entries()) {
      for (const direction of ['out', 'in'] as const) {
        const [own, other] =
          direction === 'out'
            ? [payment.payer_iban, payment.beneficiary_iban]
            : [payment.beneficiary_iban, payment.payer_iban];
        const account = byIban.get(own);
        if (!account) continue;
        postings.push({
          account_no: account.no,
          ts: payment.ts.replace('T', ' '),
          source,
          direction,
          amount: scaled(payment.amount, AMOUNT),
          currency: payment.currency,
          iban: own,
          company_id: account.company,
          counterparty_iban: other,
          counterparty_company_id: byIban.get(other)?.company ?? null,
          country: other.slice(0, 2),
          payment_id: payment.id,
          row_number: index + 1,
        });
        const cell = `${account.no} ${payment.ts.slice(0, 10)} ${payment.currency}`;
        const day = days.get(cell) ?? { incoming: 0n, outgoing: 0n, payments: 0 };
        day[direction === 'in' ? 'incoming' : 'outgoing'] += payment.amount;
        day.payments += 1;
        days.set(cell, day);
      }
    }
  }
  const rateOf = (currency: string, of: 'eur_rate' | 'usd_rate'): bigint | undefined =>
    rates.find((rate) => rate.currency === currency)?.[of] ??
    (currency === of.slice(0, 3).toUpperCase() ? 10n ** 20n : undefined);
  const balances = accounts.map(({ no, iban, company, row }) => {
    const cells = [...days].filter(([cell]) => cell.startsWith(`${no} `));
    const nets = new Map<string, bigint>();
    for (const [cell, { incoming, outgoing }] of cells) {
      const currency = cell.slice(-3);
      nets.set(currency, (nets.get(currency) ?? 0n) + incoming - outgoing);
    }
    const worth = (of: 'eur_rate' | 'usd_rate') =>
      scaled(
        [...nets].reduce((sum, [currency, net]) => sum + net * (rateOf(currency, of) ?? 0n), 0n),
        VALUE,
      );
    const without = (of: 'eur_rate' | 'usd_rate') =>
      [...nets.keys()].filter((currency) => rateOf(currency, of) === undefined).sort();
    return {
      account_no: no,
      iban,
      company_id: company,
      balance_eur: worth('eur_rate'),
      without_eur_rate: without('eur_rate'),
      balance_usd: worth('usd_rate'),
      without_usd_rate: without('usd_rate'),
      payments: cells.reduce((sum, [, { payments }]) => sum + payments, 0),
      row_number: row,
    };
  });
  const dayRows = [...days].map(([cell, { incoming, outgoing, payments }]) => {
    const [no = '', day = '', currency = ''] = cell.split(' ');
    return {
      account_no: Number(no),
      day,
      currency,
      incoming: scaled(incoming, AMOUNT),
      outgoing: scaled(outgoing, AMOUNT),
      payments,
    };
  });
  const companyRows = [...new Set(accounts.map(({ company }) => company))].map((company) => {
    const own = balances.filter(({ company_id }) => company_id === company);
    const figures = (['eur', 'usd'] as const).flatMap((code) => {
      const values = own.map((row) => unscaled(row[`balance_${code}`], VALUE));
      const sum = (of: readonly bigint[]) => of.reduce((total, value) => total + value, 0n);
      return [
        [`balance_${code}`, scaled(sum(values), VALUE)],
        [`debt_${code}`, scaled(-sum(values.filter((value) => value < 0n)), VALUE)],
        [`credit_${code}`, scaled(sum(values.filter((value) => value > 0n)), VALUE)],
        [`without_${code}_rate`, [...new Set(own.flatMap((row) => row[`without_${code}_rate`]))].sort()],
      ];
    });
    return {
      company_id: company,
      first_account_no: own[0]!.account_no,
      accounts: own.length,
      payments: own.reduce((total, { payments }) => total + payments, 0),
      ...Object.fromEntries(figures),
    };
  });
  companyRows.sort((one, other) => (one.company_id < other.company_id ? -1 : 1));
  return { accounts, postings, days: dayRows, balances, companies: companyRows };
}
