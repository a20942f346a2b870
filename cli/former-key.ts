import { hasPrivateColumns } from '../shared/contracts/private-values.ts';
import { findDataset } from '../shared/datasets/registry.ts';
import type { PublicationBody } from '../shared/domain/publication.ts';
import type { SliceName } from '../shared/domain/slice.ts';
import { sliceName } from './slice-options.ts';
import { counted } from './text/quantities.ts';

/** What of a book is hashed under a former version of the private key, a sentence a file type. */
export function formerKeyLines({ dataset, files }: PublicationBody): string[] {
  return (findDataset(dataset)?.fileTypes.filter(hasPrivateColumns) ?? []).flatMap(({ name, columns }) => {
    const rows = files[name]?.former_key_rows ?? 0;
    if (rows === 0) return [];
    const hashed = columns.filter(({ kind }) => kind.isPrivate).map((column) => column.name);
    return [`${counted(rows, `${name} row`)} hashed under a former version of the private key (${hashed.join(', ')}).`];
  });
}

/** The command that hashes them anew. */
export const hashingCommand = (slice: SliceName): string => `npx tranche sync ${sliceName(slice)} --rebuild`;
