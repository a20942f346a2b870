import type { buildApp } from 'fauxqs';

export type QueueStores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type SqsStore = QueueStores['sqsStore'];

interface Persistence {
  loadSqsAndSns(queues: SqsStore, topics: QueueStores['snsStore']): void;
  close(): void;
}

const ACCOUNT = '000000000000';

/** Where a queue is on the laptop. fauxqs itself gives sqs.<region>.localhost, which not every system resolves. */
export const queueUrl = (port: number, name: string) => `http://127.0.0.1:${port}/${ACCOUNT}/${name}`;

/**
 * fauxqs' queues for a server at that port, kept in `directory` when there is one.
 *
 * fauxqs can keep its queues on disk, but only through `startFauxqs()`, which listens on every address of the machine. So its own classes
 * are put together here as it does itself. They are not in its public exports; its version is pinned, and a test sees a restart.
 */
export async function openStores(port: number, directory?: string): Promise<{ stores: QueueStores; close(): void }> {
  const main = import.meta.resolve('fauxqs');
  const load = async <T>(file: string) => (await import(new URL(file, main).href)) as T;
  const sqs = await load<{ SqsStore: new () => SqsStore }>('./sqs/sqsStore.js');
  const sns = await load<{ SnsStore: new () => QueueStores['snsStore'] }>('./sns/snsStore.js');
  const s3 = await load<{ S3Store: new () => QueueStores['s3Store'] }>('./s3/s3Store.js');

  class SqsStoreHere extends sqs.SqsStore {
    override buildQueueUrl(name: string): string {
      return queueUrl(port, name);
    }

    /** Also called for what was stored, with the address of that day. */
    override createQueue(
      ...[name, , ...rest]: Parameters<SqsStore['createQueue']>
    ): ReturnType<SqsStore['createQueue']> {
      return super.createQueue(name, queueUrl(port, name), ...rest);
    }
  }

  const stores = { sqsStore: new SqsStoreHere(), snsStore: new sns.SnsStore(), s3Store: new s3.S3Store() };
  if (directory === undefined) return { stores, close: () => {} };

  const { PersistenceManager } = await load<{ PersistenceManager: new (directory: string) => Persistence }>(
    './persistence.js',
  );
  const persistence = new PersistenceManager(directory);
  // Loaded before the store knows that it is kept: it would write back what it reads, and lose the messages of a queue on the way.
  persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  Object.assign(stores.sqsStore, { persistence });
  for (const queue of stores.sqsStore.allQueues()) Object.assign(queue, { persistence });
  return { stores, close: () => persistence.close() };
}
