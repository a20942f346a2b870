import { createReadStream } from 'node:fs';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { BenchService } from './service.ts';

/** The service's own bucket, for what the benchmark puts beside the banks' files. */
export function objectStore(service: BenchService): { client: S3Client; bucket: string } {
  const { environment } = service;
  const client = new S3Client({
    region: environment.AWS_REGION ?? '',
    endpoint: environment.AWS_ENDPOINT_URL_S3 ?? '',
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { client, bucket: environment.STAGING_BUCKET ?? '' };
}

/** Outlives the longest benchmark. */
const URL_SECONDS = 6 * 3600;

/**
 * Stores a file under a key that no upload has, so that no function stirs.
 * @returns a URL to read it by: the same bytes from the same S3 as a staged file
 */
export async function putForReading(service: BenchService, key: string, file: string): Promise<string> {
  const { client, bucket } = objectStore(service);
  await new Upload({ client, params: { Bucket: bucket, Key: key, Body: createReadStream(file) } }).done();
  return getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: URL_SECONDS });
}
