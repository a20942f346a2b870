import type { IncomingMessage, ServerResponse } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Endpoints } from '../service/engines.ts';
import { ApiGateway } from './api-gateway.ts';
import { AsyncInvocations, type GivenUp } from './async-invocations.ts';
import type { Bundles } from './bundle.ts';
import { queuePollers } from './event-sources.ts';
import { loadFunctions } from './function-catalogue.ts';
import { GatewayResponses } from './gateway-responses.ts';
import { LogSubscriptions } from './log-subscriptions.ts';
import { type ObjectEventRecord, objectEventRouter } from './object-events.ts';
import { type BucketMaker, createBuckets, createQueues, createTables } from './resources.ts';
import { readRestApi } from './rest-api.ts';
import { Schedules } from './schedule.ts';
import { Templates } from './template.ts';
import type { StackTemplate } from './template-files.ts';

export interface HostOptions {
  readonly stacks: readonly StackTemplate[];
  /** Of the stacks' functions. */
  readonly bundles: Bundles;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** `http://127.0.0.1:PORT` of each. */
  readonly endpoints: Endpoints;
  readonly s3: BucketMaker;
  /** Values for the settings that functions name, instead of the template's. */
  readonly settings: Readonly<Record<string, string>>;
  /** Variables that say how much the functions log and where their traces go; every function gets them. */
  readonly observability?: Readonly<Record<string, string>>;
  /** Gets every line of its log that a function writes, by function (`uploads`, `run-sync`). */
  readonly functionLog: (functionName: string, line: string) => void;
  /** Gets a short line for what goes wrong. */
  readonly log: (line: string) => void;
  readonly scheduleSeconds?: number | undefined;
  readonly firstTickMs?: number;
  readonly asyncRetryDelaysMs?: readonly number[];
  readonly queueVisibilitySeconds?: number;
}

export interface Host {
  /** The functions' environments put together: for scripts of the laptop that use the same settings. */
  readonly environment: Readonly<Record<string, string>>;
  /** Answers HTTP as the REST API of the template. */
  handleRequest(message: IncomingMessage, response: ServerResponse): Promise<void>;
  /** For each record that the S3 server reports; it must keep the record until this resolves. */
  handleObjectEvent(record: ObjectEventRecord): Promise<void>;
  /** Starts what works by itself: queue pollers and schedules. */
  start(): void;
  /** Runs every schedule once, now, and resolves when that is done. */
  runSchedulesNow(): Promise<void>;
  /** Stops taking work, waits for what is under way, but not longer than a few seconds, and ends the workers. */
  stop(): Promise<void>;
}

/** Time that work under way is given to end. */
const STOP_PATIENCE_MS = 5000;

/** Makes the resources of the templates in the local engines and wires the functions up with them, as AWS would. */
export async function openHost(options: HostOptions): Promise<Host> {
  const { region, endpoints, credentials } = options;
  const templates = new Templates(options.stacks, { region, queueEndpoint: endpoints.sqs });
  const sqs = new SQSClient({ region, credentials, endpoint: endpoints.sqs });
  const dynamodb = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });

  await Promise.all([
    createBuckets(templates, options.s3),
    createQueues(templates, sqs),
    createTables(templates, dynamodb),
  ]);
  const functions = loadFunctions(templates, {
    bundles: options.bundles,
    settings: options.settings,
    runtime: {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_S3: endpoints.s3,
      AWS_ENDPOINT_URL_SQS: endpoints.sqs,
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
      ...options.observability,
    },
    log: (name, line) => {
      // Metrics for CloudWatch: here they are only counted, not written down.
      if (line.startsWith('{"_aws":')) subscriptions.offerOfFunction(name, line);
      else options.functionLog(name, line);
    },
    onFailure: (name, { kind, description }) => options.log(`${name} failed (${kind}: ${description.name})`),
  });

  const subscriptions = new LogSubscriptions(templates, functions, {
    gatherMs: 250,
    retryDelaysMs: [1000, 2000, 5000, 10_000],
  });
  const api = readRestApi(templates, functions);
  const gateway = new ApiGateway(api, new GatewayResponses(templates), region, (line) =>
    subscriptions.offer(api.accessLog?.groupArn ?? '', line),
  );
  const destinations = failureDestinations(templates);
  const asyncInvocations = new AsyncInvocations({
    retryDelaysMs: options.asyncRetryDelaysMs ?? [1000, 5000],
    onGivenUp: async (failure) => {
      const { functionName } = functions.find(failure.functionArn)?.setup ?? { functionName: failure.functionArn };
      options.log(`${functionName}: an event was given up after ${failure.attempts} attempts`);
      const QueueUrl = destinations.get(functionName);
      if (QueueUrl !== undefined) {
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(failureRecord(failure)) }));
      }
    },
  });
  const handleObjectEvent = objectEventRouter(templates, functions, (target, event) =>
    asyncInvocations.invoke(target, event),
  );
  const pollers = queuePollers(templates, functions, {
    sqs,
    region,
    visibilitySeconds: options.queueVisibilitySeconds ?? 30,
    onError: (error) => options.log(`queue poller: ${error.name}`),
  });
  const schedules = new Schedules(templates, functions, {
    region,
    periodSeconds: options.scheduleSeconds,
    firstTickMs: options.firstTickMs ?? 1000,
  });

  return {
    environment: Object.assign({}, ...functions.all.map((found) => found.setup.environment)),
    handleRequest: (message, response) => gateway.handle(message, response),
    handleObjectEvent,
    start: () => {
      for (const poller of pollers) poller.start();
      schedules.start();
    },
    runSchedulesNow: () => schedules.runNow(),
    stop: async () => {
      const quiet = Promise.all([
        ...pollers.map((poller) => poller.stop()),
        schedules.stop(),
        asyncInvocations.stop(),
        gateway.settled(),
      ]);
      await Promise.race([quiet.then(() => subscriptions.stop()), patience()]);
      await functions.stop();
      await quiet;
      sqs.destroy();
      dynamodb.destroy();
    },
  };
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE_MS).unref());
}

const InvokeConfig = z.object({
  FunctionName: z.string(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).default({}),
});

/** By function, the queue that gets the events it could not take. */
function failureDestinations(templates: Templates): Map<string, string> {
  const queues = templates.ofType('AWS::SQS::Queue');
  const destinations = new Map<string, string>();
  for (const found of templates.ofType('AWS::Lambda::EventInvokeConfig')) {
    const { FunctionName, DestinationConfig } = templates.read(found, InvokeConfig);
    const queue = queues.find(
      (candidate) => templates.attribute(candidate, 'Arn') === DestinationConfig.OnFailure?.Destination,
    );
    if (queue) destinations.set(FunctionName, templates.ref(queue));
  }
  return destinations;
}

/** As Lambda writes it to a failure destination. */
function failureRecord({ functionArn, event, error, attempts }: GivenUp) {
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: { functionArn, condition: 'RetriesExhausted', approximateInvokeCount: attempts },
    requestPayload: event,
    responsePayload: { errorType: error.description.name, errorMessage: error.description.message },
  };
}
