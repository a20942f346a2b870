import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { v7 as uuidv7 } from 'uuid';
import type { AuditEntry } from '../../shared/domain/audit.ts';
import { type AuditFilter, auditOf } from '../../shared/operations/audit.ts';
import { credentialRegistry, type Operations } from '../../shared/operations/database.ts';
import { assertActive } from '../../shared/operations/tenants.ts';
import { store } from '../../shared/staging/bucket.ts';
import { exportsPrefix } from '../../shared/staging/exports.ts';
import { auditCsv } from './audit-csv.ts';

const URL_SECONDS = 900;
const PAGE = 1000;

/** A presigned URL of the entries as CSV, newest first, as they are now. */
export async function exportAudit(operations: Operations, filter: AuditFilter): Promise<string> {
  const { client, bucket } = store();
  const at = { Bucket: bucket, Key: `${exportsPrefix(operations.scope.tenantId)}audit/${uuidv7()}.csv` };
  const upload = new Upload({
    client,
    // In parts: seven years of entries may be larger than a function's memory.
    params: {
      ...at,
      Body: Readable.from(auditCsv(entries(operations, filter))),
      ContentType: 'text/csv; charset=utf-8',
    },
    queueSize: 2,
  });
  await upload.done();
  // Whoever disables the tenant from now on finds the file, and removes it.
  await assertActive(credentialRegistry(), operations.scope.tenantId);
  const disposition = `attachment; filename="audit-${operations.scope.tenantId}.csv"`;
  return getSignedUrl(client, new GetObjectCommand({ ...at, ResponseContentDisposition: disposition }), {
    expiresIn: URL_SECONDS,
  });
}

/** Page after page; what is made meanwhile is newer than the first page, and so in none. */
async function* entries(operations: Operations, filter: AuditFilter): AsyncGenerator<AuditEntry> {
  let cursor: string | undefined;
  do {
    const page = await auditOf(operations).list({ ...filter, limit: PAGE, cursor });
    yield* page.data;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}
