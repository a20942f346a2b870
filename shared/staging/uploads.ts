import type { ProblemDocument } from '../domain/problems.ts';
import type { SliceName } from '../domain/slice.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import type { UploadStatus } from '../domain/upload.ts';
import { TENANT_KEYS } from './item-keys.ts';
import { createItem, type Item, type ItemKey, queryItems, readItem, updateItem } from './table.ts';
import { type InspectedFile, type UploadRecord, uploadRecord } from './upload-record.ts';

export type AnnouncedUpload = Omit<
  UploadRecord,
  'tenant_id' | 'status' | 'staged_at' | 'sync_id' | 'problem' | 'superseded_by' | 'inspected' | 'taken_from'
>;

export interface UploadFilter {
  readonly dataset?: string | undefined;
  /** Null where the dataset has none. */
  readonly variant?: string | null | undefined;
  readonly fileType?: string | undefined;
  readonly status?: UploadStatus | undefined;
}

/**
 * A change of status. It happens only if the upload has one of the statuses in `from`; and, if `ofSync` is named, is that
 * sync's; and, if `syncId` is named, was not that sync's before: a sync takes an upload once.
 */
export interface Transition {
  readonly from: readonly UploadStatus[];
  readonly to: UploadStatus;
  readonly ofSync?: string;
  /** Null takes away the one before. */
  readonly problem?: ProblemDocument | null;
  readonly supersededBy?: string | null;
  readonly takenFrom?: UploadRecord['taken_from'];
  readonly inspected?: InspectedFile;
  readonly syncId?: string;
  /** Of a sync that came to nothing: the upload counts as never taken. */
  readonly forgetSync?: true;
}

const PREFIX = 'UPLOAD#';

/** Ids begin with their time: what no id is less than that was given out then or later (RFC 9562, version 7). */
const firstIdAt = (ms: number): string => Math.max(0, ms).toString(16).padStart(12, '0').replace(/^.{8}/, '$&-');

/** The registry of one tenant's uploads. Every change is one conditional write. `clock` gives epoch milliseconds. */
export function uploadsOf(scope: TenantScope, clock: () => number = Date.now) {
  const pk = `${TENANT_KEYS}${scope.tenantId}`;
  const keyOf = (uploadId: string): ItemKey => ({ pk, sk: PREFIX + uploadId });
  const now = (): string => new Date(clock()).toISOString();

  function parse(item: Item): UploadRecord {
    const record = uploadRecord.parse(item);
    return record.status === 'AWAITING_UPLOAD' && record.upload_until <= now()
      ? { ...record, status: 'EXPIRED' }
      : record;
  }

  function filterExpression({
    dataset,
    variant,
    fileType,
    status,
  }: UploadFilter): { filter: string; values: Item } | undefined {
    const clauses: string[] = [];
    const values: Item = {};
    const equal = (name: string, value: string | null): void => {
      clauses.push(`#${name} = :${name}`);
      values[name] = value;
    };
    if (dataset !== undefined) equal('dataset', dataset);
    if (variant !== undefined) equal('variant', variant);
    if (fileType !== undefined) equal('file_type', fileType);
    if (status !== undefined) equal('status', status);
    if (status === 'AWAITING_UPLOAD') {
      clauses.push('#upload_until > :now');
      values.now = now();
    }
    if (status === 'EXPIRED') {
      clauses[clauses.length - 1] = '(#status = :status OR (#status = :awaiting AND #upload_until <= :now))';
      Object.assign(values, { awaiting: 'AWAITING_UPLOAD', now: now() });
    }
    return clauses.length === 0 ? undefined : { filter: clauses.join(' AND '), values };
  }

  return {
    /** Registers an upload that is yet to come. */
    async create(upload: AnnouncedUpload): Promise<UploadRecord> {
      const record: UploadRecord = {
        ...upload,
        tenant_id: scope.tenantId,
        status: 'AWAITING_UPLOAD',
        staged_at: null,
        sync_id: null,
        problem: null,
        superseded_by: null,
        inspected: null,
        taken_from: null,
      };
      // Every upload gets a new id, so an item that already exists is this one, written by an earlier try of the
      // request.
      await createItem(keyOf(upload.upload_id), { ...record, staged_at: undefined });
      return record;
    },

    /** Undefined when this tenant has no such upload. */
    async get(uploadId: string): Promise<UploadRecord | undefined> {
      const item = await readItem(keyOf(uploadId));
      return item === undefined ? undefined : parse(item);
    },

    /** Newest first; exactly `limit` unless fewer are left. `next` is the upload to start behind for the following page. */
    async list(
      filter: UploadFilter,
      { limit, after }: { limit: number; after?: string | undefined },
    ): Promise<{ uploads: UploadRecord[]; next: string | null }> {
      const uploads: UploadRecord[] = [];
      const items = queryItems({
        pk,
        prefix: PREFIX,
        newestFirst: true,
        pageSize: limit + 1,
        ...filterExpression(filter),
        ...(after === undefined ? {} : { after: PREFIX + after }),
      });
      for await (const item of items) {
        if (uploads.length === limit) return { uploads, next: uploads.at(-1)!.upload_id };
        uploads.push(parse(item));
      }
      return { uploads, next: null };
    },

    /** The uploads of a slice that were announced since then (epoch milliseconds), newest first. */
    async ofSlice({ dataset, variant }: SliceName, since: number): Promise<UploadRecord[]> {
      const uploads: UploadRecord[] = [];
      for await (const item of queryItems({
        pk,
        prefix: PREFIX,
        newestFirst: true,
        pageSize: 100,
      })) {
        const upload = parse(item);
        // Ids begin with their time, so the list is one of times too.
        if (Date.parse(upload.created_at) < since) break;
        if (upload.dataset === dataset && upload.variant === variant) uploads.push(upload);
      }
      return uploads;
    },

    /** The uploads that wait for their file, late or not, of those announced since then (epoch milliseconds). */
    async awaiting(since: number): Promise<UploadRecord[]> {
      const uploads: UploadRecord[] = [];
      const [filter, values] = ['#status = :awaiting', { awaiting: 'AWAITING_UPLOAD' }];
      for await (const item of queryItems({ pk, prefix: PREFIX, after: PREFIX + firstIdAt(since), filter, values })) {
        uploads.push(parse(item));
      }
      return uploads;
    },

    /** Changes the status as described; the upload afterwards, or undefined when it was not in a status to come from. */
    async transition(uploadId: string, change: Transition): Promise<UploadRecord | undefined> {
      const sets: Item = { status: change.to };
      if (change.problem !== undefined) sets.problem = change.problem;
      if (change.supersededBy !== undefined) sets.superseded_by = change.supersededBy;
      if (change.takenFrom !== undefined) sets.taken_from = change.takenFrom;
      if (change.inspected !== undefined) sets.inspected = change.inspected;
      if (change.syncId !== undefined) sets.sync_id = change.syncId;
      if (change.forgetSync) sets.sync_id = null;
      const froms = change.from.map((_, index) => `:from${index}`);
      const when = [
        `#status IN (${froms.join(', ')})`,
        ...(change.ofSync === undefined ? [] : ['#sync_id = :of_sync']),
        ...(change.syncId === undefined ? [] : ['#sync_id <> :sync_id']),
      ].join(' AND ');
      const item = await updateItem(
        keyOf(uploadId),
        `SET ${Object.keys(sets)
          .map((name) => `#${name} = :${name}`)
          .join(', ')}`,
        {
          when,
          values: {
            ...sets,
            ...Object.fromEntries(change.from.map((status, index) => [`from${index}`, status])),
            ...(change.ofSync === undefined ? {} : { of_sync: change.ofSync }),
          },
        },
      );
      return item === undefined ? undefined : parse(item);
    },

    /**
     * Notes what inspection found, and when the first of several deliveries of one event did so. Undefined when the upload
     * is not awaiting its file any more.
     */
    async noteInspection(uploadId: string, inspected: InspectedFile): Promise<UploadRecord | undefined> {
      const item = await updateItem(
        keyOf(uploadId),
        'SET #inspected = :inspected, #staged_at = if_not_exists(#staged_at, :now)',
        { when: '#status = :AWAITING_UPLOAD', values: { AWAITING_UPLOAD: 'AWAITING_UPLOAD', inspected, now: now() } },
      );
      return item === undefined ? undefined : uploadRecord.parse(item);
    },
  };
}

export type UploadRegistry = ReturnType<typeof uploadsOf>;
