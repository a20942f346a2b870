/**
 * Builds the page and puts it where CloudFront serves it from: `node scripts/run.mjs scripts/publish-page.ts <bucket>`,
 * the bucket that the page stack's output PageBucketName names. Files with a hash in their name first and index.html last,
 * so that nobody gets a page whose parts are not there yet; what older pages need stays.
 */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { builtPage } from '../local/page/build-page.ts';
import { readPageFiles } from '../local/page/page-files.ts';

const [bucket] = process.argv.slice(2);
if (bucket === undefined) {
  console.error("usage: publish-page <bucket>, which the page stack's output PageBucketName names");
  process.exit(2);
}
const files = [...readPageFiles(await builtPage((line) => console.error(line)))];
const s3 = new S3Client({});
files.sort(([, a], [, b]) => Number(b.isImmutable) - Number(a.isImmutable));
try {
  for (const [address, { content, contentType, isImmutable }] of files) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: address.slice(1),
        Body: content,
        ContentType: contentType,
        CacheControl: isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      }),
    );
  }
} catch (error) {
  // Not the whole error, which is a page of its own: no such bucket, no credentials, no region, no leave.
  const { name, message } = error as Error;
  console.error(`publish-page: the files could not be put into ${bucket}: ${message} (${name})`);
  process.exit(1);
}
console.log(`${files.length} files are in ${bucket}.`);
