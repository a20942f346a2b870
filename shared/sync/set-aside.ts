import { asDetail } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncNotice } from '../domain/sync.ts';
import { MULTIPART_SECONDS } from '../staging/objects.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import { filesOf, type SyncFiles } from './take-files.ts';

/** Nothing that was announced earlier can still arrive. */
const RECENT_MS = 2 * MULTIPART_SECONDS * 1000;

/**
 * The notices of a sync about uploads of its slice that it does not take: those that one of its own files has
 * superseded, those that are staged but not taken, and those that were announced and have not arrived.
 */
export async function noticesOfSetAside(
  staging: TenantStaging,
  order: SyncFiles,
  now = Date.now(),
): Promise<SyncNotice[]> {
  const taken = new Set(filesOf(order).flatMap(({ uploadIds }) => uploadIds));
  const others = (await staging.uploads.ofSlice(order, now - RECENT_MS)).filter(
    ({ upload_id }) => !taken.has(upload_id),
  );
  const superseded = supersededBy(taken, others);
  const awaited = others.filter(({ status }) => status === 'AWAITING_UPLOAD');
  const staged = others.filter(({ status }) => status === 'STAGED');
  return [
    ...noticeOf('uploads-superseded', superseded),
    ...noticeOf('uploads-awaited', awaited),
    ...noticeOf('uploads-left-staged', staged),
  ];
}

/** Including those whose successor was superseded in turn. */
function supersededBy(taken: ReadonlySet<string>, others: readonly UploadRecord[]): UploadRecord[] {
  const found = new Set<UploadRecord>();
  const successors = new Set(taken);
  // The list is newest first, and a successor may be announced earlier than what it superseded.
  for (let grown = true; grown; ) {
    grown = false;
    for (const upload of others) {
      if (found.has(upload) || upload.status !== 'SUPERSEDED' || upload.superseded_by === null) continue;
      if (!successors.has(upload.superseded_by)) continue;
      found.add(upload);
      successors.add(upload.upload_id);
      grown = true;
    }
  }
  return [...found];
}

function noticeOf(
  code: 'uploads-superseded' | 'uploads-awaited' | 'uploads-left-staged',
  uploads: readonly UploadRecord[],
): SyncNotice[] {
  if (uploads.length === 0) return [];
  const named = uploads
    .slice(0, 3)
    .map(({ file_type, upload_id }) => serviceSentence('named-upload', { file_type, upload_id }));
  const more = uploads.length - named.length;
  return [
    {
      code,
      ...asDetail(
        serviceSentence(code, {
          uploads: more > 0 ? serviceSentence('uploads-and-more', { uploads: named, more }) : named,
        }),
      ),
      upload_ids: uploads.slice(0, 100).map(({ upload_id }) => upload_id),
    },
  ];
}
