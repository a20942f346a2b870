import type { DatasetSamples } from '../../contracts/dataset-samples.ts';
import { seededRandom } from '../../contracts/samples.ts';
import { type SoundRow, withBreaches } from '../../contracts/with-breaches.ts';
import { company as companyFile } from './company.ts';
import { accountsOf, addCompany } from './datamaker/accounts.ts';
import { companies } from './datamaker/companies.ts';
import { paymentCells } from './datamaker/payment-lines.ts';
import { PAYMENT_FILES, type PaymentFile } from './datamaker/payments.ts';
import { blocksOf, QUARTERS } from './datamaker/period.ts';
import { exchangeRates } from './datamaker/rates.ts';
import { exchangeRate } from './exchange-rate.ts';

const MOST_COMPANIES = 1_000_000;

const PAYMENTS_PER_COMPANY = {
  name: 'payments-per-company',
  meaning: 'mean number of payments of a company',
  bounds: [0, 1100],
  otherwise: 30,
} as const;
/** Of payments; the others are SWIFT. */
const SEPA_SHARE = 1 / 3;

/** Companies, the rates of a seed, and payments between the accounts of companies and of others. */
export const cashSamples: DatasetSamples = {
  size: { meaning: 'companies', most: MOST_COMPANIES, otherwise: 100 },
  options: [PAYMENTS_PER_COMPANY],
  lines: (slice, options) => {
    const { rows: count, seed, more = {} } = options;
    if (!Number.isInteger(count) || count < 1 || count > MOST_COMPANIES) {
      throw new RangeError(`companies must be 1 to ${MOST_COMPANIES}`);
    }
    const payments = Math.round(count * (more[PAYMENTS_PER_COMPANY.name] ?? PAYMENTS_PER_COMPANY.otherwise));
    // Two companies with the account number of an example would have one account, and so would not be loaded.
    const related = { [companyFile.name]: ['ibans'] };
    return withBreaches(slice, soundRows(count, payments, seed), options, seededRandom(seed), related);
  },
};

/** A company that is rejected has accounts of which nothing is known then: payments may name those all the same. */
function* soundRows(count: number, payments: number, seed: number): Generator<SoundRow, void, boolean> {
  const accounts = accountsOf(count, seed);
  let index = 0;
  for (const company of companies(count, seed)) {
    addCompany(accounts, index, company);
    index += 1;
    const { id, name, owner, ibans } = company;
    yield { fileType: companyFile.name, cells: { id, name, owner, ibans: ibans.join('|') } };
  }
  for (const { currency, usd, eur } of exchangeRates(seed)) {
    yield { fileType: exchangeRate.name, cells: { currency, usd_rate: usd, eur_rate: eur } };
  }
  const sepa = Math.round(payments * SEPA_SHARE);
  const rows: Readonly<Record<PaymentFile, number>> = { sepa, swift: payments - sepa };
  for (const file of Object.keys(PAYMENT_FILES) as PaymentFile[]) {
    const plan = { accounts, seed, rows: rows[file] };
    const blocks = QUARTERS.flatMap((_, quarter) => blocksOf(plan.rows, quarter));
    for (const block of blocks) {
      for (const payment of PAYMENT_FILES[file].payments(plan, block)) {
        // Which rows are wrong is up to whoever asks for the sample.
        if (payment.dirt === undefined) yield { fileType: file, cells: paymentCells(payment, file, accounts, seed) };
      }
    }
  }
}
