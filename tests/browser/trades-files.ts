import { client } from '../../shared/datasets/trades/client.ts';
import { sampleFile } from '../../shared/datasets/trades/samples.ts';
import { trade } from '../../shared/datasets/trades/trade.ts';

const clientRow = (client_id: string, name: string, account_balance: string, account_currency: string) => ({
  client_id,
  name,
  email: `${client_id}@example.com`,
  date_of_birth: '1980-02-03',
  country: 'Ireland',
  account_type: 'standard',
  account_balance,
  account_open_date: '2020-01-01',
  phone_number: '',
  address: '1 High Street\n12345 Aston',
  risk_tolerance: 'low',
  account_currency,
});

type Trade = readonly [
  id: string,
  client: string,
  type: string,
  date: string,
  shares: string,
  price: string,
  amount: string,
];

const tradeRow = ([transaction_id, client_id, transaction_type, transaction_date, shares, price, amount]: Trade) => ({
  transaction_id,
  client_id,
  transaction_type,
  transaction_date,
  stock_ticker: 'AAPL',
  stock_name: 'Apple Inc.',
  shares,
  price,
  amount,
  currency: 'USD',
  transaction_channel: 'online',
});

/** Ada is in debt in the end; what Bob has depends on the rate of USD/EUR: 0.91 makes it 409.00, 0.80 makes it 420.00. */
export const clientsFile = (): string =>
  [
    ...sampleFile(client, [
      clientRow('C0000001', 'Ada Brown', '1000.00', 'USD'),
      clientRow('C0000002', 'Bob Çelik', '500.00', 'EUR'),
    ]),
  ].join('');

export const tradesFile = (): string =>
  [
    ...sampleFile(
      trade,
      (
        [
          ['T0000001', 'C0000001', 'buy', '2024-01-10', '5', '100.00', '500.00'],
          ['T0000002', 'C0000001', 'sell', '2024-02-10', '2', '100.00', '-200.00'],
          ['T0000003', 'C0000001', 'buy', '2024-03-10', '10', '300.00', '3000.00'],
          ['T0000004', 'C0000001', 'buy', '2024-04-10', '1', '100.00', '100.00'],
          ['T0000005', 'C0000002', 'buy', '2024-01-15', '1', '100.00', '100.00'],
        ] as const
      ).map(tradeRow),
    ),
  ].join('');
