import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Slice } from '../contracts/slice.ts';
import { type FileKind, fileKindName } from '../domain/slice.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { createItem, type ItemKey, queryItems, readItem, updateItem } from './table.ts';

/**
 * What is staged: one pointer a (tenant, file kind), in one partition, so that one query finds the work of all tenants.
 * A pointer outlives its upload: taking the upload away keeps `newest`, the newest upload that was ever staged, so that
 * a late retry of an older one cannot come after it. Newer means staged later.
 */
const pointerItem = z.object({
  tenant_id: z.string(),
  dataset: z.string(),
  variant: z.string().nullable(),
  file_type: z.string(),
  /** Grows with every change: the condition of the next one. */
  version: z.number().int(),
  /** The staged upload, or those that a sync of several gave back together, in their order; empty when there is none. */
  upload_ids: z.array(z.string()).exactOptional(),
  /** Early pointers named one upload at most. */
  upload_id: z.string().nullish(),
  newest: z.object({ upload_id: z.string(), staged_at: z.string() }),
  /** A sync gave the uploads back: the schedule leaves them alone. */
  held: z.boolean(),
  /** Uploads that were replaced here and are yet to be marked SUPERSEDED. */
  replaced: z.array(z.string()),
});

const stagedPointer = pointerItem.transform(({ upload_id, upload_ids, ...pointer }) => ({
  ...pointer,
  upload_ids: upload_ids ?? (upload_id == null ? [] : [upload_id]),
}));

export type StagedPointer = z.infer<typeof stagedPointer>;

/** What makes one upload newer than another. */
export type StagedUpload = StagedPointer['newest'];

const PARTITION = 'STAGED';

const isNewer = (a: StagedUpload, b: StagedUpload): boolean =>
  a.staged_at > b.staged_at || (a.staged_at === b.staged_at && a.upload_id > b.upload_id);

const keyOf = (tenantId: string, kind: FileKind): ItemKey => ({
  pk: PARTITION,
  sk: `${tenantId}#${fileKindName(kind)}`,
});

export const kindOf = (pointer: StagedPointer): FileKind => ({
  dataset: pointer.dataset,
  variant: pointer.variant,
  fileType: pointer.file_type,
});

type PointerChange = Partial<Pick<StagedPointer, 'upload_ids' | 'newest' | 'held' | 'replaced'>>;

/** The staged pointers of one tenant. */
export function stagedFilesOf(scope: TenantScope) {
  async function read(kind: FileKind): Promise<StagedPointer | undefined> {
    const item = await readItem(keyOf(scope.tenantId, kind));
    return item === undefined ? undefined : stagedPointer.parse(item);
  }

  /**
   * Reads, decides, and writes if nothing was written in between; otherwise tries again. `decide` may return undefined:
   * then nothing changes. Gives the pointer as it is afterwards.
   */
  async function change(
    kind: FileKind,
    decide: (pointer: StagedPointer | undefined) => PointerChange | undefined,
  ): Promise<StagedPointer | undefined> {
    const key = keyOf(scope.tenantId, kind);
    for (;;) {
      const seen = await read(kind);
      const wanted = decide(seen);
      if (wanted === undefined) return seen;
      if (seen === undefined) {
        const fresh = stagedPointer.parse({
          tenant_id: scope.tenantId,
          dataset: kind.dataset,
          variant: kind.variant,
          file_type: kind.fileType,
          version: 1,
          upload_ids: [],
          held: false,
          replaced: [],
          ...wanted,
        });
        if (await createItem(key, fresh)) return fresh;
      } else {
        const written = await write(kind, seen, wanted);
        if (written !== undefined) return written;
      }
    }
  }

  /** The pointer afterwards; undefined where it is no longer as it was seen. */
  async function write(kind: FileKind, seen: StagedPointer, wanted: PointerChange): Promise<StagedPointer | undefined> {
    const sets = Object.keys(wanted).map((name) => `#${name} = :${name}`);
    const item = await updateItem(keyOf(scope.tenantId, kind), `SET ${[...sets, '#version = :next'].join(', ')}`, {
      when: '#version = :seen',
      values: { ...wanted, seen: seen.version, next: seen.version + 1 },
    });
    return item === undefined ? undefined : stagedPointer.parse(item);
  }

  const without = (pointer: StagedPointer, uploadIds: readonly string[]): PointerChange | undefined => {
    const left = pointer.upload_ids.filter((uploadId) => !uploadIds.includes(uploadId));
    if (left.length === pointer.upload_ids.length) return undefined;
    return { upload_ids: left, held: left.length > 0 && pointer.held };
  };

  return {
    read,

    /** The pointers of a slice that name an upload. */
    async ofSlice(slice: Slice): Promise<StagedPointer[]> {
      const { fileTypes } = slice.contract;
      const pointers = await Promise.all(fileTypes.map(({ name: fileType }) => read({ ...slice, fileType })));
      return pointers.filter((pointer) => pointer !== undefined).filter((pointer) => pointer.upload_ids.length > 0);
    },

    /**
     * Points at this upload unless a newer one has been staged. False when one has. The uploads pointed at before are listed
     * in `replaced`; a repeat changes nothing.
     */
    async point(kind: FileKind, upload: StagedUpload): Promise<boolean> {
      const pointer = await change(kind, (seen) => {
        if (seen !== undefined && !isNewer(upload, seen.newest)) return undefined;
        const replaced = [...(seen?.replaced ?? []), ...(seen?.upload_ids ?? [])];
        return { upload_ids: [upload.upload_id], newest: { ...upload }, held: false, replaced };
      });
      return pointer?.newest.upload_id === upload.upload_id;
    },

    /** Takes uploads away, as far as the pointer still names them. */
    async take(kind: FileKind, uploadIds: readonly string[]): Promise<void> {
      await change(kind, (seen) => seen && without(seen, uploadIds));
    },

    /** Takes uploads away from a pointer that was read before. False, and nothing is done, where it has changed since. */
    async takeFrom(pointer: StagedPointer, uploadIds: readonly string[]): Promise<boolean> {
      const wanted = without(pointer, uploadIds);
      return wanted === undefined || (await write(kindOf(pointer), pointer, wanted)) !== undefined;
    },

    /**
     * Points again at uploads that a sync gives back, if the newest upload of the file kind is among them.
     * @param held as it was, if left out
     * @returns the upload that is newer than all of them, if there is one: then nothing has changed
     */
    async giveBack(
      kind: FileKind,
      uploadIds: readonly string[],
      { held: wanted }: { held?: boolean | undefined },
    ): Promise<string | undefined> {
      const pointer = await change(kind, (seen) => {
        if (seen === undefined || !uploadIds.includes(seen.newest.upload_id)) return undefined;
        const held = wanted ?? seen.held;
        // Others of the same delivery may have stayed.
        const together = [...seen.upload_ids.filter((uploadId) => !uploadIds.includes(uploadId)), ...uploadIds];
        const isSo = seen.held === held && isDeepStrictEqual(seen.upload_ids, together);
        return isSo ? undefined : { upload_ids: together, held };
      });
      const newest = pointer?.newest.upload_id;
      return newest === undefined || uploadIds.includes(newest) ? undefined : newest;
    },

    /** Forgets replaced uploads, once they are marked. */
    async forgetReplaced(kind: FileKind, marked: readonly string[]): Promise<void> {
      await change(kind, (seen) => {
        const left = seen?.replaced.filter((uploadId) => !marked.includes(uploadId)) ?? [];
        return seen === undefined || left.length === seen.replaced.length ? undefined : { replaced: left };
      });
    },
  };
}

export type StagedFiles = ReturnType<typeof stagedFilesOf>;

/** Every tenant's pointers: for reconciliation and the schedule only. */
export async function listStagedPointers(): Promise<StagedPointer[]> {
  const pointers: StagedPointer[] = [];
  for await (const item of queryItems({ pk: PARTITION })) {
    pointers.push(stagedPointer.parse(item));
  }
  return pointers;
}
