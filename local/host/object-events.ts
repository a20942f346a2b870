import * as z from 'zod';
import type { FunctionCatalogue } from './function-catalogue.ts';
import type { LocalFunction } from './functions.ts';
import type { Templates } from './template.ts';
import { TemplateError } from './template-files.ts';

/** One record of an S3 event, as far as it decides who is told of it. The key is URL-encoded, as S3 does. */
export interface ObjectEventRecord {
  /** Such as `ObjectCreated:Put`, without the `s3:` that a notification's filter has. */
  readonly eventName: string;
  readonly s3: { readonly bucket: { readonly name: string }; readonly object: { readonly key: string } };
}

interface Subscription {
  readonly bucket: string;
  readonly event: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly target: LocalFunction;
}

const Bucket = z.object({
  NotificationConfiguration: z
    .strictObject({
      LambdaConfigurations: z
        .array(
          z.object({
            Event: z.string(),
            Function: z.string(),
            Filter: z
              .object({ S3Key: z.object({ Rules: z.array(z.object({ Name: z.string(), Value: z.string() })) }) })
              .optional(),
          }),
        )
        .default([]),
    })
    .optional(),
});

/**
 * The template's S3 notifications.
 * @param invoke starts a function asynchronously
 * @returns what the S3 server calls for each event record; resolves when every function told of it has dealt with it
 */
export function objectEventRouter(
  templates: Templates,
  functions: FunctionCatalogue,
  invoke: (target: LocalFunction, event: unknown) => Promise<void>,
): (record: ObjectEventRecord) => Promise<void> {
  const subscriptions = readSubscriptions(templates, functions);
  return async (record) => {
    const key = decodeURIComponent(record.s3.object.key.replaceAll('+', ' '));
    const interested = subscriptions.filter(
      ({ bucket, event, prefix, suffix }) =>
        bucket === record.s3.bucket.name &&
        matchesEvent(event, record.eventName) &&
        key.startsWith(prefix) &&
        key.endsWith(suffix),
    );
    await Promise.all(interested.map(({ target }) => invoke(target, { Records: [record] })));
  };
}

function readSubscriptions(templates: Templates, functions: FunctionCatalogue): Subscription[] {
  return templates.ofType('AWS::S3::Bucket').flatMap((found) => {
    const configurations = templates.read(found, Bucket).NotificationConfiguration?.LambdaConfigurations ?? [];
    return configurations.map((configuration) => {
      const target = functions.find(configuration.Function);
      if (!target)
        throw new TemplateError(`${found.id}: notifies ${configuration.Function}, which is no function here`);
      const rules = configuration.Filter?.S3Key.Rules ?? [];
      const rule = (name: string) => rules.find((candidate) => candidate.Name.toLowerCase() === name)?.Value ?? '';
      return {
        bucket: templates.ref(found),
        event: configuration.Event,
        prefix: rule('prefix'),
        suffix: rule('suffix'),
        target,
      };
    });
  });
}

/** `s3:ObjectCreated:*` takes every way of creating an object. */
function matchesEvent(pattern: string, eventName: string): boolean {
  const wanted = pattern.replace(/^s3:/, '');
  return wanted.endsWith('*') ? eventName.startsWith(wanted.slice(0, -1)) : eventName === wanted;
}
