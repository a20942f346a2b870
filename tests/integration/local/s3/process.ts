// A server in a process of its own, for tests that kill it. Arguments: directory, bucket, key id, secret, region, and
// what the receiver of events does: `never` resolves. Says where it listens, then one line an event, on stdout.
import { startS3 } from '../../../../local/s3/server.ts';

const [directory = '', bucket = '', keyId = '', secret = '', region = '', delivery = ''] = process.argv.slice(2);
const server = await startS3({
  directory,
  port: 0,
  credentials: { [keyId]: secret },
  region,
  onEvent: (record) => {
    process.stdout.write(`event ${record.eventName} ${record.s3.object.key}\n`);
    return delivery === 'never' ? new Promise(() => undefined) : Promise.resolve();
  },
});
await server.createBucket(bucket);
process.stdout.write(`listening ${server.endpoint}\n`);
