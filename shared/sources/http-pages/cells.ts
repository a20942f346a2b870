import { cleanCell } from '../../contracts/characters.ts';
import { valueAt } from '../../domain/json-pointer.ts';
import type { Sentence } from '../../domain/sentences/sentence.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { listCell } from '../list-cell.ts';
import { SourceFault } from '../source-fault.ts';

/**
 * The cells of a record, read by the field or the JSON pointer of each column. What is not there, or null, is an empty cell.
 * @param place for people: which answer, and which record of it
 * @throws {SourceFault} for what is no text, number, truth value or list of these
 */
export function cellsOf(
  record: unknown,
  columns: readonly (readonly [column: string, field: string])[],
  place: { readonly address: string; readonly number: number },
): string[] {
  if (typeof record !== 'object' || record === null) {
    const found = nameOf(record);
    throw new SourceFault('source-answer-unexpected', serviceSentence('source-no-record', { ...place, found }));
  }
  const cells = columns.map(([column, field]) => {
    const value = field.startsWith('/') ? valueAt(record, field) : ownValue(record, field);
    const cell = Array.isArray(value) ? listCell(value.map(plainCell)) : plainCell(value);
    if (cell !== undefined) return cell;
    const found = nameOf(value);
    throw new SourceFault(
      'source-answer-unexpected',
      serviceSentence('source-no-cell', { ...place, column, field, found }),
    );
  });
  if (cells.some((cell) => cleanCell(cell) !== '')) return cells;
  // As a line of a file it would be no row. Nearly always the fields are called otherwise.
  const fields = columns.map(([, field]) => field).join(', ');
  throw new SourceFault('source-answer-unexpected', serviceSentence('source-empty-record', { ...place, fields }));
}

const ownValue = (record: object, field: string): unknown =>
  Object.hasOwn(record, field) ? (record as Record<string, unknown>)[field] : undefined;

/** Numbers are texts already (exact-json.ts). */
function plainCell(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.isWellFormed() ? value : undefined;
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** For people. */
export function nameOf(value: unknown): Sentence {
  if (value === undefined || value === null) return serviceSentence(value === null ? 'json-null' : 'json-nothing');
  if (Array.isArray(value)) return serviceSentence('json-list');
  if (typeof value === 'string') return serviceSentence(value.isWellFormed() ? 'json-text' : 'json-broken-text');
  return serviceSentence(typeof value === 'object' ? 'json-object' : 'json-truth');
}
