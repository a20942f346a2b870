import { randomUUID } from 'node:crypto';
import { nextSequencer } from './sequencer.ts';
import { encodeUriPath } from './uri.ts';

export type S3EventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Post'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete'
  | 'ObjectRemoved:DeleteMarkerCreated';

/** One element of `Records` of an S3 notification, version 2.1. `object.key` is form-encoded: `+` is a space. */
export interface S3EventRecord {
  readonly eventVersion: '2.1';
  readonly eventSource: 'aws:s3';
  readonly awsRegion: string;
  readonly eventTime: string;
  readonly eventName: S3EventName;
  readonly userIdentity: { readonly principalId: string };
  readonly requestParameters: { readonly sourceIPAddress: string };
  readonly responseElements: { readonly 'x-amz-request-id': string; readonly 'x-amz-id-2': string };
  readonly s3: {
    readonly s3SchemaVersion: '1.0';
    readonly configurationId: string;
    readonly bucket: {
      readonly name: string;
      readonly ownerIdentity: { readonly principalId: string };
      readonly arn: string;
    };
    readonly object: {
      readonly key: string;
      /** bytes; absent when the object was removed */
      readonly size?: number;
      readonly eTag?: string;
      /** where the bucket keeps versions */
      readonly versionId?: string;
      readonly sequencer: string;
    };
  };
}

export interface EventSubject {
  readonly eventName: S3EventName;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly sourceIp: string;
  readonly created?: { readonly size: number; readonly etag: string };
  readonly versionId?: string | undefined;
}

export const encodeEventKey = (key: string): string => encodeUriPath(key).replaceAll('%20', '+');

export function eventRecord(subject: EventSubject): S3EventRecord {
  const { eventName, region, bucket, key, sourceIp, created, versionId } = subject;
  const owner = { principalId: 'local' };
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: new Date().toISOString(),
    eventName,
    userIdentity: owner,
    requestParameters: { sourceIPAddress: sourceIp },
    responseElements: { 'x-amz-request-id': randomUUID(), 'x-amz-id-2': 'local' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'local',
      bucket: { name: bucket, ownerIdentity: owner, arn: `arn:aws:s3:::${bucket}` },
      object: {
        key: encodeEventKey(key),
        ...(created && { size: created.size, eTag: created.etag }),
        ...(versionId !== undefined && { versionId }),
        sequencer: nextSequencer(),
      },
    },
  };
}
