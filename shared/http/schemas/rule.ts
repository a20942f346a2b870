import * as z from 'zod';
import { DATASETS } from '../../datasets/registry.ts';
import { message } from '../../domain/message-schema.ts';
import { errorType, severity } from '../../domain/validation-error.ts';
import { dataset, variant } from '../../domain/values.ts';
import { EXAMPLE, EXAMPLE_RULE, fileTypeName, labelled } from './slice.ts';

const example = z
  .strictObject({
    cells: z
      .record(z.string(), z.string())
      .meta({ description: 'The cells the rule is about, by column; none where it is about the row as a whole.' }),
    lines: z.array(z.string()).meta({ description: 'Whole rows, as they stand in a file below `header`.' }),
    note: z.string().nullable().meta({ description: 'What the lines alone do not show.' }),
    note_message: message.exactOptional(),
  })
  .meta({ id: 'RuleExample' });

/** The variants of a rule once more, by the name of its dataset's variants: `loan_types`. */
export const variantsLabel = (column: string): string => `${column}s`;
const variantsLabels = Object.fromEntries(
  DATASETS.flatMap(({ variants }) =>
    variants ? [[variantsLabel(variants.column), z.array(z.enum(variants.names as [string])).exactOptional()]] : [],
  ),
);

const examples = z.strictObject({ variant, header: z.string(), passes: example, fails: example });

const body = z.strictObject({
  rule_id: z.string(),
  ruleset_version: z.string(),
  dataset,
  file_type: fileTypeName,
  variants: z
    .array(z.string())
    .nullable()
    .meta({ description: 'The variants whose files it checks; null where the dataset has none.' }),
  severity,
  error_type: errorType,
  field_name: z
    .string()
    .nullable()
    .meta({ description: 'The field a finding is filed under; null for a fault of the row as a whole.' }),
  fields: z.array(z.string()).meta({ description: 'Every field it reads, that one first.' }),
  expected: z.string().meta({ description: 'What must be so.' }),
  expected_message: message.exactOptional(),
  why: z.string().meta({ description: 'Why it must be so; where it does not reject, why it is remarkable.' }),
  why_message: message.exactOptional(),
  examples: labelled(examples).meta({ description: 'Made up, no bank data. `fails` breaks this rule and no other.' }),
});

const cells = { [EXAMPLE.column.name]: '20250128' };

export const rule = (body.extend(variantsLabels) as unknown as typeof body).meta({
  id: 'Rule',
  description: 'One check of every row. Its id never changes its meaning.',
  examples: [
    {
      rule_id: EXAMPLE_RULE,
      ruleset_version: EXAMPLE.version,
      dataset: EXAMPLE.labels.dataset,
      file_type: EXAMPLE.fileType.name,
      variants: EXAMPLE.labels.variant === null ? null : [EXAMPLE.labels.variant],
      severity: 'ERROR',
      error_type: 'FORMAT',
      field_name: EXAMPLE.column.name,
      fields: [EXAMPLE.column.name],
      expected: `${EXAMPLE.column.name} must be a calendar date between 1900 and 2100, written YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY.`,
      why: 'A day that no calendar has, or one with day and month in doubt, could only be guessed.',
      examples: {
        variant: EXAMPLE.labels.variant,
        header: `${EXAMPLE.key.name};…;${EXAMPLE.column.name};…`,
        passes: { cells, lines: ['00000017;…;20250128;…'], note: null },
        fails: { cells: { [EXAMPLE.column.name]: '20250230' }, lines: ['00000017;…;20250230;…'], note: null },
      },
    },
  ],
});
export type RuleBody = z.infer<typeof rule>;
