import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { droppedSettings, repairDropped } from '../../../scripts/deploy-local/dropped-settings.ts';
import { Emulator } from '../../../scripts/deploy-local/emulator.ts';
import type { DeployedResource } from '../../../scripts/deploy-local/stacks.ts';

/** An emulator with one queue, which forgets what it is told at first, and with nothing else. */
const attributes: Record<string, string> = { VisibilityTimeout: '30', MessageRetentionPeriod: '100' };
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.once('end', () => {
    const target = request.headers['x-amz-target'];
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (target === 'AmazonSQS.GetQueueAttributes') {
      response.end(JSON.stringify({ Attributes: { ...attributes, QueueArn: 'arn:aws:sqs:x:0:failed' } }));
    } else if (target === 'AmazonSQS.SetQueueAttributes') {
      Object.assign(attributes, (JSON.parse(body) as { Attributes: object }).Attributes);
      response.end('{}');
    } else {
      response.statusCode = 400;
      response.end(JSON.stringify({ __type: 'UnknownOperationException' }));
    }
  });
});
let emulator: Emulator;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator = new Emulator({ endpoint, region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
});
afterAll(() => void server.close());

const resource = (logicalId: string, type: string, properties: object): DeployedResource => ({
  stack: 'Stack',
  logicalId,
  type,
  properties: { ...properties },
  physicalId: `http://127.0.0.1/0/${logicalId}`,
});

it('what a queue forgot is found, and told again; what cannot be asked is named', async () => {
  const resources = [
    resource('Failed', 'AWS::SQS::Queue', { MessageRetentionPeriod: 100 }),
    resource('Work', 'AWS::SQS::Queue', {
      VisibilityTimeout: 5400,
      MessageRetentionPeriod: 100,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] }, maxReceiveCount: 3 },
    }),
    resource('Consumer', 'AWS::Lambda::EventSourceMapping', { BatchSize: 1 }),
    resource('Topic', 'AWS::SNS::Topic', { DisplayName: 'nobody compares topics' }),
  ];
  const found = await droppedSettings({ emulator, resources });
  expect(found.map(({ resource: name, setting }) => `${name} ${setting}`)).toEqual([
    'Stack/Work AWS::SQS::Queue VisibilityTimeout',
    'Stack/Work AWS::SQS::Queue RedrivePolicy',
    'Stack/Consumer AWS::Lambda::EventSourceMapping (AwsRefusal: not known)',
  ]);
  const missing = await repairDropped({ emulator, resources }, found);
  expect(missing.map(({ resource: name }) => name)).toEqual(['Stack/Consumer']);
  expect(attributes.VisibilityTimeout).toBe('5400');
  expect(JSON.parse(attributes.RedrivePolicy ?? '')).toEqual({
    deadLetterTargetArn: 'arn:aws:sqs:x:0:failed',
    maxReceiveCount: 3,
  });
});
