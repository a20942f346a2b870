import { z } from 'zod';
import { cell, count, fileType, loanType } from '../../domain/values.ts';

export const dataPage = z
  .strictObject({
    loan_type: loanType,
    data_type: fileType,
    batch_id: z.uuid().nullable(),
    total_count: count,
    data: z.array(z.record(z.string(), cell)).meta({
      description:
        "The contract's columns, normalised, and `row_number`. Money and rates are strings with their full scale.",
    }),
    next_cursor: z.string().nullable(),
  })
  .meta({
    id: 'DataPage',
    examples: [
      {
        loan_type: 'COMMERCIAL',
        data_type: 'credit',
        batch_id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
        total_count: 4440,
        data: [
          {
            loan_account_number: 'L0000001',
            original_loan_amount: '28370.00',
            nominal_interest_rate: '0.185000',
            row_number: 1,
          },
        ],
        next_cursor: null,
      },
    ],
  });
export type DataPage = z.infer<typeof dataPage>;
