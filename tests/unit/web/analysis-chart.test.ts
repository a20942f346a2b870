import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../shared/contracts/contract.ts';
import { sales } from '../../../shared/datasets/sales/contract.ts';
import { trades } from '../../../shared/datasets/trades/contract.ts';
import { answerColumns } from '../../../web/parts/analysis/answer-columns.ts';
import { chartShape, pointsOf } from '../../../web/parts/analysis/chart-shape.ts';
import { choicesOf, isDay, isNumber } from '../../../web/parts/column-kinds.ts';

const columnsOf = (name: string) => {
  const { columns } = trades.analyses!.find((analysis) => analysis.name === name)!;
  return answerColumns({ dataset: 'trades', name, columns });
};
const chartOf = (name: string) => trades.analyses!.find((analysis) => analysis.name === name)!.chart;
const month = (day: string, currency: string, bought: string) => ({
  month: day,
  account_currency: currency,
  trades: 2,
  bought,
  sold: '0.00',
});

describe('the chart of an answer', () => {
  it('never draws amounts of two currencies into one: they are chosen among', () => {
    const rows = [
      month('2024-01-01', 'EUR', '10.50'),
      month('2024-01-01', 'USD', '20.00'),
      month('2024-02-01', 'EUR', '30.00'),
    ];
    const shape = chartShape(chartOf('volume-by-month'), columnsOf('volume-by-month'), rows)!;
    expect(shape.part).toEqual({ column: 'account_currency', values: ['EUR', 'USD'] });
    expect(pointsOf(shape, rows, 'EUR')).toEqual([
      { x: '2024-01-01', bought: 10.5, sold: 0 },
      { x: '2024-02-01', bought: 30, sold: 0 },
    ]);
    expect(pointsOf(shape, rows, 'USD')).toEqual([{ x: '2024-01-01', bought: 20, sold: 0 }]);
  });

  it('leaves nothing to choose where there is one currency', () => {
    const rows = [month('2024-01-01', 'EUR', '1.00'), month('2024-02-01', 'EUR', '2.00')];
    const columns = columnsOf('volume-by-month');
    expect(chartShape(chartOf('volume-by-month'), columns, rows)?.part).toBeUndefined();
    const own = [month('2024-01-01', 'EUR', '1.00'), month('2024-02-01', 'USD', '2.00')];
    expect(chartShape(chartOf('volume-by-month'), columns, own)?.part?.values).toEqual(['EUR', 'USD']);
    const ofClients = ['ada', 'bob'].map((name) => ({
      name,
      client_id: name,
      account_currency: 'EUR',
      balance: '1.00',
    }));
    expect(chartShape(chartOf('top-clients'), columnsOf('top-clients'), ofClients)?.part).toBeUndefined();
  });

  it('tells nothing apart where no two rows have the same place', () => {
    const { name, columns, chart } = sales.analyses!.find((analysis) => analysis.name === 'top-customers')!;
    const rows = ['Ada', 'Bo', 'Ada'].map((first_name, at) => ({
      ...{ customer_id: at + 1, first_name, is_known: at % 2, transactions: 1, amount: '1.00' },
    }));
    const shape = (of: typeof rows) => chartShape(chart, answerColumns({ dataset: 'sales', name, columns }), of)!;
    expect(shape(rows).part).toBeUndefined();
    expect(shape([...rows, rows[0]!]).part?.column).toBe('first_name');
  });

  it('draws no total beside its parts, which has no place on the axis', () => {
    const of = ({ analyses = [] }: Dataset) => analyses.find(({ name }) => name === 'amount-distribution')!;
    const { name, columns, chart } = of(sales);
    const band = (amount_from: string | null, transactions: number) => ({ amount_from, transactions });
    const rows = [band(null, 3), band('10.00', 1), band('20.00', 2)];
    const shape = chartShape(chart, answerColumns({ dataset: 'sales', name, columns }), rows)!;
    expect(pointsOf(shape, rows, undefined)).toEqual([
      { x: '10.00', transactions: 1 },
      { x: '20.00', transactions: 2 },
    ]);
  });

  it('is bars where the answer is one label and one number, and else nothing unless it is asked for', () => {
    const columns = columnsOf('clients-by-status').filter(({ name }) => name === 'status' || name === 'clients');
    const rows = [{ status: 'active', clients: 3 }];
    expect(chartShape(null, columns, rows)).toMatchObject({ type: 'bar', x: 'status', y: ['clients'] });
    expect(chartShape(null, columnsOf('clients-by-status'), rows)).toBeUndefined();
    expect(chartShape(chartOf('clients-by-status'), columns, [])).toBeUndefined();
  });

  it('knows its columns by the contract: numbers, days, and what tables have as codes', () => {
    const [status, , clients] = columnsOf('clients-by-status');
    expect(choicesOf(status!)).toEqual(['active', 'suspended']);
    expect(isNumber(clients!)).toBe(true);
    expect(isDay(columnsOf('volume-by-month')[0]!)).toBe(true);
    const [unknown] = answerColumns({ dataset: 'trades', name: 'of-a-later-release', columns: [{ name: 'thing' }] });
    expect(isNumber(unknown!)).toBe(false);
  });
});
