import { v7 as uuidv7 } from 'uuid';
import { isFinal, MOST_DOCUMENTS } from '../../domain/kyc.ts';
import { Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { type AuditActor, actorLabel, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { objectsOf, PUT_SECONDS } from '../../staging/objects.ts';
import { findRequest, OPEN_REQUEST_COLUMNS } from './request-record.ts';
import { openPersonal, sealPersonal } from './sealed-person.ts';

export interface NewDocument {
  readonly kind: string;
  readonly file_name: string;
  readonly size_bytes: number;
  readonly content_type: string;
  readonly sha256: string;
}

export interface DocumentRow {
  readonly document_id: string;
  readonly request_id: string;
  readonly kind: string;
  readonly size_bytes: number;
  readonly content_type: string;
  readonly sha256: string;
  readonly sent_by: string;
  readonly created_at: Date;
  readonly arrived_at: Date | null;
  readonly delete_at: Date | null;
  readonly deleted_at: Date | null;
}

const COLUMNS = `document_id, request_id, kind, size_bytes::float8 AS size_bytes, content_type, sha256, sent_by, created_at,
  arrived_at, delete_at, deleted_at`;

/** How long whoever may look at a document can fetch it. */
const GET_SECONDS = 300;

/**
 * Where the bytes lie: beside what banks stage, and not below it. So stage-upload is not called for them, uploads do not expire
 * with them, and functions that work on uploads reach none of them.
 */
export const documentKey = (tenantId: string, requestId: string, documentId: string): string =>
  `persons/${tenantId}/${requestId}/${documentId}`;

/** Documents of one tenant's verifications. */
export function documentsOf(operations: Operations) {
  const { scope } = operations;
  const { tenantId } = scope;
  const objects = objectsOf(scope, 'persons');
  const keyOf = ({ request_id, document_id }: Pick<DocumentRow, 'request_id' | 'document_id'>) =>
    documentKey(tenantId, request_id, document_id);

  const assertKnown = async (inside: Queryable, requestId: string): Promise<void> => {
    if (!(await findRequest(inside, requestId, { columns: OPEN_REQUEST_COLUMNS }))) throw new Problem('not-found');
  };

  /** Storage alone knows what has come: it is asked until it has. */
  async function withArrival(row: DocumentRow): Promise<DocumentRow> {
    if (row.arrived_at !== null || row.deleted_at !== null) return row;
    if ((await objects.head(keyOf(row))) === undefined) return row;
    const [arrived] = await operations.query<DocumentRow>(
      `UPDATE kyc_documents SET arrived_at = coalesce(arrived_at, now()) WHERE document_id = $1 RETURNING ${COLUMNS}`,
      [row.document_id],
    );
    return arrived ?? row;
  }

  return {
    /**
     * Announces a document. The URL takes exactly the bytes that have this length and checksum.
     * @throws {Problem} 404 `not-found`, 409 `wrong-state` for a request that is final, or has as many as one may have
     */
    async announce(requestId: string, document: NewDocument, by: AuditActor) {
      const row = await operations.transaction(async (inside) => {
        // Locked: documents that are announced at once are counted one after another, and none comes after the decision.
        const request = await findRequest(inside, requestId, { isLocked: true });
        if (!request) throw new Problem('not-found');
        if (isFinal(request.status)) {
          const at = (request.completed_at ?? request.updated_at).toISOString();
          throw new Problem('wrong-state', serviceSentence('kyc-request-final', { status: request.status, at }));
        }
        const { kind, file_name, size_bytes, content_type, sha256 } = document;
        const documentId = uuidv7();
        const [made] = await inside.query<DocumentRow>(
          `INSERT INTO kyc_documents (document_id, request_id, kind, sealed_name, size_bytes, content_type, sha256, sent_by)
           SELECT $1::uuid, $2::uuid, $3, $4::bytea, $5::bigint, $6, $7, $8
           WHERE (SELECT count(*) FROM kyc_documents WHERE request_id = $2) < $9 RETURNING ${COLUMNS}`,
          [
            documentId,
            requestId,
            kind,
            sealPersonal(tenantId, 'document', documentId, file_name),
            size_bytes,
            content_type,
            sha256,
            actorLabel(by),
            MOST_DOCUMENTS,
          ],
        );
        if (!made) throw new Problem('wrong-state', serviceSentence('kyc-documents-most', { most: MOST_DOCUMENTS }));
        await recordChange(inside, tenantId, by, {
          action: 'kyc.document-announced',
          target: requestId,
          after: { document_id: documentId, kind, size_bytes, content_type },
        });
        return made;
      });
      const { url, headers } = await objects.presignedPutOf(keyOf(row), row.size_bytes, row.sha256);
      const expires_at = new Date(row.created_at.getTime() + PUT_SECONDS * 1000).toISOString();
      return { row, upload: { method: 'PUT' as const, url, headers, expires_at } };
    },

    /** In the order in which they were announced. @throws {Problem} 404 `not-found` */
    async list(requestId: string): Promise<DocumentRow[]> {
      const rows = await operations.transaction(async (inside) => {
        await assertKnown(inside, requestId);
        return inside.query<DocumentRow>(
          `SELECT ${COLUMNS} FROM kyc_documents WHERE request_id = $1 ORDER BY created_at, document_id`,
          [requestId],
        );
      });
      return Promise.all(rows.map(withArrival));
    },

    /**
     * A document with its name and a URL to fetch it by; that somebody looked is written down.
     * @throws {Problem} 404 `not-found`, 409 `wrong-state` where it has not come, or was deleted
     */
    async open(requestId: string, documentId: string, by: AuditActor) {
      const [found] = await operations.query<DocumentRow & { sealed_name: Buffer | null }>(
        `SELECT ${COLUMNS}, sealed_name FROM kyc_documents WHERE request_id = $1 AND document_id = $2`,
        [requestId, documentId],
      );
      if (!found) throw new Problem('not-found');
      const row = await withArrival(found);
      if (row.deleted_at !== null) {
        throw new Problem('wrong-state', serviceSentence('kyc-document-deleted', { at: row.deleted_at.toISOString() }));
      }
      if (row.arrived_at === null) throw new Problem('wrong-state', serviceSentence('kyc-document-awaited'));
      await operations.transaction((inside) =>
        recordChange(inside, tenantId, by, {
          action: 'kyc.looked-at',
          target: requestId,
          after: { what: 'document', document_id: documentId },
        }),
      );
      const url = await objects.presignedGet(keyOf(row), GET_SECONDS);
      const expires_at = new Date(Date.now() + GET_SECONDS * 1000).toISOString();
      const { sealed_name } = found;
      const file_name = sealed_name && openPersonal<string>(tenantId, 'document', documentId, sealed_name);
      return { row, file_name, download: { url, expires_at } };
    },

    /** Deletes those whose time has come. @returns how many */
    async removeDue(goesOn: () => boolean): Promise<number> {
      let removed = 0;
      while (goesOn()) {
        const rows = await operations.query<DocumentRow>(
          // While its URL is good, it might come again.
          `SELECT ${COLUMNS} FROM kyc_documents WHERE delete_at <= now() AND deleted_at IS NULL
             AND created_at < now() - make_interval(secs => $1) ORDER BY delete_at LIMIT 50`,
          [PUT_SECONDS],
        );
        if (rows.length === 0) break;
        for (const row of rows) {
          await objects.remove(keyOf(row));
          await operations.query(
            'UPDATE kyc_documents SET deleted_at = now(), sealed_name = NULL WHERE document_id = $1',
            [row.document_id],
          );
        }
        removed += rows.length;
      }
      return removed;
    },
  };
}
