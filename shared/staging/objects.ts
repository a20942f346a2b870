import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { isS3Error, store } from './bucket.ts';
import type { MultipartUpload } from './upload-record.ts';

/** How long a bank has to send a file in one piece, and one in parts. */
export const PUT_SECONDS = 3600;
export const MULTIPART_SECONDS = 12 * 3600;
/** S3 takes no more in one PUT. */
export const MAX_PUT_BYTES = 5 * 1024 ** 3;

const MIB = 1024 ** 2;
const DEFAULT_PART_BYTES = 64 * MIB;
/** S3 allows 10,000; but all their URLs must fit into one answer of a function, 6 MB. */
const MAX_PARTS = 2000;

/** Parts of the wanted size, or larger ones where they would be too many. S3's limits are 5 MiB to 5 GiB. */
export function partsOf(
  sizeBytes: number,
  wantedBytes = DEFAULT_PART_BYTES,
): { part_size: number; part_count: number } {
  const part_size = Math.max(wantedBytes, Math.ceil(sizeBytes / MAX_PARTS / MIB) * MIB);
  return { part_size, part_count: Math.max(1, Math.ceil(sizeBytes / part_size)) };
}

/** The last part has what the others leave. */
const partBytes = ({ part_size, part_count }: MultipartUpload, sizeBytes: number, partNumber: number): number =>
  partNumber < part_count ? part_size : sizeBytes - (part_count - 1) * part_size;

export interface ObjectState {
  /** Bytes. */
  readonly size: number;
  /** As S3 writes it, quotes included. */
  readonly etag: string;
  /** Null where the bucket keeps no versions. */
  readonly versionId: string | null;
}

/** One version of an object, or whatever it is now. */
export interface ObjectVersion {
  readonly versionId?: string | null;
}

export interface CompletedPart {
  readonly part_number: number;
  readonly etag: string;
}

/** A part that has arrived. */
export interface ReceivedPart extends CompletedPart {
  readonly size_bytes: number;
  readonly received_at: string;
}

export class ObjectChanged extends Error {
  override readonly name = 'ObjectChanged';
  constructor(key: string) {
    super(`the object ${key} was overwritten or deleted while it was being read`);
  }
}

/**
 * One tenant's objects in the staging bucket. @throws {RangeError} for a key outside the tenant's prefix.
 * @param folder `persons`: documents of verifications, which are nobody's uploads
 */
export function objectsOf(scope: TenantScope, folder: 'staging' | 'persons' = 'staging') {
  const at = (key: string): { Bucket: string; Key: string } => {
    if (!key.startsWith(`${folder}/${scope.tenantId}/`)) throw new RangeError(`not a key of ${scope.tenantId}`);
    return { Bucket: store().bucket, Key: key };
  };
  const atVersion = (key: string, { versionId }: ObjectVersion) => ({
    ...at(key),
    ...(versionId == null ? {} : { VersionId: versionId }),
  });

  return {
    /**
     * A URL for one plain PUT of so many bytes. Nothing is signed but the host and the length, which any HTTP client sends
     * by itself: S3 refuses a body of another length with 403 `SignatureDoesNotMatch`.
     */
    presignedPut: (key: string, sizeBytes: number): Promise<string> =>
      getSignedUrl(store().client, new PutObjectCommand({ ...at(key), ContentLength: sizeBytes }), {
        expiresIn: PUT_SECONDS,
      }),

    /**
     * The same for these very bytes: their checksum goes along in a header that is signed, and S3 refuses what has another.
     * @param sha256 in hex
     */
    async presignedPutOf(
      key: string,
      sizeBytes: number,
      sha256: string,
    ): Promise<{ url: string; headers: Record<string, string> }> {
      const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
      const put = new PutObjectCommand({ ...at(key), ContentLength: sizeBytes, ChecksumSHA256 });
      const header = 'x-amz-checksum-sha256';
      const signed = { expiresIn: PUT_SECONDS, unhoistableHeaders: new Set([header]) };
      return { url: await getSignedUrl(store().client, put, signed), headers: { [header]: ChecksumSHA256 } };
    },

    /** A URL to read the object by, for ClickHouse or a client. */
    presignedGet: (key: string, seconds: number, version: ObjectVersion = {}): Promise<string> =>
      getSignedUrl(store().client, new GetObjectCommand(atVersion(key, version)), { expiresIn: seconds }),

    /** Begins an object that is sent in parts. @returns the id that S3 gives it */
    async beginMultipart(key: string): Promise<string> {
      const { UploadId } = await store().client.send(new CreateMultipartUploadCommand(at(key)));
      if (UploadId === undefined) throw new Error('S3 gave no id for a multipart upload');
      return UploadId;
    },

    async createMultipart(key: string, sizeBytes: number, partBytes?: number): Promise<MultipartUpload> {
      return { s3_upload_id: await this.beginMultipart(key), ...partsOf(sizeBytes, partBytes) };
    },

    /** URLs of parts, all of them if none are named; each for so many bytes as the part has. */
    presignedParts: (
      key: string,
      multipart: MultipartUpload,
      sizeBytes: number,
      {
        partNumbers = Array.from({ length: multipart.part_count }, (_, index) => index + 1),
        seconds = MULTIPART_SECONDS,
      }: { partNumbers?: readonly number[]; seconds?: number } = {},
    ): Promise<{ part_number: number; url: string }[]> =>
      Promise.all(
        partNumbers.map(async (part_number) => {
          const part = new UploadPartCommand({
            ...at(key),
            UploadId: multipart.s3_upload_id,
            PartNumber: part_number,
            ContentLength: partBytes(multipart, sizeBytes, part_number),
          });
          return { part_number, url: await getSignedUrl(store().client, part, { expiresIn: seconds }) };
        }),
      ),

    /**
     * The parts that have arrived, in order, behind the part number `after`.
     * @throws {Problem} 409 `upload-not-open` once they have been put together or thrown away
     */
    async receivedParts(
      key: string,
      multipart: MultipartUpload,
      { limit, after = 0 }: { limit: number; after?: number },
    ): Promise<{ parts: ReceivedPart[]; next: number | null }> {
      try {
        const { Parts, IsTruncated } = await store().client.send(
          new ListPartsCommand({
            ...at(key),
            UploadId: multipart.s3_upload_id,
            MaxParts: limit,
            PartNumberMarker: String(after),
          }),
        );
        const parts = (Parts ?? []).map(({ PartNumber, ETag, Size, LastModified }) => ({
          part_number: PartNumber!,
          etag: ETag ?? '',
          size_bytes: Size ?? 0,
          received_at: LastModified!.toISOString(),
        }));
        return { parts, next: IsTruncated ? (parts.at(-1)?.part_number ?? null) : null };
      } catch (cause) {
        if (!isS3Error(cause, 'NoSuchUpload')) throw cause;
        throw new Problem('upload-not-open', serviceSentence('parts-put-together'), { cause });
      }
    },

    /** Throws away what has arrived; a repeat, or one that comes after the parts were put together, does nothing. */
    async abortMultipart(key: string, multipart: Pick<MultipartUpload, 's3_upload_id'>): Promise<void> {
      try {
        await store().client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId: multipart.s3_upload_id }));
      } catch (error) {
        if (!isS3Error(error, 'NoSuchUpload')) throw error;
      }
    },

    /**
     * Puts the parts together; a repeat after success is a success.
     * @throws {Problem} 422 `parts-mismatch`, 409 `upload-not-open`
     */
    async completeMultipart(key: string, multipart: MultipartUpload, parts: readonly CompletedPart[]): Promise<void> {
      const inOrder = [...parts].sort((a, b) => a.part_number - b.part_number);
      const complete =
        inOrder.length === multipart.part_count && inOrder.every((part, index) => part.part_number === index + 1);
      if (!complete) {
        throw new Problem('parts-mismatch', serviceSentence('parts-each-once', { parts: multipart.part_count }));
      }
      const MultipartUpload = {
        Parts: inOrder.map(({ part_number, etag }) => ({
          PartNumber: part_number,
          ETag: `"${etag.replaceAll('"', '')}"`,
        })),
      };
      const named = { ...at(key), UploadId: multipart.s3_upload_id };
      try {
        await store().client.send(new CompleteMultipartUploadCommand({ ...named, MultipartUpload }));
      } catch (cause) {
        if (isS3Error(cause, 'EntityTooSmall')) {
          throw new Problem('parts-mismatch', serviceSentence('part-too-small', { bytes: multipart.part_size }), {
            cause,
          });
        }
        if (isS3Error(cause, 'InvalidPart', 'InvalidPartOrder', 'MalformedXML')) {
          throw new Problem('parts-mismatch', serviceSentence('part-missing-or-other'), { cause });
        }
        if (!isS3Error(cause, 'NoSuchUpload')) throw cause;
        // Where the function may not list the bucket, S3 answers 403 for an object that is not there.
        const there = await this.head(key).catch(() => undefined);
        if (there === undefined) {
          throw new Problem('upload-not-open', serviceSentence('parts-gone'), {
            cause,
          });
        }
      }
    },

    /** Sends one part of what is put together later. @returns its ETag */
    async sendPart(
      key: string,
      { s3_upload_id, part_number }: { s3_upload_id: string; part_number: number },
      content: Uint8Array,
      abortSignal: AbortSignal,
    ): Promise<string> {
      const part = { ...at(key), UploadId: s3_upload_id, PartNumber: part_number, Body: content };
      const { ETag } = await store().client.send(new UploadPartCommand(part), { abortSignal });
      return ETag ?? '';
    },

    /** Puts parts together that were sent from here, in their order; a repeat after success is a success. */
    async completeSent(key: string, s3UploadId: string, parts: readonly CompletedPart[]): Promise<void> {
      const MultipartUpload = {
        Parts: parts.map(({ part_number, etag }) => ({ PartNumber: part_number, ETag: etag })),
      };
      try {
        const named = { ...at(key), UploadId: s3UploadId };
        await store().client.send(new CompleteMultipartUploadCommand({ ...named, MultipartUpload }));
      } catch (error) {
        if (!isS3Error(error, 'NoSuchUpload') || (await this.head(key)) === undefined) throw error;
      }
    },

    /** Undefined when S3 says that there is no such object; it does so only to those who may list the bucket. */
    async head(key: string, version: ObjectVersion = {}): Promise<ObjectState | undefined> {
      try {
        const { ContentLength, ETag, VersionId } = await store().client.send(
          new HeadObjectCommand(atVersion(key, version)),
        );
        return { size: ContentLength ?? 0, etag: ETag ?? '', versionId: VersionId ?? null };
      } catch (error) {
        if (isS3Error(error, 'NotFound', 'NoSuchKey')) return undefined;
        throw error;
      }
    },

    /** Puts a delete marker in its place; what is behind it, the bucket's lifecycle removes. Safe to repeat. */
    async remove(key: string): Promise<void> {
      await store().client.send(new DeleteObjectCommand(at(key)));
    },

    /**
     * The bytes of this very object: all, or so many from `start` on. An empty object has no range to ask for.
     * @throws {ObjectChanged}
     */
    async read(
      key: string,
      { etag, versionId }: Pick<ObjectState, 'etag' | 'versionId'>,
      { start = 0, bytes }: { start?: number; bytes?: number } = {},
    ): Promise<Readable> {
      const Range = bytes === undefined ? undefined : `bytes=${start}-${start + bytes - 1}`;
      try {
        const { Body } = await store().client.send(
          new GetObjectCommand({ ...atVersion(key, { versionId }), IfMatch: etag, Range }),
        );
        return Body as Readable;
      } catch (error) {
        if (isS3Error(error, 'PreconditionFailed', 'NoSuchKey', 'NoSuchVersion')) throw new ObjectChanged(key);
        throw error;
      }
    },

    /** Writes an object in parts, as its content comes; nothing is written where that fails. */
    async write(key: string, content: AsyncIterable<Uint8Array>): Promise<ObjectState> {
      const { client } = store();
      const Body = Readable.from(content, { objectMode: false });
      const { VersionId } = await new Upload({ client, params: { ...at(key), Body }, queueSize: 2 }).done();
      const written = await this.head(key, { versionId: VersionId ?? null });
      if (written === undefined) throw new ObjectChanged(key);
      return written;
    },
  };
}

export type TenantObjects = ReturnType<typeof objectsOf>;
