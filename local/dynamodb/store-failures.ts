import { createRequire } from 'node:module';

type Write = (this: { readonly location: string }, ...values: unknown[]) => Promise<unknown>;
type Store = Record<'_put' | '_del' | '_batch', Write>;

export interface LevelClass {
  new (directory: string): { open(): Promise<void>; close(): Promise<void> };
  readonly prototype: Store;
}

/** The library that dynalite keeps its tables with. */
export const { Level } = createRequire(import.meta.resolve('dynalite'))('level') as { Level: LevelClass };

/** As dynalite takes an error that it may answer; any other it throws, out of the event loop, and ends the process. */
class RefusedWrite extends Error {
  override readonly name = 'RefusedWrite';
  readonly statusCode = 500;
  readonly body = {
    __type: 'com.amazon.coral.service#InternalServerError',
    message: 'The tables cannot be written: is the disk full? What was written before is kept.',
  };
}

interface Watched {
  readonly onFailure: () => void;
  hasFailed: boolean;
}

const watched = new Map<string, Watched>();

/**
 * Answers writes that the disk does not take. After the first of them the store takes no more: what its log holds of a
 * write that broke off would keep a later one from being found again, until it is opened anew.
 * @param onFailure called once
 */
export function watchStore(directory: string, onFailure: () => void): void {
  watched.set(directory, { onFailure, hasFailed: false });
}

for (const name of ['_put', '_del', '_batch'] as const) {
  const write = Level.prototype[name];
  Level.prototype[name] = async function (...values) {
    const store = watched.get(this.location);
    if (store === undefined) return write.apply(this, values);
    if (store.hasFailed) throw new RefusedWrite();
    try {
      return await write.apply(this, values);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'LEVEL_IO_ERROR') throw error;
      if (!store.hasFailed) {
        store.hasFailed = true;
        store.onFailure();
      }
      throw new RefusedWrite();
    }
  };
}
