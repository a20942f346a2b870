import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { readConfig } from '../config.ts';
import { traced } from '../observability/traced-client.ts';

let opened: { client: S3Client; bucket: string } | undefined;

/** The staging bucket, and the process's client of it. */
export function store(): { client: S3Client; bucket: string } {
  // With the SDK's default a presigned PUT would demand the checksum of an empty body.
  opened ??= {
    client: traced(
      new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
      's3',
    ),
    bucket: readConfig(['staging']).staging.STAGING_BUCKET,
  };
  return opened;
}

export const isS3Error = (error: unknown, ...names: string[]): boolean =>
  error instanceof S3ServiceException && names.includes(error.name);
