import type * as z from 'zod';
import type { Kind } from './kinds/kind.ts';

/** What the SQL of an analysis is written against: the live batch of one slice. */
export interface AnalysisContext {
  /** A subquery of the live rows of a file type or derived table. */
  readonly rows: (table: string) => string;
  /** SQL of a parameter, bound as that type. */
  readonly parameter: (name: string, type: string) => string;
}

export interface AnalysisColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly unit?: string;
}

/** How a page draws the answer: one bar or point a row; as steps, what holds until the next one. */
export interface AnalysisChart {
  readonly type: 'bar' | 'line' | 'step';
  readonly x: string;
  readonly y: readonly string[];
}

/** A named question with parameters, whose answer is a small table. */
export interface Analysis {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly AnalysisColumn[];
  readonly chart: AnalysisChart | null;
  /** The tables that it reads; where none of them is live there is no answer. */
  readonly from: readonly string[];
}

/** How an analysis is asked and answered. */
export interface AnalysisAnswer {
  /** Strict, of texts as a query string has them; each with a default, so that the question can be asked without any. */
  readonly parameters: z.ZodObject;
  /** A SELECT of the columns by name, in order; the answer has at most {@link MOST_ANALYSIS_ROWS} rows. */
  readonly sql: (context: AnalysisContext) => string;
}

export interface AnswerableAnalysis extends Analysis, AnalysisAnswer {}

/** @param answers by the name of the analysis @throws {RangeError} where one has none */
export const answerable = (
  analyses: readonly Analysis[],
  answers: Readonly<Record<string, AnalysisAnswer>>,
): readonly AnswerableAnalysis[] =>
  analyses.map((analysis) => {
    const answer = answers[analysis.name];
    if (!answer) throw new RangeError(`nothing answers the analysis ${analysis.name}`);
    return { ...analysis, ...answer };
  });

export const MOST_ANALYSIS_ROWS = 1000;
