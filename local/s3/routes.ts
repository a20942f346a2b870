import {
  createBucket,
  deleteBucket,
  deleteBucketCors,
  deleteObjects,
  getBucketCors,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
  listMultipartUploads,
  listObjects,
  putBucketCors,
  putBucketVersioning,
} from './bucket-operations.ts';
import type { S3Call, S3Services } from './call.ts';
import { notImplemented } from './errors.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  uploadPart,
} from './multipart-operations.ts';
import { copyObject, deleteObject, getObject, putObject } from './object-operations.ts';

type Operation = (call: S3Call, services: S3Services) => void | Promise<void>;

/**
 * Subresources: query parameters that make a request another operation. All that S3 has are listed, so that one that
 * is not implemented is refused, and never taken for a plain GET, PUT or DELETE of the object.
 */
const SUBRESOURCES = (
  'accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle ' +
  'location logging metadataTable metrics notification object-lock ownershipControls partNumber policy policyStatus ' +
  'publicAccessBlock replication requestPayment restore retention select session tagging torrent uploadId uploads ' +
  'versionId versioning versions website'
).split(' ');

const BUCKET_OPERATIONS: Readonly<Record<string, Operation>> = {
  PUT: createBucket,
  HEAD: headBucket,
  DELETE: deleteBucket,
  GET: listObjects,
  'GET location': getBucketLocation,
  'GET uploads': listMultipartUploads,
  'GET cors': getBucketCors,
  'PUT cors': putBucketCors,
  'DELETE cors': deleteBucketCors,
  'GET versioning': getBucketVersioning,
  'PUT versioning': putBucketVersioning,
  'POST delete': deleteObjects,
};

const OBJECT_OPERATIONS: Readonly<Record<string, Operation>> = {
  GET: getObject,
  HEAD: getObject,
  'GET versionId': getObject,
  'HEAD versionId': getObject,
  PUT: (call, services) =>
    call.headers['x-amz-copy-source'] === undefined ? putObject(call, services) : copyObject(call, services),
  DELETE: deleteObject,
  'POST uploads': createMultipartUpload,
  'PUT partNumber uploadId': uploadPart,
  'POST uploadId': completeMultipartUpload,
  'DELETE uploadId': abortMultipartUpload,
  'GET uploadId': listParts,
};

/** Runs the operation that an authenticated call asks for. @throws {S3Error} 501 for one that is not implemented */
export async function runOperation(call: S3Call, services: S3Services): Promise<void> {
  const name = [call.method, ...SUBRESOURCES.filter((parameter) => call.query.has(parameter))].join(' ');
  const operation =
    call.bucket === ''
      ? name === 'GET' && listBuckets
      : (call.key === '' ? BUCKET_OPERATIONS : OBJECT_OPERATIONS)[name];
  if (!operation)
    throw notImplemented(
      `${name} on ${call.bucket === '' ? 'the service' : call.key === '' ? 'a bucket' : 'an object'}`,
    );
  await operation(call, services);
}
