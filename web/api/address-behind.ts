import { answerOf } from './client.ts';

type Ask = (signal: AbortSignal) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/**
 * Where a download lies that the API redirects to: a presigned URL, good for a few minutes. A script cannot read where a
 * redirect leads to, but it can follow it and see where it came to; the file itself is let go before it is read. The
 * browser takes the credentials off when a redirect leaves this host.
 * @throws {ApiProblem}
 */
export async function addressBehind(ask: Ask): Promise<string> {
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
