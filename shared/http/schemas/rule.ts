import { z } from 'zod';
import { errorType, severity } from '../../domain/validation-error.ts';
import { fileType, loanType } from '../../domain/values.ts';

const example = z
  .strictObject({
    cells: z
      .record(z.string(), z.string())
      .meta({ description: 'The cells the rule is about, by column; none where it is about the row as a whole.' }),
    lines: z.array(z.string()).meta({ description: 'Whole rows, as they stand in a file below `header`.' }),
    note: z.string().nullable().meta({ description: 'What the lines alone do not show.' }),
  })
  .meta({ id: 'RuleExample' });

export const rule = z
  .strictObject({
    rule_id: z.string(),
    ruleset_version: z.string(),
    file_type: fileType,
    loan_types: z.array(loanType).meta({ description: 'The loan types whose files it checks.' }),
    severity,
    error_type: errorType,
    field_name: z
      .string()
      .nullable()
      .meta({ description: 'The field a finding is filed under; null for a fault of the row as a whole.' }),
    fields: z.array(z.string()).meta({ description: 'Every field it reads, that one first.' }),
    expected: z.string().meta({ description: 'What must be so.' }),
    why: z.string().meta({ description: 'Why it must be so; of a WARNING, why it is remarkable and not refused.' }),
    examples: z
      .strictObject({ loan_type: loanType, header: z.string(), passes: example, fails: example })
      .meta({ description: 'Made up, no bank data. `fails` breaks this rule and no other.' }),
  })
  .meta({
    id: 'Rule',
    description: 'One check of every row. Its id never changes its meaning.',
    examples: [
      {
        rule_id: 'LOAN-CREDIT-214',
        ruleset_version: 'loans-1',
        file_type: 'credit',
        loan_types: ['RETAIL', 'COMMERCIAL'],
        severity: 'ERROR',
        error_type: 'FORMAT',
        field_name: 'loan_start_date',
        fields: ['loan_start_date'],
        expected:
          'loan_start_date must be a calendar date between 1900 and 2100, written YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY.',
        why: 'A day that no calendar has, or one with day and month in doubt, could only be guessed.',
        examples: {
          loan_type: 'RETAIL',
          header: 'loan_account_number;…;loan_start_date;…',
          passes: { cells: { loan_start_date: '20250128' }, lines: ['LOAN_00000017;…;20250128;…'], note: null },
          fails: { cells: { loan_start_date: '20250230' }, lines: ['LOAN_00000017;…;20250230;…'], note: null },
        },
      },
    ],
  });
export type RuleBody = z.infer<typeof rule>;
