import * as z from 'zod';
import type { TenantScope } from '../domain/tenancy.ts';
import { createItem, deleteItem, type Item, type ItemKey, queryItems, readItem, updateItem } from '../staging/table.ts';
import { type SourceTarget, withTarget } from './source-kinds.ts';

/**
 * A source as the staging table keeps it: one item, in one partition for all tenants, so that one query finds what is due. The
 * item also says which pull is under way: at most one, because it is claimed by a condition on this item.
 */
const sourceItem = withTarget({
  tenant_id: z.string(),
  source_id: z.string(),
  name: z.string(),
  dataset: z.string(),
  variant: z.string().nullable(),
  /** Credentials, sealed (credentials.ts). */
  sealed: z.instanceof(Uint8Array).nullable(),
  interval_minutes: z.int(),
  is_enabled: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** Epoch milliseconds: when the schedule pulls next, if the source is enabled. */
  next_at: z.number(),
  /** The pull under way, or the last one where `pulling` is false. */
  pull_id: z.string().nullable(),
  pulling: z.boolean(),
  /** Epoch milliseconds. */
  claimed_at: z.number(),
});

export type SourceRecord = z.output<typeof sourceItem>;
export type NewSource = SourceTarget &
  Pick<SourceRecord, 'source_id' | 'name' | 'dataset' | 'variant' | 'sealed' | 'interval_minutes' | 'is_enabled'>;
export type SourceChange = Partial<
  Pick<SourceRecord, 'name' | 'config' | 'sealed' | 'interval_minutes' | 'is_enabled' | 'next_at'>
>;

const PARTITION = 'SOURCE';
const parse = (item: Item): SourceRecord => sourceItem.parse(item);

/** The sources of one tenant. Every change is one conditional write. `clock` gives epoch milliseconds. */
export function sourcesOf(scope: TenantScope, clock: () => number = Date.now) {
  const prefix = `${scope.tenantId}#`;
  const keyOf = (sourceId: string): ItemKey => ({ pk: PARTITION, sk: prefix + sourceId });

  async function get(sourceId: string): Promise<SourceRecord | undefined> {
    const item = await readItem(keyOf(sourceId));
    return item === undefined ? undefined : parse(item);
  }

  return {
    get,

    /** In the order in which they were made. */
    async list({ limit, after }: { limit: number; after?: string | undefined }): Promise<SourceRecord[]> {
      const found: SourceRecord[] = [];
      // Within the partition the next tenant's follow, so what is not this one's ends the list.
      for await (const item of queryItems({
        pk: PARTITION,
        prefix,
        pageSize: limit,
        ...(after === undefined ? {} : { after: prefix + after }),
      })) {
        found.push(parse(item));
        if (found.length === limit) break;
      }
      return found;
    },

    async create(source: NewSource): Promise<SourceRecord> {
      const now = clock();
      const at = new Date(now).toISOString();
      const record: SourceRecord = {
        ...source,
        tenant_id: scope.tenantId,
        created_at: at,
        updated_at: at,
        next_at: now,
        pull_id: null,
        pulling: false,
        claimed_at: 0,
      };
      await createItem(keyOf(source.source_id), record);
      return record;
    },

    /** Undefined where there is no such source. */
    async change(sourceId: string, change: SourceChange): Promise<SourceRecord | undefined> {
      const values = { ...change, updated_at: new Date(clock()).toISOString() };
      const sets = Object.keys(values).map((name) => `#${name} = :${name}`);
      const item = await updateItem(keyOf(sourceId), `SET ${sets.join(', ')}`, {
        when: '#source_id = :source_id',
        values: { ...values, source_id: sourceId },
      });
      return item && parse(item);
    },

    remove: (sourceId: string): Promise<void> => deleteItem(keyOf(sourceId)),

    /** Makes a pull the one that is under way. Undefined where another one is, or the source is gone. */
    async claim(source: SourceRecord, pullId: string): Promise<SourceRecord | undefined> {
      const now = clock();
      const item = await updateItem(
        keyOf(source.source_id),
        'SET #pull_id = :pull_id, #pulling = :yes, #claimed_at = :now, #next_at = :next_at',
        {
          when: '#source_id = :source_id AND #pulling = :no',
          values: {
            source_id: source.source_id,
            pull_id: pullId,
            yes: true,
            no: false,
            now,
            next_at: now + source.interval_minutes * 60_000,
          },
        },
      );
      return item && parse(item);
    },

    /** A pull is over. A repeat, or one that comes after the next claim, does nothing. */
    async release(sourceId: string, pullId: string): Promise<void> {
      await updateItem(keyOf(sourceId), 'SET #pulling = :no', {
        when: '#pull_id = :pull_id AND #pulling = :yes',
        values: { pull_id: pullId, yes: true, no: false },
      });
    },
  };
}

export type Sources = ReturnType<typeof sourcesOf>;

/** Every tenant's sources: for the schedule and reconciliation only. */
export async function listAllSources(): Promise<SourceRecord[]> {
  const sources: SourceRecord[] = [];
  for await (const item of queryItems({ pk: PARTITION })) sources.push(parse(item));
  return sources;
}
