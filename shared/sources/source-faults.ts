import { columnsOfVariant } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { type FieldError, fieldError } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { mayBeConnectedTo } from '../outbound/allowed-host.ts';
import type { SourceFile } from './source-kind.ts';
import { filesOf, kindOf, type SourceTarget } from './source-kinds.ts';

/**
 * What is wrong with a configuration, by field, as far as it can be said without asking the source: file types and columns that
 * the slice has not, or needs; an address that may not be fetched from.
 */
export async function configFaults(slice: Slice, target: SourceTarget): Promise<FieldError[]> {
  const kind = kindOf(target);
  const files = Object.entries(filesOf(target));
  const field = `config.${kind.filesField}`;
  const address = await addressFault(kind.targetOf(target.config));
  return [
    ...(address ? [address] : []),
    ...(files.length === 0 ? [fieldError(field, 'required', serviceSentence('field-no-files'))] : []),
    ...files.flatMap(([fileType, file]) => [
      ...fileFaults(slice, `${field}.${fileType}`, fileType, file),
      ...kind.fileFaults(`${field}.${fileType}`, file),
    ]),
  ];
}

/** A host that is not known (yet) is no fault here: the test of the source says so. */
async function addressFault({ hostname, field }: { hostname: string; field: string }): Promise<FieldError | undefined> {
  if (await mayBeConnectedTo(hostname)) return undefined;
  return fieldError(`config.${field}`, 'address', serviceSentence('field-address-not-allowed'));
}

function fileFaults(slice: Slice, field: string, name: string, { columns }: SourceFile): FieldError[] {
  const { contract, variant } = slice;
  const fileType = contract.fileTypes.find((known) => known.name === name);
  if (!fileType) {
    const values = contract.fileTypes.map((known) => known.name).join(', ');
    return [fieldError(field, 'value', serviceSentence('field-among-of-dataset', { values, dataset: contract.name }))];
  }
  if (columns === undefined) return [];
  const expected = columnsOfVariant(fileType, variant);
  const named = Object.keys(columns);
  const values = expected.map((column) => column.name).join(', ');
  const missing = expected.filter((column) => column.required && !named.includes(column.name));
  return [
    ...named
      .filter((column) => !expected.some((known) => known.name === column))
      .map((column) => fieldError(`${field}.columns.${column}`, 'unknown', serviceSentence('field-among', { values }))),
    ...(missing.length === 0
      ? []
      : [
          fieldError(
            `${field}.columns`,
            'required',
            serviceSentence('field-columns-missing', { columns: missing.map((column) => column.name).join(', ') }),
          ),
        ]),
    ...(named.length === 0 ? [fieldError(`${field}.columns`, 'required', serviceSentence('field-no-columns'))] : []),
  ];
}
