/** An answer other than success, in S3's vocabulary. `details` become further elements of the XML (Key, BucketName, …). */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const accessDenied = (message = 'Access Denied') => new S3Error(403, 'AccessDenied', message);

export const invalidArgument = (name: string, value: string, message: string) =>
  new S3Error(400, 'InvalidArgument', message, { ArgumentName: name, ArgumentValue: value });

export const invalidRequest = (message: string) => new S3Error(400, 'InvalidRequest', message);

export const malformedXml = (why: string) =>
  new S3Error(400, 'MalformedXML', `The XML you provided was not well-formed or did not validate: ${why}.`);

export const noSuchBucket = (bucket: string) =>
  new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', { BucketName: bucket });

export const noSuchKey = (key: string) =>
  new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key });

export const noSuchVersion = (key: string, versionId: string) =>
  new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.', { Key: key, VersionId: versionId });

export const noSuchUpload = (uploadId: string) =>
  new S3Error(
    404,
    'NoSuchUpload',
    'The specified multipart upload does not exist. It may have been completed or aborted.',
    {
      UploadId: uploadId,
    },
  );

export const preconditionFailed = (condition: string) =>
  new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    Condition: condition,
  });

export const notImplemented = (what: string) =>
  new S3Error(501, 'NotImplemented', `This local S3 server does not implement ${what}.`);

export const incompleteBody = (why: string) =>
  new S3Error(400, 'IncompleteBody', `The request body terminated unexpectedly: ${why}.`);

export const entityTooLarge = (size: number, limit: number) =>
  new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
    ProposedSize: String(size),
    MaxSizeAllowed: String(limit),
  });

/** What no bucket of AWS answers: of a disk that is full, by the codes of the operating system. */
export function asStorageFull(error: unknown): S3Error | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return undefined;
  const what = 'The disk of this S3 server is full: nothing was stored. Make space on it and send the object again.';
  return new S3Error(507, 'InsufficientStorage', what);
}

export const badDigest = (what: string) =>
  new S3Error(400, 'BadDigest', `The ${what} you specified did not match what we received.`);
