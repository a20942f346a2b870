import { type FileType, groupRulesOf } from '../contracts/contract.ts';
import { asDetail } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncNotice } from '../domain/sync.ts';
import { countQuarantined, markGroupsAnew, rememberBrought, storeGroupFindings } from '../pipeline/row-groups.ts';
import type { Attempt } from './attempt.ts';

/** Who is in a group with whom, of a file type whose batch a correction made whole. */
export interface RegroupedFile {
  /** Of the rows that the correction brought. */
  readonly quarantinedRows: number;
  /** Of the others: quarantined, and not any more, for what the correction brought. */
  readonly quarantined: number;
  readonly released: number;
}

/**
 * Says afterwards who is in a group with whom. Called while a batch has only what its files brought.
 * @returns what to call when the batch is whole; undefined where rows are never grouped
 */
export async function prepareRegroup(
  { warehouse, slice, batchId }: Attempt,
  fileType: FileType,
): Promise<(() => Promise<RegroupedFile>) | undefined> {
  if (groupRulesOf(fileType).length === 0) return undefined;
  const batch = { slice, batchId };
  const brought = await rememberBrought(warehouse, batch, fileType);
  return async () => {
    const regrouped = await markGroupsAnew(warehouse, batch, fileType, brought);
    // Only of what it brought: row numbers of the others are those of other files.
    await storeGroupFindings(warehouse, batch, fileType, brought);
    return { ...regrouped, quarantinedRows: await countQuarantined(warehouse, batch, fileType, brought) };
  };
}

/** What a correction did to rows that it did not bring. */
export function noticesOfRegroup({ name }: FileType, { quarantined, released }: RegroupedFile): SyncNotice[] {
  const notice = (code: 'rows-quarantined' | 'rows-released', rows: number): SyncNotice[] =>
    rows === 0 ? [] : [{ code, ...asDetail(serviceSentence(code, { rows, count: rows, file_type: name })), rows }];
  return [...notice('rows-quarantined', quarantined), ...notice('rows-released', released)];
}
