import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, startFixture, until } from './fixture/start.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
  fixture.host.start();
});
afterAll(() => fixture.stop());

const receive = async (QueueUrl: string): Promise<Message[]> => {
  const { Messages } = await fixture.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 }));
  return Messages ?? [];
};

describe('queue', () => {
  const bodiesSeen = async (like: string) =>
    (await fixture.observations('message')).filter((seen) => String(seen.body).startsWith(like));

  it('is made as the template says', async () => {
    const { Attributes } = await fixture.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: await workUrl(), AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({ VisibilityTimeout: '60' });
    expect(JSON.parse(Attributes?.RedrivePolicy ?? '{}')).toMatchObject({ maxReceiveCount: 3 });
  });

  it('delivers again only the messages that failed, and gives up into the dead-letter queue', async () => {
    await fixture.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: await workUrl(),
        Entries: ['good 1', 'fail 2', 'good 3'].map((MessageBody, index) => ({ Id: `${index}`, MessageBody })),
      }),
    );
    const dead = await until(
      async () => {
        // The queue moves a message when somebody asks for it: the poller does.
        return receive(await fixture.queueUrl('WorkFailed'));
      },
      (messages) => messages.length > 0,
    );
    expect(dead.map((message) => message.Body)).toEqual(['fail 2']);
    expect((await bodiesSeen('fail 2')).map((seen) => seen.receives)).toEqual(['1', '2', '3']);
    expect(await bodiesSeen('good 1')).toHaveLength(1);
    expect(await bodiesSeen('good 3')).toHaveLength(1);
  });

  it('delivers a whole batch again when the function throws', async () => {
    await fixture.sqs.send(new SendMessageCommand({ QueueUrl: await workUrl(), MessageBody: 'throw once more' }));
    const seen = await until(
      () => bodiesSeen('throw'),
      (messages) => messages.length === 3,
    );
    expect(seen.map((message) => message.receives)).toEqual(['1', '2', '3']);
  });

  it('keeps a message hidden while its function works longer than it is hidden at first', async () => {
    await fixture.sqs.send(new SendMessageCommand({ QueueUrl: await workUrl(), MessageBody: 'slow 3000' }));
    await fixture.sqs.send(new SendMessageCommand({ QueueUrl: await workUrl(), MessageBody: 'after' }));
    await until(
      () => bodiesSeen('after'),
      (messages) => messages.length > 0,
    );
    // Only a message that was handled leaves the queue.
    const { Attributes } = await until(
      async () =>
        fixture.sqs.send(new GetQueueAttributesCommand({ QueueUrl: await workUrl(), AttributeNames: ['All'] })),
      (answer) =>
        Number(answer.Attributes?.ApproximateNumberOfMessages) +
          Number(answer.Attributes?.ApproximateNumberOfMessagesNotVisible) ===
        0,
    );
    expect(Attributes?.ApproximateNumberOfMessagesNotVisible).toBe('0');
    expect(await bodiesSeen('slow')).toHaveLength(1);
  });

  const workUrl = () => fixture.queueUrl('FixtureStorage-Work', 'Failed');
});

describe('object events', () => {
  const put = (Key: string, Body = 'abc') =>
    fixture.s3.send(new PutObjectCommand({ Bucket: 'fixture-000000000000', Key, Body }));
  const seen = async (like: string) =>
    (await fixture.observations('object')).filter(({ key }) => String(key).includes(like));

  it('reach the function, for keys below the prefix only', async () => {
    await put('elsewhere/first.csv');
    await put('staging/BANK001/with space+plus.csv');
    const events = await until(
      () => seen('plus'),
      (found) => found.length > 0,
    );
    expect(events).toEqual([{ key: 'staging/BANK001/with+space%2Bplus.csv', size: 3, name: 'ObjectCreated:Put' }]);
    expect(await seen('first')).toEqual([]);
  });

  it('are tried again, and end in the failure queue after three attempts', async () => {
    await put('staging/never.csv');
    const [message] = await until(
      async () => receive(await fixture.queueUrl('FailedEvents')),
      (messages) => messages.length > 0,
    );
    expect(await seen('never')).toHaveLength(3);
    const record = JSON.parse(message?.Body ?? '{}') as Record<string, unknown>;
    expect(record).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { Records: [{ s3: { object: { key: 'staging/never.csv' } } }] },
    });
  });

  it('of many objects at once all arrive', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => put(`staging/many/${index}.csv`)));
    const events = await until(
      () => seen('many'),
      (found) => found.length >= 30,
    );
    expect(new Set(events.map(({ key }) => key)).size).toBe(30);
  });
});

describe('schedule', () => {
  const PERIOD_SECONDS = 2;

  it('runs when asked, with the rule in the event, and never beside itself', async () => {
    await Promise.all([fixture.host.runSchedulesNow(), fixture.host.runSchedulesNow(), fixture.host.runSchedulesNow()]);
    const seen = await fixture.observations('schedule');
    expect(seen[0]).toMatchObject({ type: 'Scheduled Event', rule: expect.stringContaining(':rule/') });
    expect(seen.length).toBeGreaterThanOrEqual(2);
    expect(seen.map(({ step }) => step)).toEqual(seen.map((_, index) => (index % 2 === 0 ? 'begins' : 'ends')));
  });

  it('ticks by itself soon after the start and then every period', async () => {
    const other = await startFixture({ firstTickMs: 10, scheduleSeconds: PERIOD_SECONDS });
    try {
      const before = Date.now();
      other.host.start();
      const seen = await until(
        () => other.observations('schedule'),
        (steps) => steps.filter(({ step }) => step === 'ends').length >= 2,
      );
      const [first, second] = seen.filter(({ step }) => step === 'begins').map(({ at }) => Date.parse(String(at)));
      // Within the period, and not at the period's end; the event's time is in whole seconds.
      expect(first! - before).toBeLessThan(PERIOD_SECONDS * 1000);
      expect(second! - first!).toBeGreaterThanOrEqual(PERIOD_SECONDS * 1000);
    } finally {
      await other.stop();
    }
  });
});
