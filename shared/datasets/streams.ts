import type { Stream } from '../contracts/stream.ts';
import { transactionsStream } from './sales/transactions-stream.ts';

/** Every stream there is, of whatever dataset. */
export const STREAMS: readonly Stream[] = [transactionsStream];

const BY_NAME = new Map(STREAMS.map((stream) => [stream.name, stream]));

export const findStream = (name: string): Stream | undefined => BY_NAME.get(name);

/** Of a name that this service has written down. @throws {RangeError} */
export function streamNamed(name: string): Stream {
  const stream = findStream(name);
  if (!stream) throw new RangeError(`there is no stream ${name}`);
  return stream;
}
