import * as z from 'zod';
import { type AnswerableAnalysis, MOST_ANALYSIS_ROWS } from '../contracts/analysis.ts';
import type { Slice } from '../contracts/slice.ts';
import { identifier } from '../sql/quoting.ts';
import { boundValue, type Parameters } from '../sql/statement.ts';
import type { Warehouse } from './client.ts';
import { liveBatches } from './published.ts';
import { servedSql } from './served-value.ts';
import { andSound, inPartition } from './tables.ts';

/** The most time that an answer may take. */
const ANALYSIS_SETTINGS = { max_execution_time: 20, wait_end_of_query: 1 } as const;

const answerRow = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export interface AnalysisAnswer {
  /** Of the sync whose publication was asked. */
  readonly batchId: string;
  readonly rows: z.infer<typeof answerRow>[];
}

/** Asks what is live. @returns undefined where none of the tables that the analysis reads has been published yet */
export async function answerAnalysis(
  warehouse: Warehouse,
  slice: Slice,
  analysis: AnswerableAnalysis,
  given: Readonly<Record<string, unknown>>,
): Promise<AnalysisAnswer | undefined> {
  const live = await liveBatches(warehouse, slice);
  if (!live || analysis.from.every((name) => live.batches[name] === undefined)) return undefined;
  const parameters: Record<string, Parameters[string]> = { variant: slice.storedVariant };
  const bind = (name: string, value: unknown, type: string) => {
    parameters[name] = boundValue(value);
    return `{${name}:${type}}`;
  };
  const select = analysis.sql({
    rows: (name) => {
      const table = slice.table(name);
      const batch = live.batches[name];
      if (batch === undefined) return `(SELECT * FROM ${table.table} WHERE 0)`;
      parameters[`batch_of_${name}`] = batch;
      return `(SELECT * FROM ${table.table} WHERE ${inPartition(slice.contract, `batch_of_${name}`)}${andSound(table)})`;
    },
    parameter: (name, type) => bind(`parameter_${name}`, given[name], type),
  });
  const columns = analysis.columns.map(
    ({ name, kind }) => `${servedSql(kind, `answer.${identifier(name)}`)} AS ${identifier(name)}`,
  );
  const rows = await warehouse.rows({
    name: 'analysis',
    row: answerRow,
    sql: `SELECT ${columns.join(', ')} FROM (${select}) AS answer LIMIT ${MOST_ANALYSIS_ROWS}`,
    parameters,
    settings: ANALYSIS_SETTINGS,
  });
  return { batchId: live.batchId, rows };
}
