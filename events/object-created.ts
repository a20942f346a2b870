import * as z from 'zod';

/** S3 staging bucket → stage-upload: the part of S3's event notification that is used. */
const s3Event = z.object({
  Records: z
    .array(
      z.object({
        eventName: z.string(),
        s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
      }),
    )
    .default([]),
});

export interface ObjectCreated {
  readonly bucket: string;
  /** As the object is really named: S3 sends it URL-encoded, with + for a space. */
  readonly key: string;
}

/**
 * The created objects of an event. S3's test message, and records of other events, give none.
 * @throws {z.ZodError | URIError} for what is not an S3 event.
 */
export function parseObjectCreated(event: unknown): ObjectCreated[] {
  return s3Event
    .parse(event)
    .Records.filter((record) => /^(s3:)?ObjectCreated:/.test(record.eventName))
    .map(({ s3 }) => ({ bucket: s3.bucket.name, key: decodeURIComponent(s3.object.key.replaceAll('+', ' ')) }));
}
