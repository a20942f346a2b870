import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { store } from './bucket.ts';

/** Where the files are that Tranche makes for a tenant to fetch. */
export const exportsPrefix = (tenantId: string): string => `exports/${tenantId}/`;

/**
 * Removes them all, and with them whatever the URLs lead to that were given out. They name no version, so a delete marker is
 * enough; the bucket's lifecycle removes what is behind it. Safe to repeat.
 * @returns how many there were
 */
export async function removeExports(tenantId: string): Promise<number> {
  const { client, bucket } = store();
  let removed = 0;
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: exportsPrefix(tenantId), ContinuationToken: token }),
    );
    const Objects = (page.Contents ?? []).map(({ Key }) => ({ Key: Key! }));
    if (Objects.length > 0) {
      const { Errors } = await client.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
      );
      if (Errors?.length) throw new Error(`${Errors.length} exports were not removed: ${Errors[0]!.Code}`);
    }
    removed += Objects.length;
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return removed;
}
