import { columnsOfVariant } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { Connector, PulledFileType, PulledRecord } from './connector.ts';
import { SourceFault } from './source-fault.ts';

/**
 * What is wrong where no record of a first page has a value for a column that every row needs one in: its field is called
 * otherwise, every row would be rejected, and a million may follow.
 */
export function missingValues(
  slice: Slice,
  connector: Connector,
  { fileType, columns }: Pick<PulledFileType, 'fileType' | 'columns'>,
  records: readonly PulledRecord[],
): SourceFault | undefined {
  if (records.length === 0) return undefined;
  const required = new Set(
    columnsOfVariant(slice.fileType(fileType), slice.variant).flatMap((column) =>
      column.required ? [column.name] : [],
    ),
  );
  const missing = columns.filter(
    (name, index) => required.has(name) && records.every(({ cells }) => cells[index]!.trim() === ''),
  );
  if (missing.length === 0) return undefined;
  const said = serviceSentence('source-no-values', {
    address: connector.placeOf(fileType),
    columns: missing.join(', '),
  });
  return new SourceFault('source-answer-unexpected', said);
}
