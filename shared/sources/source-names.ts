import { fieldError, Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { MOST_SOURCES } from '../domain/source.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { createItem, deleteItem, type ItemKey, readItem, updateItem } from '../staging/table.ts';
import { sourcesOf } from './source-record.ts';

const PARTITION = 'SOURCE_NAME';
/** Longer than a request lasts: by then its source is there, or never will be. */
const RESERVED_MS = 60_000;

/** A name as it is compared: capitals, blanks, and the forms of a letter make no difference. */
export const comparableName = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

/**
 * Which source of a tenant has a name: at most one, because a name is reserved by one conditional write before its source is
 * written. A reservation is worth nothing once it is old and its source has another name, or is gone. `clock` gives epoch
 * milliseconds.
 */
export function sourceNamesOf(scope: TenantScope, clock: () => number = Date.now) {
  const keyOf = (name: string): ItemKey => ({ pk: PARTITION, sk: `${scope.tenantId}#${comparableName(name)}` });

  async function isOf(sourceId: string, name: string): Promise<boolean> {
    const source = await sourcesOf(scope).get(sourceId);
    return source !== undefined && comparableName(source.name) === comparableName(name);
  }

  /** Whether the reservation is this source's now. */
  async function reserve(name: string, sourceId: string): Promise<boolean> {
    const key = keyOf(name);
    const mine = { source_id: sourceId, reserved_at: clock() };
    if (await createItem(key, mine)) return true;
    const held = await readItem(key);
    if (held === undefined) return createItem(key, mine);
    const { source_id, reserved_at } = held as { source_id: string; reserved_at: number };
    const isHeld = source_id !== sourceId && (clock() - reserved_at < RESERVED_MS || (await isOf(source_id, name)));
    if (isHeld) return false;
    const taken = await updateItem(key, 'SET #source_id = :source_id, #reserved_at = :reserved_at', {
      when: '#source_id = :before AND #reserved_at = :before_at',
      values: { ...mine, before: source_id, before_at: reserved_at },
    });
    return taken !== undefined;
  }

  /** Never fails: a reservation that is left comes to be worth nothing. */
  const release = (name: string, sourceId: string): Promise<void> =>
    deleteItem(keyOf(name), { when: '#source_id = :source_id', values: { source_id: sourceId } }).catch(() => {});

  /** Whether nobody else may be called so from now on, until the name is released. */
  async function claim(name: string, sourceId: string): Promise<boolean> {
    if (!(await reserve(name, sourceId))) return false;
    // Sources that were made before names were reserved.
    const all = await sourcesOf(scope).list({ limit: MOST_SOURCES });
    const isFree = !all.some(
      (source) => source.source_id !== sourceId && comparableName(source.name) === comparableName(name),
    );
    if (!isFree) await release(name, sourceId);
    return isFree;
  }

  return {
    /**
     * Makes a source of this name, or gives it to one, while nobody else can have it.
     * @throws {Problem} 409 `source-exists`
     */
    async give<T>(name: string, sourceId: string, make: () => Promise<T>): Promise<T> {
      if (!(await claim(name, sourceId))) {
        const said = serviceSentence('source-name-taken', { name });
        throw new Problem('source-exists', said, { errors: [fieldError('name', 'taken', said)] });
      }
      try {
        return await make();
      } catch (error) {
        await release(name, sourceId);
        throw error;
      }
    },

    /** The source is not called so any more. */
    release,
  };
}
