import { describe, expect, it } from 'vitest';
import { environmentOf, type Found, synthesised, text } from './synthesis.ts';

const app = synthesised({ alarmEmail: 'night@bank.example' });
const queues = app.ofType('AWS::SQS::Queue');
const work = queues.filter((queue) => !app.isDead(queue));
const alarms = app.ofType('AWS::CloudWatch::Alarm');

/** Who works off the queues that begin so, how many messages at a time, and how many times at once. */
const CONSUMERS = [
  ['SyncQueue', 'run-sync', 1, 2],
  ['SmallSyncQueue', 'run-sync', 1, 2],
  ['PullQueue', 'pull-source', 1, 4],
  ['StreamQueue', 'record-events', 10, 4],
  ['MediatorQueue', 'mediate', 10, 6],
  ['WebhookQueue', 'deliver-webhooks', 10, 4],
] as const;

const alarmsAbout = (found: Found, metric: string) =>
  alarms.filter(
    ({ stack, properties }) =>
      stack === found.stack &&
      properties.MetricName === metric &&
      text(properties.Dimensions).includes(`"${found.id}"`),
  );

describe('queues', () => {
  it('are of work, a few for each kind of it, and those where failed work waits two weeks for a person', () => {
    expect(work).toHaveLength(CONSUMERS.length);
    for (const { properties } of work) expect(properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 3 });
    for (const queue of queues.filter(app.isDead)) expect(queue.properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it.each(queues.map((queue) => [queue.id, queue] as const))(
    '%s is encrypted with the key and takes TLS only',
    (_, queue) => {
      expect(text(queue.properties.KmsMasterKeyId)).toContain('Key');
      const policy = app
        .ofType('AWS::SQS::QueuePolicy')
        .filter(({ stack, properties }) => stack === queue.stack && text(properties.Queues).includes(`"${queue.id}"`));
      const statements = text(policy.map(({ properties }) => properties.PolicyDocument));
      expect(statements).toContain('"aws:SecureTransport":"false"');
      expect(statements).not.toMatch(/"Effect":"Allow","Principal":(?:"\*"|\{"AWS":"\*"\})/);
    },
  );

  it('hide a message at least six times as long as its consumer may run', () => {
    const mappings = app.ofType('AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(work.length);
    for (const queue of work) {
      const [, name, batch, atOnce] = CONSUMERS.find(([prefix]) => queue.id.startsWith(prefix))!;
      const consumer = app.functionCalled(name);
      const { Timeout } = consumer.properties as { Timeout: number };
      const [mapping] = mappings.filter(({ properties }) => text(properties.EventSourceArn).includes(queue.id));
      expect(mapping?.properties).toMatchObject({
        BatchSize: batch,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
      expect(mapping?.properties.ScalingConfig).toEqual({ MaximumConcurrency: atOnce });
      expect(mapping?.properties.FunctionName).toEqual({ Ref: consumer.id });
      expect(queue.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout);
      expect(queue.properties.MessageRetentionPeriod).toBeGreaterThan(3 * 6 * Timeout);
    }
  });

  it('get every event that a function could not take which nobody waits for', () => {
    // A minute that was not measured is an alarm of its own, and nobody measures it later.
    const { id: measures } = app.functionCalled('metrics');
    const configs = app
      .ofType('AWS::Lambda::EventInvokeConfig')
      .filter(({ properties }) => !text(properties.FunctionName).includes(`"${measures}"`));
    const expected = {
      'stage-upload': 2,
      'check-and-sync': 0,
      'count-events': 2,
      migrate: 2,
      'token-keys': 2,
    } as const;
    expect(configs).toHaveLength(Object.keys(expected).length);
    for (const [name, attempts] of Object.entries(expected)) {
      const { stack, id } = app.functionCalled(name as keyof typeof expected);
      const config = configs.find((found) => found.stack === stack && text(found.properties.FunctionName).includes(id));
      expect(config?.properties.MaximumRetryAttempts, name).toBe(attempts);
      const destination = text(config?.properties.DestinationConfig);
      expect(
        queues.filter((queue) => destination.includes(`"${queue.id}"`) && app.isDead(queue)),
        name,
      ).toHaveLength(1);
    }
  });
});

describe('schedule', () => {
  const rules = app.ofType('AWS::Events::Rule').map(({ properties }) => properties);
  const ruleOf = (name: 'check-and-sync' | 'metrics') =>
    rules.find(({ Targets }) => text(Targets).includes(`"${app.functionCalled(name).id}"`));

  it('is of every minute, whatever it starts', () => {
    expect(rules).toHaveLength(2);
    for (const rule of rules) expect(rule).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
  });

  it('has metrics told to CloudWatch; a minute that failed is not told later', () => {
    const { id, properties } = app.functionCalled('metrics');
    expect(ruleOf('metrics')?.Targets).toEqual([
      expect.objectContaining({
        Arn: { 'Fn::GetAtt': [id, 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      }),
    ]);
    expect(properties.Timeout).toBeLessThan(60);
  });

  it('starts check-and-sync every minute, which ends before the next; a start that fails is kept', () => {
    const { id, properties } = app.functionCalled('check-and-sync');
    const rule = ruleOf('check-and-sync');
    expect(rule?.Targets).toEqual([
      expect.objectContaining({ Arn: { 'Fn::GetAtt': [id, 'Arn'] }, DeadLetterConfig: { Arn: expect.anything() } }),
    ]);
    expect(properties.Timeout).toBeLessThan(60);
  });
});

describe('alarms', () => {
  it.each(queues.filter(app.isDead).map((queue) => [queue.id, queue] as const))(
    '%s: one message is enough',
    (_, queue) => {
      const [alarm, ...more] = alarmsAbout(queue, 'ApproximateNumberOfMessagesVisible');
      expect(more).toEqual([]);
      expect(alarm?.properties).toMatchObject({
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      });
    },
  );

  it('of every function: errors and throttles', () => {
    for (const found of app.functions) {
      expect(alarmsAbout(found, 'Throttles'), found.id).toHaveLength(1);
      expect(alarmsAbout(found, 'Errors'), found.id).toHaveLength(1);
    }
  });

  it('of the API, of work that waits, and of the databases', () => {
    const metrics = new Set(alarms.map(({ properties }) => properties.MetricName));
    for (const metric of ['5XXError', 'ApproximateAgeOfOldestMessage', 'ACUUtilization', 'WarehouseDiskUsed']) {
      expect(metrics).toContain(metric);
    }
    const silent = alarms.find(({ properties }) => properties.MetricName === 'WarehouseDown');
    expect(silent?.properties.TreatMissingData).toBe('breaching');
  });

  it('say what to do, and tell the address, when they start and when they end', () => {
    for (const { id, properties } of alarms) {
      expect(String(properties.AlarmDescription).length, id).toBeGreaterThan(40);
      expect(properties.AlarmActions, id).toHaveLength(1);
      expect(properties.OKActions).toEqual(properties.AlarmActions);
    }
    const topic = app.only('AWS::SNS::Topic');
    expect(topic.properties.KmsMasterKeyId).toBeDefined();
    expect(app.only('AWS::SNS::Subscription').properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'night@bank.example',
    });
    const policy = text(app.only('AWS::SNS::TopicPolicy').properties);
    expect(policy).toContain('"aws:SecureTransport":"false"');
    // A topic with a policy takes nothing from alarms that the policy does not let in.
    expect(policy).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}');
  });
});

describe('migrations', () => {
  it('run once for each state of their sources, before the service, in a function that carries them', () => {
    const resource = app.only('Custom::Migrations');
    expect(resource.properties.Fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(resource.properties.ServiceToken).toEqual({ 'Fn::GetAtt': [app.functionCalled('migrate').id, 'Arn'] });
    expect(Number(resource.properties.ServiceTimeout)).toBeLessThanOrEqual(3600);
    expect(environmentOf(app.functionCalled('migrate'))).toHaveProperty('DATABASE_URL');
    expect(environmentOf(app.functionCalled('migrate'))).toHaveProperty('WAREHOUSE_URL');
  });
});
