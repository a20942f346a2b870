import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { droppedSettings, repairDropped } from '../../../scripts/deploy-local/dropped-settings.ts';
import { Emulator } from '../../../scripts/deploy-local/emulator.ts';
import type { DeployedResource } from '../../../scripts/deploy-local/stacks.ts';

const ARN = 'arn:aws:lambda:x:000000000000:function:tranche-stage-upload';

/** An emulator whose CloudFormation makes buckets without their notifications; its S3 knows them, by path. */
let notifications = '';
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.once('end', () => {
    if (request.url === '/2015-03-31/functions/tranche-stage-upload/configuration') {
      response.end(JSON.stringify({ FunctionArn: ARN }));
    } else if (request.url?.startsWith('/files') && request.url.includes('notification')) {
      if (request.method === 'PUT') notifications = body.replace(/^<\?xml[^>]*>/, '');
      response.end(notifications || '<NotificationConfiguration/>');
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
});
let emulator: Emulator;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://localhost:${(server.address() as AddressInfo).port}`;
  emulator = new Emulator({ endpoint, region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
});
afterAll(() => void server.close());

it('a bucket that calls nobody about new files is told whom to call', async () => {
  const target = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':lambda:x:0:function:tranche-stage-upload']] };
  const rules = [{ Name: 'prefix', Value: 'staging/' }];
  const wanted = [{ Event: 's3:ObjectCreated:*', Filter: { S3Key: { Rules: rules } }, Function: target }];
  const resources: DeployedResource[] = [
    {
      stack: 'Storage',
      logicalId: 'Files',
      type: 'AWS::S3::Bucket',
      properties: { NotificationConfiguration: { LambdaConfigurations: wanted } },
      physicalId: 'files',
    },
    {
      stack: 'Intake',
      logicalId: 'StageUpload',
      type: 'AWS::Lambda::Function',
      properties: {},
      physicalId: 'tranche-stage-upload',
    },
  ];
  const found = await droppedSettings({ emulator, resources });
  expect(found.map(({ setting }) => setting)).toEqual(['AWS::S3::Bucket NotificationConfiguration']);
  expect(await repairDropped({ emulator, resources }, found)).toEqual([]);
  expect(notifications).toContain(ARN);
  expect(notifications).toContain('<Event>s3:ObjectCreated:*</Event>');
  expect(notifications).toMatch(/<FilterRule><Name>prefix<\/Name><Value>staging\/<\/Value><\/FilterRule>/);
});
