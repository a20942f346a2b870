import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseLogLines } from '../../../events/log-lines.ts';
import { ENTRY_METADATA } from '../../../infra/bundling.ts';
import type { FunctionCatalogue } from '../../../local/host/function-catalogue.ts';
import { FunctionError } from '../../../local/host/functions.ts';
import { LogSubscriptions } from '../../../local/host/log-subscriptions.ts';
import { Templates } from '../../../local/host/template.ts';
import { TemplateError } from '../../../local/host/template-files.ts';
import { COUNTED_LINES } from '../../../shared/observability/cloudwatch.ts';

const resource = (Type: string, Properties: object = {}, Metadata: object = {}) => ({
  Type,
  Properties: Properties as Record<string, unknown>,
  Metadata: Metadata as Record<string, unknown>,
});
const filter = (group: string, FilterPattern: string) =>
  resource('AWS::Logs::SubscriptionFilter', {
    LogGroupName: { Ref: group },
    FilterPattern,
    DestinationArn: { 'Fn::GetAtt': ['Counter', 'Arn'] },
  });

function templates(pattern: string = COUNTED_LINES): Templates {
  const Resources = {
    AccessLog: resource('AWS::Logs::LogGroup'),
    UploadsLog: resource('AWS::Logs::LogGroup'),
    Uploads: resource(
      'AWS::Lambda::Function',
      { LoggingConfig: { LogGroup: { Ref: 'UploadsLog' } } },
      { [ENTRY_METADATA]: 'functions/uploads/handler.ts' },
    ),
    Counter: resource('AWS::Lambda::Function'),
    All: filter('AccessLog', ''),
    Marked: filter('UploadsLog', pattern),
  };
  const template = { Resources, Parameters: {}, Conditions: {}, Outputs: {} };
  return new Templates([{ stack: 'S', template } as never], { region: 'eu-central-1', queueEndpoint: 'http://x' });
}

/** What the function was called with, and whether it fails. */
let deliveries: { id: string; lines: readonly string[] }[];
let failing: boolean;
let open: LogSubscriptions;
beforeEach(() => {
  vi.useFakeTimers();
  deliveries = [];
  failing = false;
});
afterEach(async () => {
  await open.stop();
  vi.useRealTimers();
});
/** Longer than lines are gathered, and than the longest pause before a delivery is tried again. */
const pass = () => vi.advanceTimersByTimeAsync(20);

function subscriptions(pattern?: string): LogSubscriptions {
  const target = {
    async invoke(event: unknown) {
      const { id, lines } = parseLogLines(event);
      deliveries.push({ id, lines });
      if (failing) throw new FunctionError('count-events', 'error', { name: 'Error', message: 'Postgres is down' });
    },
  };
  const functions = { find: (arn: string) => (arn.endsWith(':S-Counter') ? target : undefined) };
  open = new LogSubscriptions(templates(pattern), functions as unknown as FunctionCatalogue, {
    gatherMs: 10,
    retryDelaysMs: [5, 10],
  });
  return open;
}
const GROUP = 'arn:aws:logs:eu-central-1:000000000000:log-group:S-AccessLog:*';
const delivered = () => deliveries.flatMap(({ lines }) => lines);

test('lines that come together are delivered together', async () => {
  const logs = subscriptions();
  for (const line of ['a', 'b', 'c']) logs.offer(GROUP, line);
  expect(delivered()).toEqual([]);
  await pass();
  expect(delivered()).toEqual(['a', 'b', 'c']);
  expect(deliveries).toHaveLength(1);
});

test('of the log of a function only lines with the mark go through', async () => {
  const logs = subscriptions();
  logs.offerOfFunction('uploads', '{"counted":"yes","x":1}');
  for (const line of ['{"counted":"no"}', '{"message":"\\"counted\\":\\"yes\\""}', 'counted yes', '{"counted":"yes"']) {
    logs.offerOfFunction('uploads', line);
  }
  logs.offerOfFunction('docs', '{"counted":"yes","x":2}');
  await logs.stop();
  expect(delivered()).toEqual(['{"counted":"yes","x":1}']);
});

test('what fails is delivered again, under the same name, before what came since', async () => {
  const logs = subscriptions();
  failing = true;
  logs.offer(GROUP, 'a');
  await pass();
  await pass();
  expect(deliveries.length).toBeGreaterThan(2);
  logs.offer(GROUP, 'b');
  await pass();
  expect(delivered()).not.toContain('b');
  failing = false;
  await pass();
  await pass();
  expect(delivered().at(-1)).toBe('b');
  const ids = new Set(deliveries.filter(({ lines }) => lines.includes('a')).map(({ id }) => id));
  expect(ids.size).toBe(1);
  expect(deliveries.filter(({ lines }) => lines.includes('b'))).toHaveLength(1);
});

test('stopping delivers what waits, and takes nothing after', async () => {
  const logs = subscriptions();
  logs.offer(GROUP, 'a');
  await logs.stop();
  logs.offer(GROUP, 'b');
  await pass();
  expect(delivered()).toEqual(['a']);
});

test('a pattern that the laptop does not know is refused, not ignored', () => {
  expect(() => subscriptions('[ip, user, status = 5*]')).toThrow(TemplateError);
});
