import { randomBytes } from 'node:crypto';
import type { SampleServers } from '../../shared/contracts/sample-source.ts';
import { startMongo } from '../mongodb/start.ts';
import { startPostgres } from '../postgres/start.ts';

/** @param say hears what takes long */
export const sampleServers = (say: (line: string) => void): SampleServers => ({
  async postgres(directory) {
    const server = await startPostgres({
      directory,
      port: 0,
      password: randomBytes(16).toString('hex'),
      log: () => undefined,
    });
    return { url: server.url, stop: () => server.stop() };
  },
  async mongodb(directory) {
    say('A MongoDB of this machine: where Go is installed it is built, the first time, which takes minutes.');
    try {
      const server = await startMongo(directory);
      return server && { url: `mongodb://127.0.0.1:${server.port}/`, stop: () => server.stop() };
    } catch (error) {
      say(`It cannot be: ${(error as Error).message.split('\n')[0]}`);
      return undefined;
    }
  },
});
