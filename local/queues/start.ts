import { buildApp } from 'fauxqs';
import { requireSignatures } from '../aws-signature/require-signatures.ts';
import type { Keyring } from '../aws-signature/signature-v4.ts';
import { freePort } from '../processes/free-port.ts';
import { openStores } from './stored-queues.ts';

export interface QueuesOptions {
  /** 0: any free port. */
  port: number;
  /** Queues and messages are kept here between runs; without it, in memory only. */
  directory?: string | undefined;
  /** Who may ask. */
  keyring: Keyring;
}

export interface Queues {
  url: string;
  port: number;
  /** Answers the polls that wait, and resolves when nothing listens any more. */
  stop(): Promise<void>;
}

const ATTEMPTS = 5;

/**
 * SQS on 127.0.0.1. Queues are made by whoever reads the template; an existing queue keeps its messages, also those in flight, which
 * come back when their visibility timeout ends.
 */
export async function startQueues(options: QueuesOptions): Promise<Queues> {
  for (let attempt = 1; ; attempt++) {
    // Known before listening: stored queues get this address before anyone can ask for it.
    const port = options.port || (await freePort());
    const { stores, close } = await openStores(port, options.directory);
    const app = buildApp({ logger: false, stores });
    requireSignatures(app.server, { service: 'sqs', keyring: options.keyring });
    try {
      await app.listen({ host: '127.0.0.1', port });
    } catch (error) {
      close();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (options.port === 0 && attempt < ATTEMPTS) continue;
      throw new Error(`SQS cannot listen on 127.0.0.1:${port}: the port is in use. Choose another one.`, {
        cause: error,
      });
    }
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await app.close();
      close();
    };
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  }
}
