import { columnsOfVariant } from '../contracts/contract.ts';
import { QUOTED_TWICE } from '../contracts/match-header.ts';
import type { Unrecognised } from '../contracts/recognise-head.ts';
import { type Refusal, refuse } from '../contracts/refusal.ts';
import { countErrors } from '../domain/problem-bounds.ts';
import { sentence } from '../domain/sentences/sentence.ts';

/**
 * Says of a sheet what is said of a text file, where the words for that would mislead.
 * @param sheet its name, as it is shown
 * @param columns how many its header must name
 */
export function refusalOfSheet(refusal: Refusal, sheet: string, columns: number): Refusal {
  const { code, detail, errors = [] } = refusal;
  if (code === 'not-csv' && detail === QUOTED_TWICE[1].text) return inOneColumn(sheet);
  const namesNone = code === 'header-missing-columns' && countErrors(errors) === columns;
  if (code !== 'not-csv' && !(namesNone && errors.every((error) => error.code !== 'unknown'))) return refusal;
  return {
    ...refuse('not-a-table', sentence('sheet-not-the-header', { sheet })),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

/**
 * Why a file fits nothing.
 * @param sheet the name of the sheet that was read, if it is a workbook
 */
export function refusalOfUnrecognised(
  { nearest: { slice, fileType }, ...refusal }: Unrecognised,
  sheet: string | undefined,
): Refusal {
  if (sheet === undefined) return refusal;
  return refusalOfSheet(refusal, sheet, columnsOfVariant(slice.fileType(fileType), slice.variant).length);
}

export const inOneColumn = (sheet: string): Refusal =>
  refuse('not-a-table', sentence('sheet-in-one-column', { sheet }));
