import { lookup } from 'node:dns/promises';
import { columnsOfVariant } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import { type FieldError, fieldError } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { addressInUrl, isAllowedAddress } from '../outbound/allowed-addresses.ts';
import type { HttpPagesConfig, HttpPagesCredentials, PagedFile } from './http-pages/config.ts';

/**
 * What is wrong with a configuration, by field, as far as it can be said without asking the source: file types and columns that
 * the slice has not, or needs; an address that may not be fetched from.
 */
export async function configFaults(slice: Slice, config: HttpPagesConfig): Promise<FieldError[]> {
  const files = Object.entries(config.files);
  const address = await addressFault(new URL(config.base_url));
  return [
    ...(address ? [address] : []),
    ...(files.length === 0 ? [fieldError('config.files', 'required', serviceSentence('field-no-files'))] : []),
    ...files.flatMap(([fileType, file]) => fileFaults(slice, fileType, file)),
  ];
}

/** A host that is not known (yet) is no fault here: the test of the source says so. */
async function addressFault(url: URL): Promise<FieldError | undefined> {
  const literal = addressInUrl(url);
  const addresses =
    literal === undefined
      ? await lookup(url.hostname, { all: true }).then(
          (found) => found.map(({ address }) => address),
          () => [],
        )
      : [literal];
  if (addresses.every((address) => isAllowedAddress(address))) return undefined;
  return fieldError('config.base_url', 'address', serviceSentence('field-address-not-allowed'));
}

function fileFaults(slice: Slice, name: string, { columns, next }: PagedFile): FieldError[] {
  const field = `config.files.${name}`;
  const { contract, variant } = slice;
  const fileType = contract.fileTypes.find((known) => known.name === name);
  if (!fileType) {
    const values = contract.fileTypes.map((known) => known.name).join(', ');
    return [fieldError(field, 'value', serviceSentence('field-among-of-dataset', { values, dataset: contract.name }))];
  }
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
    ...(next.kind === 'window' && next.from === next.to
      ? [fieldError(`${field}.next.to`, 'value', serviceSentence('field-same-key-twice'))]
      : []),
    ...(next.kind === 'window' && next.end !== undefined && next.end.includes('T') !== next.start.includes('T')
      ? [fieldError(`${field}.next.end`, 'value', serviceSentence('field-window-form'))]
      : []),
    ...(next.kind === 'window' && next.end !== undefined && Date.parse(next.end) <= Date.parse(next.start)
      ? [fieldError(`${field}.next.end`, 'value', serviceSentence('field-window-order'))]
      : []),
  ];
}

export function credentialsFaults({ token, username, password }: HttpPagesCredentials = {}): FieldError[] {
  const isBasic = username !== undefined || password !== undefined;
  if (token !== undefined && isBasic)
    return [fieldError('credentials', 'value', serviceSentence('field-credentials-both'))];
  if (isBasic && (username === undefined || password === undefined)) {
    const missing = username === undefined ? 'username' : 'password';
    return [fieldError(`credentials.${missing}`, 'required', serviceSentence('field-credentials-password'))];
  }
  return [];
}
