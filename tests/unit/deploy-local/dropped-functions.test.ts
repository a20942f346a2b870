import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { droppedSettings, repairDropped } from '../../../scripts/deploy-local/dropped-settings.ts';
import { Emulator } from '../../../scripts/deploy-local/emulator.ts';
import type { DeployedResource } from '../../../scripts/deploy-local/stacks.ts';

const QUEUE = 'arn:aws:sqs:x:000000000000:failed';

/** An emulator whose CloudFormation leaves out what Lambda's own API takes, and keeps, under these addresses. */
const kept: Record<string, Record<string, unknown>> = {
  '/2015-03-31/event-source-mappings/mapping': { BatchSize: 1 },
  '/2019-09-25/functions/check/event-invoke-config?Qualifier=%24LATEST': {},
  '/2019-09-25/functions/metrics/event-invoke-config?Qualifier=%24LATEST': { MaximumRetryAttempts: 0 },
};
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.once('end', () => {
    const found = kept[request.url ?? ''];
    if (found && request.method === 'PUT') Object.assign(found, JSON.parse(body));
    const isQueue = request.headers['x-amz-target'] === 'AmazonSQS.GetQueueAttributes';
    response.end(JSON.stringify(isQueue ? { Attributes: { QueueArn: QUEUE } } : (found ?? {})));
  });
});
let emulator: Emulator;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator = new Emulator({ endpoint, region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
});
afterAll(() => void server.close());

const resource = (logicalId: string, type: string, properties: object, physicalId: string): DeployedResource => ({
  stack: 'Stack',
  logicalId,
  type,
  properties: { ...properties },
  physicalId,
});

it('how a function is called is told again: single failures of a batch, retries, and where an event ends', async () => {
  const once = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60, Qualifier: '$LATEST' };
  const OnFailure = { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } };
  const resources = [
    resource('Check', 'AWS::Lambda::Function', {}, 'check'),
    resource('Metrics', 'AWS::Lambda::Function', {}, 'metrics'),
    resource('Failed', 'AWS::SQS::Queue', {}, 'http://127.0.0.1/0/failed'),
    resource(
      'Consumer',
      'AWS::Lambda::EventSourceMapping',
      { BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'] },
      'mapping',
    ),
    resource(
      'CheckRetries',
      'AWS::Lambda::EventInvokeConfig',
      { ...once, FunctionName: { Ref: 'Check' }, DestinationConfig: { OnFailure } },
      'x',
    ),
    // Asks for no destination, so none is missed.
    resource('MetricsRetries', 'AWS::Lambda::EventInvokeConfig', { ...once, FunctionName: { Ref: 'Metrics' } }, 'y'),
  ];
  const found = await droppedSettings({ emulator, resources });
  expect(found.map(({ resource: name, setting }) => `${name}: ${setting.split(' ')[1]}`)).toEqual([
    'Stack/Consumer: FunctionResponseTypes',
    'Stack/CheckRetries: MaximumRetryAttempts',
    'Stack/CheckRetries: DestinationConfig',
  ]);
  expect(await repairDropped({ emulator, resources }, found)).toEqual([]);
  expect(Object.values(kept)).toEqual([
    { BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'] },
    {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: QUEUE } },
    },
    { MaximumRetryAttempts: 0 },
  ]);
});
