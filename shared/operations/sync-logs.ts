import * as z from 'zod';
import { countLabels, sliceLabels } from '../datasets/labels.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../domain/pagination.ts';
import { codeOf, type ProblemDocument } from '../domain/problems.ts';
import { readStoredVariant, type SliceName, storedVariant } from '../domain/slice.ts';
import {
  type DeliveredUpload,
  type EndedSync,
  type ErrorSummary,
  FINAL_STATUSES,
  type PublicationState,
  type SyncCoverage,
  type SyncFile,
  type SyncLog,
  type SyncNotice,
  type SyncStatus,
  type SyncTrigger,
} from '../domain/sync.ts';
import { type AuditActor, type Change, recordChange, theService } from './audit.ts';
import type { Operations, Queryable } from './database.ts';
import { tellOfSync } from './sync-events.ts';

export interface NewSyncLog extends SliceName {
  id: string;
  /** Named after the sync when left out: each sync loads one batch. */
  batchId?: string;
  trigger: SyncTrigger;
  validateOnly: boolean;
  /** The sync whose rows its files bring anew. */
  corrects?: string | null;
  rebuild?: boolean;
  rulesetVersion: string;
  /** The uploads taken for each file type, in their order. */
  files: Record<string, DeliveredUpload[]>;
  notices?: SyncNotice[];
}

/** What changes while a sync goes on. Times come by themselves: the first status after QUEUED starts it, a final one ends it. */
export interface SyncLogPatch {
  status?: SyncStatus;
  /** 0 to 1; becomes 1 with COMPLETED. */
  progress?: number;
  attempt?: number;
  /** Each attempt loads a batch of its own. */
  batch_id?: string;
  files?: SyncLog['files'];
  /** ERROR findings only; warnings are counted apart. */
  error_count?: number;
  warning_count?: number;
  error_summary?: ErrorSummary;
  /** Of the files; they take the place of those of an earlier attempt. What was said of uploads when it was queued stays. */
  notices?: SyncNotice[];
  /** With a final status: added to those that are there. */
  closing_notices?: SyncNotice[];
  stages?: SyncLog['stages'];
  removed_rows?: number;
  derived?: SyncLog['derived'];
  settings_version?: number;
  coverage?: SyncCoverage;
  /** The number of the publication that is live while the batch is loaded; null where there is none. */
  based_on?: number | null;
  /** With status COMPLETED, of a sync that loads. */
  publication?: 'pending' | 'published';
  /** With status FAILED, and only with it. */
  failure?: ProblemDocument;
}

export interface SyncLogFilter {
  dataset?: string | undefined;
  /** Null where the dataset has none. */
  variant?: string | null | undefined;
  status?: SyncStatus | undefined;
  limit: number;
  cursor?: string | undefined;
}

interface SyncLogRow {
  id: string;
  dataset: string;
  /** Empty where the dataset has none. */
  variant: string;
  batch_id: string;
  trigger: SyncTrigger;
  validate_only: boolean;
  status: SyncStatus;
  progress: number;
  attempt: number;
  files: Record<string, StoredFile>;
  /** bigint: text. */
  error_count: string | null;
  warning_count: string | null;
  error_summary: ErrorSummary | null;
  notices: SyncNotice[];
  stages: SyncLog['stages'];
  failure: ProblemDocument | null;
  corrects: string | null;
  removed_rows: string | null;
  rebuild: boolean;
  derived: SyncLog['derived'];
  settings_version: number | null;
  coverage: SyncCoverage | null;
  based_on: string | null;
  publication: PublicationState | null;
  published_at: Date | null;
  ruleset_version: string;
  queued_at: Date;
  started_at: Date | null;
  completed_at: Date | null;
}

/** Logs of earlier versions lack what came later. */
type StoredFile = Pick<SyncFile, 'upload_id' | 'total_rows' | 'valid_rows' | 'rejected_rows' | 'error_count'> &
  Partial<SyncFile>;

/** How the codes of notices begin that tell of uploads which a sync does not take. */
const OF_UPLOADS = 'uploads-';

/** As it is stored; null for any. */
const storedOrAny = (variant: string | null | undefined): string | null =>
  variant === undefined ? null : (variant ?? '');

const cursors = cursorsOf('sync-logs', z.tuple([POSITION.time, z.uuid()]));
const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
const isFinal = (status: SyncStatus | undefined): boolean =>
  (FINAL_STATUSES as readonly (string | undefined)[]).includes(status);

/** One tenant's sync logs: a line a sync, written as it goes on. */
export function syncLogsOf(operations: Operations) {
  const fromRow = (row: SyncLogRow) => syncLogFrom(operations.scope.tenantId, row);
  const one = (rows: SyncLogRow[]): SyncLog | undefined => rows[0] && fromRow(rows[0]);

  return {
    /** @param by who started it; what the schedule starts is no change of anybody's */
    create: (log: NewSyncLog, by: AuditActor = theService()): Promise<SyncLog> =>
      operations.transaction(async (inside) => {
        const rows = await inside.query<SyncLogRow>(
          `INSERT INTO sync_logs (id, dataset, variant, batch_id, trigger, validate_only, status, files, ruleset_version,
             queued_at, corrects, notices, rebuild)
           VALUES ($1, $2, $3, $4, $5, $6, 'QUEUED', $7, $8, $9, $10, $11, $12) RETURNING *`,
          [
            log.id,
            log.dataset,
            storedVariant(log),
            log.batchId ?? log.id,
            log.trigger,
            log.validateOnly,
            json(uncountedFiles(log.files)),
            log.rulesetVersion,
            new Date(),
            log.corrects ?? null,
            json(log.notices ?? []),
            log.rebuild ?? false,
          ],
        );
        if (log.trigger === 'MANUAL') {
          const after = {
            ...sliceLabels(log),
            validate_only: log.validateOnly,
            uploads: uploadIdsOf(log.files),
            ...(log.corrects ? { corrects: log.corrects } : {}),
            ...(log.rebuild ? { rebuild: true } : {}),
          };
          await recordChange(inside, operations.scope.tenantId, by, { action: 'sync.started', target: log.id, after });
        }
        return one(rows)!;
      }),

    get: async (id: string): Promise<SyncLog | undefined> =>
      one(await operations.query<SyncLogRow>('SELECT * FROM sync_logs WHERE id = $1', [id])),

    /** Newest first. @throws {Problem} `invalid-cursor` */
    async list({ dataset, variant, status, limit, cursor }: SyncLogFilter): Promise<Page<SyncLog>> {
      const [queuedAt, id] = cursor === undefined ? [null, null] : cursors.decode(cursor);
      const rows = await operations.query<SyncLogRow>(
        `SELECT * FROM sync_logs
         WHERE ($1::text IS NULL OR variant = $1) AND ($2::text IS NULL OR status = $2)
           AND ($3::timestamptz IS NULL OR (queued_at, id) < ($3, $4::uuid)) AND ($6::text IS NULL OR dataset = $6)
         ORDER BY queued_at DESC, id DESC LIMIT $5`,
        [storedOrAny(variant), status ?? null, queuedAt, id, limit + 1, dataset ?? null],
      );
      return pageOf(rows.map(fromRow), limit, cursors, (log) => [log.queued_at, log.id]);
    },

    /** The newest sync of a slice that was to load something. */
    newest: async (slice: SliceName): Promise<SyncLog | undefined> =>
      one(
        await operations.query<SyncLogRow>(
          `SELECT * FROM sync_logs WHERE dataset = $1 AND variant = $2 AND NOT validate_only
           ORDER BY queued_at DESC, id DESC LIMIT 1`,
          [slice.dataset, storedVariant(slice)],
        ),
      ),

    /** The sync whose batch this is. */
    ofBatch: async (batchId: string): Promise<SyncLog | undefined> =>
      one(await operations.query<SyncLogRow>('SELECT * FROM sync_logs WHERE batch_id = $1', [batchId])),

    /** The syncs of a slice that wait to be published, newest first. */
    pending: async (slice: SliceName): Promise<PendingSync[]> =>
      (
        await operations.query<SyncLogRow>(
          `SELECT * FROM sync_logs WHERE dataset = $1 AND variant = $2 AND publication = 'pending'
           ORDER BY queued_at DESC, id DESC`,
          [slice.dataset, storedVariant(slice)],
        )
      ).map((row) => ({ log: fromRow(row), basedOn: numberOrNull(row.based_on) })),

    /**
     * Ends the waiting of a pending sync, with its entry in the audit; safe to repeat.
     * @param entryId of the entry, so that a repeat writes none
     * @returns the log as it is now; undefined where it was not pending
     */
    decide: (
      id: string,
      publication: 'published' | 'discarded',
      by: AuditActor,
      entryId?: string,
    ): Promise<SyncLog | undefined> =>
      operations.transaction(async (inside) => {
        const log = one(
          await inside.query<SyncLogRow>(
            `UPDATE sync_logs SET publication = $2, published_at = CASE WHEN $2 = 'published' THEN now() END
             WHERE id = $1 AND publication = 'pending' RETURNING *`,
            [id, publication],
          ),
        );
        if (log) {
          const action = publication === 'published' ? 'sync.published' : 'sync.discarded';
          const after = { ...sliceLabels(log), files: countsOf(log.files) };
          await recordChange(inside, operations.scope.tenantId, by, { action, target: id, after }, entryId);
          if (publication === 'published') await tellOfSync(inside, 'sync.published', log);
        }
        return log;
      }),

    /** Syncs that have ended, newest first; without dry runs, which say again what the load after them says. */
    async ended({ dataset, variant, since, limit }: EndedSyncFilter): Promise<EndedSync[]> {
      const rows = await operations.query<Pick<SyncLogRow, 'id' | 'batch_id' | 'dataset' | 'variant' | 'completed_at'>>(
        `SELECT id, batch_id, dataset, variant, completed_at FROM sync_logs
         WHERE completed_at IS NOT NULL AND NOT validate_only
           AND ($1::text IS NULL OR variant = $1) AND ($2::timestamptz IS NULL OR completed_at >= $2)
           AND ($4::text IS NULL OR dataset = $4)
         ORDER BY queued_at DESC, id DESC LIMIT $3`,
        [storedOrAny(variant), since ?? null, limit, dataset ?? null],
      );
      return rows.map((row) => ({
        id: row.id,
        batchId: row.batch_id,
        dataset: row.dataset,
        variant: readStoredVariant(row.variant),
        completedAt: row.completed_at!.toISOString(),
      }));
    },

    /**
     * Writes how far a sync is. A sync that has ended stays as it is, and so does one that another attempt has taken over
     * (when `attempt` is named): a late writer changes nothing.
     * @returns the log as it is now; undefined when nothing was written
     */
    advance: (id: string, patch: SyncLogPatch, expected: { attempt?: number } = {}): Promise<SyncLog | undefined> =>
      operations.transaction(async (inside) => {
        const now = new Date();
        const log = one(
          await inside.query<SyncLogRow>(
            `UPDATE sync_logs SET
               status = coalesce($2, status),
               progress = CASE WHEN $2 = 'COMPLETED' THEN 1 ELSE coalesce($3, progress) END,
               attempt = coalesce($4, attempt),
               files = coalesce($5, files),
               error_count = coalesce($6, error_count),
               warning_count = coalesce($7, warning_count),
               error_summary = coalesce($8, error_summary),
               notices = CASE WHEN $9::jsonb IS NULL THEN notices ELSE (
                   SELECT coalesce(jsonb_agg(notice), '[]') FROM jsonb_array_elements(notices) AS notice
                   WHERE notice->>'code' LIKE '${OF_UPLOADS}%') || $9::jsonb
                 END || coalesce($19, '[]'::jsonb),
               failure = coalesce($10, failure),
               batch_id = coalesce($14, batch_id),
               stages = coalesce($15, stages),
               removed_rows = coalesce($16, removed_rows),
               based_on = coalesce($17, based_on),
               derived = coalesce($20, derived),
               settings_version = coalesce($21, settings_version),
               coverage = coalesce($22, coverage),
               publication = $18,
               published_at = CASE WHEN $18 = 'published' THEN $11::timestamptz END,
               started_at = CASE WHEN $2 <> 'QUEUED' THEN coalesce(started_at, $11) ELSE started_at END,
               completed_at = CASE WHEN $12 THEN $11::timestamptz END
             WHERE id = $1 AND completed_at IS NULL AND ($13::int IS NULL OR attempt = $13) RETURNING *`,
            [
              id,
              patch.status ?? null,
              patch.progress ?? null,
              patch.attempt ?? null,
              json(patch.files),
              patch.error_count ?? null,
              patch.warning_count ?? null,
              json(patch.error_summary),
              json(patch.notices),
              json(patch.failure),
              now,
              isFinal(patch.status),
              expected.attempt ?? null,
              patch.batch_id ?? null,
              json(patch.stages),
              patch.removed_rows ?? null,
              patch.based_on ?? null,
              patch.publication ?? null,
              json(patch.closing_notices),
              json(patch.derived),
              patch.settings_version ?? null,
              json(patch.coverage),
            ],
          ),
        );
        if (log && isFinal(log.status)) {
          if (!log.validate_only) await noteResult(inside, log);
          await recordChange(inside, operations.scope.tenantId, theService(), endOf(log));
          await tellOfSync(inside, log.status === 'COMPLETED' ? 'sync.completed' : 'sync.failed', log);
        }
        return log;
      }),
  };
}

export type SyncLogs = ReturnType<typeof syncLogsOf>;

export interface PendingSync {
  readonly log: SyncLog;
  /** The number of the publication that was live when it was loaded. */
  readonly basedOn: number | null;
}

export interface EndedSyncFilter {
  dataset?: string | undefined;
  variant?: string | null | undefined;
  /** ISO 8601; ended no earlier. */
  since?: string | undefined;
  limit: number;
}

const endOf = (log: SyncLog): Change => ({
  action: 'sync.ended',
  target: log.id,
  after: {
    ...sliceLabels(log),
    trigger: log.trigger,
    validate_only: log.validate_only,
    status: log.status,
    failure: log.failure && codeOf(log.failure),
    files: countsOf(log.files),
  },
});

/** Files without their names: a bank may write into those what it likes. */
const countsOf = (files: SyncLog['files']) =>
  Object.fromEntries(
    Object.entries(files).map(([type, { uploads, ...counts }]) => [
      type,
      { ...counts, upload_ids: uploads.map(({ upload_id }) => upload_id) },
    ]),
  );

/** The slice's configuration shows how its last sync ended; a dry run does not count. */
const noteResult = (inside: Queryable, log: SyncLog) =>
  inside.query('UPDATE sync_configs SET last_sync_at = $3, last_sync_status = $4 WHERE dataset = $1 AND variant = $2', [
    log.dataset,
    storedVariant(log),
    log.completed_at,
    log.status,
  ]);

const UNCOUNTED = {
  total_rows: null,
  valid_rows: null,
  rejected_rows: null,
  quarantined_rows: null,
  error_count: null,
  kept_rows: null,
  returned_rows: null,
  removed_rows: null,
} as const satisfies Partial<SyncFile>;

const uncountedFiles = (files: NewSyncLog['files']): SyncLog['files'] =>
  Object.fromEntries(
    Object.entries(files).map(([type, uploads]) => [
      type,
      { upload_id: uploads[0]?.upload_id ?? null, uploads, ...UNCOUNTED },
    ]),
  );

const uploadIdsOf = (files: NewSyncLog['files']) =>
  Object.fromEntries(Object.entries(files).map(([type, uploads]) => [type, uploads.map(({ upload_id }) => upload_id)]));

/** In the order of the contract: the database has one of its own. */
const wholeFile = (file: StoredFile): SyncFile => ({
  upload_id: file.upload_id,
  uploads: file.uploads ?? oneUpload(file),
  total_rows: file.total_rows,
  valid_rows: file.valid_rows,
  rejected_rows: file.rejected_rows,
  quarantined_rows: file.quarantined_rows ?? null,
  error_count: file.error_count,
  kept_rows: file.kept_rows ?? null,
  returned_rows: file.returned_rows ?? null,
  removed_rows: file.removed_rows ?? null,
});

const oneUpload = ({ upload_id, total_rows }: StoredFile): DeliveredUpload[] =>
  upload_id === null ? [] : [{ upload_id, file_name: null, size_bytes: null, sent_by: null, total_rows }];

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

function syncLogFrom(tenantId: string, row: SyncLogRow): SyncLog {
  const slice = { dataset: row.dataset, variant: readStoredVariant(row.variant) };
  return {
    id: row.id,
    tenant_id: tenantId,
    ...sliceLabels(slice),
    batch_id: row.batch_id,
    trigger: row.trigger,
    validate_only: row.validate_only,
    corrects: row.corrects,
    status: row.status,
    progress: row.progress,
    attempt: row.attempt,
    rebuild: row.rebuild,
    files: Object.fromEntries(Object.entries(row.files).map(([type, file]) => [type, wholeFile(file)])),
    derived: row.derived,
    settings_version: row.settings_version,
    coverage: row.coverage,
    ...countLabels(datasetNamed(row.dataset), row.files),
    error_count: numberOrNull(row.error_count),
    warning_count: numberOrNull(row.warning_count),
    error_summary: row.error_summary,
    removed_rows: numberOrNull(row.removed_rows),
    notices: row.notices,
    stages: row.stages,
    failure: row.failure,
    publication: row.publication,
    published_at: row.published_at?.toISOString() ?? null,
    ruleset_version: row.ruleset_version,
    queued_at: row.queued_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    completed_at: row.completed_at?.toISOString() ?? null,
    duration_ms: row.started_at && row.completed_at ? row.completed_at.getTime() - row.started_at.getTime() : null,
  };
}
