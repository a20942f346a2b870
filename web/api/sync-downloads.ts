import { answerOf, api } from './client.ts';
import type { FileType } from './queries/syncs.ts';

/**
 * Where all findings of a sync lie as a CSV file: a presigned URL, good for a few minutes.
 * @throws {ApiProblem}
 */
export const errorsAddress = (syncId: string): Promise<string> =>
  addressBehind((signal) =>
    api.GET('/api/sync/logs/{id}/errors.csv', { params: { path: { id: syncId } }, parseAs: 'stream', signal }),
  );

/**
 * Where the rejected rows of one file lie, as they were sent.
 * @throws {ApiProblem}
 */
export const rejectedRowsAddress = (syncId: string, fileType: FileType): Promise<string> =>
  addressBehind((signal) => {
    const params = { path: { id: syncId }, query: { file_type: fileType } };
    return api.GET('/api/sync/logs/{id}/rejected.csv', { params, parseAs: 'stream', signal });
  });

type Ask = (signal: AbortSignal) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/**
 * A script cannot read where a redirect leads to, but it can follow it and see where it came to; the file itself is let go
 * before it is read. The browser takes the credentials off when a redirect leaves this host.
 */
async function addressBehind(ask: Ask): Promise<string> {
  const reading = new AbortController();
  let address = '';
  await answerOf(
    ask(reading.signal).then((answer) => {
      address = answer.response.url;
      return answer;
    }),
  );
  reading.abort();
  return address;
}
