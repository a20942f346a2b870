import { csvHeader, csvLine, type SampleRow } from '../../shared/contracts/samples.ts';
import { company } from '../../shared/datasets/cash/company.ts';
import { exchangeRate } from '../../shared/datasets/cash/exchange-rate.ts';
import { sepa, swift } from '../../shared/datasets/cash/payment.ts';
import type { OutgoingFile } from './bank.ts';

const FILE_TYPES = { company, sepa, swift, exchange_rate: exchangeRate };

export function cashFileOf(fileType: keyof typeof FILE_TYPES, rows: readonly SampleRow[]): OutgoingFile {
  const contract = FILE_TYPES[fileType];
  const lines = [csvHeader(contract, null), ...rows.map((row) => csvLine(contract, null, row))];
  return { slice: 'cash', fileType, content: `${lines.join('\n')}\n` };
}

const ACCOUNTS = ['DE89370400440532013000', 'ES9121000418450200051332'] as const;

/** Companies with an account each, which have paid each other once; nobody else has paid them. At most two. */
export function paidEachOther(ids: readonly string[]): [OutgoingFile, ...OutgoingFile[]] {
  const companies = ids.map((id, at) => ({ id, name: `Company ${id}`, ibans: ACCOUNTS[at]! }));
  const payment = (id: string, payer: number, ts: string) => ({
    id,
    payer_iban: ACCOUNTS[payer]!,
    beneficiary_iban: ACCOUNTS[1 - payer]!,
    amount: '10.00',
    currency: 'EUR',
    ts,
  });
  return [
    cashFileOf('company', companies),
    cashFileOf('sepa', [payment('s1', 0, '2024-01-02T08:00:00Z'), payment('s2', 1, '2024-01-03T08:00:00Z')]),
    cashFileOf('swift', [payment('w1', 0, '2024-01-04T08:00:00Z')]),
    cashFileOf('exchange_rate', [{ currency: 'EUR', usd_rate: '1.10', eur_rate: '1' }]),
  ];
}

/** Whether `{id}` in a path of the document is a company's; elsewhere it is a sync's. */
export const isOfCompany = (path: string): boolean => path.startsWith('/api/cash/companies/');
