import { answerOf, api, type Schemas } from '../../../api/client.ts';
import type { Upload } from '../../../api/queries/uploads.ts';

type ReceivedPart = Schemas['ReceivedPart'];

const PARTS_A_PAGE = 1000;

const pathOf = (upload_id: string) => ({ params: { path: { upload_id } } });

export const announceUpload = (body: Schemas['NewUpload']): Promise<Upload> =>
  answerOf(api.POST('/api/uploads', { body }));

export const readUpload = (uploadId: string): Promise<Upload> =>
  answerOf(api.GET('/api/uploads/{upload_id}', pathOf(uploadId)));

export const cancelUpload = (uploadId: string): Promise<Upload> =>
  answerOf(api.POST('/api/uploads/{upload_id}/cancel', pathOf(uploadId)));

export const completeUpload = (uploadId: string, etags: ReadonlyMap<number, string>): Promise<Upload> => {
  const parts = [...etags].sort(([a], [b]) => a - b).map(([part_number, etag]) => ({ part_number, etag }));
  return answerOf(api.POST('/api/uploads/{upload_id}/complete', { ...pathOf(uploadId), body: { parts } }));
};

/** All parts that have arrived, and how the file is cut. */
export async function receivedParts(
  uploadId: string,
  signal?: AbortSignal,
): Promise<{ partSize: number; partCount: number; parts: readonly ReceivedPart[] }> {
  const parts: ReceivedPart[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: PARTS_A_PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const page = await answerOf(
      api.GET('/api/uploads/{upload_id}/parts', {
        params: { path: { upload_id: uploadId }, query },
        ...(signal ? { signal } : {}),
      }),
    );
    parts.push(...page.data);
    if (page.next_cursor === null) return { partSize: page.part_size, partCount: page.part_count, parts };
    cursor = page.next_cursor;
  }
}

/** New URLs of parts, by their numbers. */
export async function partUrls(uploadId: string, partNumbers: readonly number[]): Promise<Map<number, string>> {
  const urls = new Map<number, string>();
  for (let at = 0; at < partNumbers.length; at += PARTS_A_PAGE) {
    const part_numbers = partNumbers.slice(at, at + PARTS_A_PAGE);
    const answer = await answerOf(
      api.POST('/api/uploads/{upload_id}/parts', { ...pathOf(uploadId), body: { part_numbers } }),
    );
    for (const { part_number, url } of answer.parts) urls.set(part_number, url);
  }
  return urls;
}
