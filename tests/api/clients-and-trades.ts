import { type WrittenCell, type WrittenSheet, workbookFile } from '../../local/workbooks/workbook-file.ts';
import { columnsOfVariant } from '../../shared/contracts/contract.ts';
import { csvHeader, csvLine, type SampleRow } from '../../shared/contracts/samples.ts';
import { client } from '../../shared/datasets/trades/client.ts';
import { trade } from '../../shared/datasets/trades/trade.ts';
import type { OutgoingFile } from './bank.ts';

const FILE_TYPES = { client, trade };
type FileTypeName = keyof typeof FILE_TYPES;

/** A client with an opening balance in a currency. */
export const clientRow = (client_id: string, account_balance: string, account_currency: string): SampleRow => ({
  client_id,
  name: `Ada ${client_id}`,
  email: `${client_id}@example.com`,
  date_of_birth: '1980-05-17',
  country: 'Spain',
  account_type: 'premium',
  account_balance,
  account_open_date: '2020-01-31',
  phone_number: '+49 30 1234567',
  address: `1 Mill Lane, "The ${client_id}"\n10115 Aston`,
  risk_tolerance: 'low',
  account_currency,
});

export type Side = 'buy' | 'sell';

/** A trade of one share. @param money as in `500.00 EUR`; a sale is written below 0, as banks do */
export function tradeRow(transaction_id: string, client_id: string, day: string, side: Side, money: string): SampleRow {
  const [amount = '', currency = ''] = money.split(' ');
  return {
    transaction_id,
    client_id,
    transaction_type: side,
    transaction_date: day,
    stock_ticker: 'MSFT',
    stock_name: 'Microsoft Corp.',
    shares: '1',
    price: amount,
    amount: side === 'sell' ? `-${amount}` : amount,
    currency,
    transaction_channel: 'online',
  };
}

/** With commas, and addresses over several lines: as the older system's files are. */
export function csvFileOf(fileType: FileTypeName, rows: readonly SampleRow[]): OutgoingFile {
  const contract = FILE_TYPES[fileType];
  const lines = [csvHeader(contract, null, ','), ...rows.map((row) => csvLine(contract, null, row, ','))];
  return { slice: 'trades', fileType, content: `${lines.join('\n')}\n` };
}

const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const serialOf = (iso: string): string => String((Date.parse(iso) - EXCEL_EPOCH) / 86_400_000);

/** As a spreadsheet holds it: numbers and dates as such. */
function cellOf(text: string): WrittenCell {
  if (text === '') return null;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { number: serialOf(text), format: 'dd/mm/yyyy' };
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? { number: text } : text;
}

/** The same rows as a sheet of a workbook. */
export function sheetOf(fileType: FileTypeName, rows: readonly SampleRow[], name: string): WrittenSheet {
  const columns = columnsOfVariant(FILE_TYPES[fileType], null).map((column) => column.name);
  return { name, rows: [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column] ?? '')))] };
}

/** The same rows as a workbook whose sheet is called as some spreadsheet program called it. */
export function workbookOf(fileType: FileTypeName, rows: readonly SampleRow[], sheet = 'Sheet1'): OutgoingFile {
  const content = workbookFile([sheetOf(fileType, rows, sheet)]);
  return { slice: 'trades', fileType, name: `${fileType}s.xlsx`, content };
}
