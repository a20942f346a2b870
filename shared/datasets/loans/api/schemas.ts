import * as z from 'zod';
import { count, timestamp } from '../../../domain/values.ts';
import { loans } from '../contract.ts';

const loanType = z.enum(loans.variants!.names as readonly ['RETAIL', 'COMMERCIAL']);

const money = z.string().meta({ description: 'Exact, with its full scale.' });
const rate = z.string().nullable().meta({ description: 'A fraction, rounded to six decimals.' });
const share = { count, outstanding_balance: money };

const figures = {
  credit_count: count.nullable(),
  payment_count: count.nullable(),
  outstanding_balance: money.nullable(),
  average_rate: rate.meta({ description: 'Of the nominal rates of all loans, as a fraction of six decimals.' }),
  weighted_average_rate: rate.meta({
    description: 'The same, weighted by what is outstanding; null where nothing is.',
  }),
  days_past_due: z
    .array(z.strictObject({ from: count, to: count.nullable(), ...share }))
    .nullable()
    .meta({ description: 'Loans by days past due: 0, 1–30, 31–60, 61–90, more than 90.' }),
  statuses: z.array(z.strictObject({ status: z.string(), ...share })).nullable(),
};

const portfolioFigures = z
  .strictObject(figures)
  .meta({ id: 'PortfolioFigures', description: 'Null where nothing is loaded.' });
export type PortfolioFigures = z.infer<typeof portfolioFigures>;

const loadedFile = z
  .strictObject({ batch_id: z.uuid(), sync_id: z.uuid(), loaded_at: timestamp, row_count: count })
  .meta({ id: 'LoadedFile', description: 'What of a file type is loaded, and by which sync.' });

const slice = z
  .strictObject({
    loan_type: loanType,
    loaded_at: timestamp.nullable().meta({ description: 'When the last sync published.' }),
    sync_id: z.uuid().nullable().meta({ description: 'That sync.' }),
    files: z.strictObject({ credit: loadedFile.nullable(), payment_plan: loadedFile.nullable() }),
    ...figures,
  })
  .meta({ id: 'LoanTypePortfolio' });

const exampleFigures = {
  credit_count: 1000,
  payment_count: 12_000,
  outstanding_balance: '1830211.75',
  average_rate: '0.185000',
  weighted_average_rate: '0.181204',
  days_past_due: [
    { from: 0, to: 0, count: 940, outstanding_balance: '1700000.00' },
    { from: 1, to: 30, count: 60, outstanding_balance: '130211.75' },
    { from: 31, to: 60, count: 0, outstanding_balance: '0.00' },
    { from: 61, to: 90, count: 0, outstanding_balance: '0.00' },
    { from: 91, to: null, count: 0, outstanding_balance: '0.00' },
  ],
  statuses: [{ status: 'ACTIVE', count: 1000, outstanding_balance: '1830211.75' }],
};
const exampleFile = {
  batch_id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
  sync_id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
  loaded_at: '2026-03-02T09:31:02Z',
  row_count: 1000,
};

export const portfolio = z
  .strictObject({
    data: z.array(slice),
    total: portfolioFigures.meta({ description: 'All loan types together.' }),
    next_cursor: z.string().nullable().meta({ description: 'Always null: there is one entry a loan type.' }),
  })
  .meta({
    id: 'Portfolio',
    examples: [
      {
        data: [
          {
            loan_type: 'RETAIL',
            loaded_at: '2026-03-02T09:31:02Z',
            sync_id: exampleFile.sync_id,
            files: { credit: exampleFile, payment_plan: { ...exampleFile, row_count: 12_000 } },
            ...exampleFigures,
          },
        ],
        total: exampleFigures,
        next_cursor: null,
      },
    ],
  });
export type Portfolio = z.infer<typeof portfolio>;
