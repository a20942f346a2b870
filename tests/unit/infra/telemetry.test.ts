import { describe, expect, it } from 'vitest';
import { COUNTED_LINES, GATEWAY_REFUSALS } from '../../../shared/observability/cloudwatch.ts';
import { environmentOf, synthesised, text } from './synthesis.ts';

const app = synthesised();

describe('what functions tell of themselves', () => {
  it('is no trace unless asked for, and every function says so alike', () => {
    for (const found of app.functions) {
      expect(environmentOf(found)).toMatchObject({ POWERTOOLS_LOG_LEVEL: 'INFO' });
      expect(environmentOf(found).OTEL_EXPORTER_OTLP_ENDPOINT).toBeUndefined();
      expect(found.properties.TracingConfig).toBeUndefined();
    }
  });

  it('goes to X-Ray, or to a collector, as the context says', () => {
    const xray = synthesised({ traces: 'xray', logLevel: 'DEBUG' });
    for (const found of xray.functions) {
      expect(found.properties.TracingConfig).toEqual({ Mode: 'Active' });
      expect(environmentOf(found).POWERTOOLS_LOG_LEVEL).toBe('DEBUG');
    }
    const collected = synthesised({ traces: 'http://10.0.0.9:4318' });
    for (const found of collected.functions) {
      expect(environmentOf(found).OTEL_EXPORTER_OTLP_ENDPOINT).toBe('http://10.0.0.9:4318');
      expect(found.properties.TracingConfig).toBeUndefined();
    }
  });
});

describe('what is counted', () => {
  const filters = app.ofType('AWS::Logs::SubscriptionFilter').map(({ properties }) => properties);

  it('is what the gateway refused by itself, and the marked lines of every function but the one that counts', () => {
    const counter = app.functionCalled('count-events');
    for (const { DestinationArn } of filters) {
      // By another stack as what that one exports.
      expect(text(DestinationArn)).toMatch(new RegExp(`${counter.id}(?:","Arn|Arn)`));
    }
    expect(filters.filter(({ FilterPattern }) => FilterPattern === GATEWAY_REFUSALS)).toHaveLength(1);
    const own = (counter.properties.LoggingConfig as { LogGroup: unknown }).LogGroup;
    expect(filters.map(({ LogGroupName }) => text(LogGroupName))).not.toContain(text(own));
    const marked = filters.filter(({ FilterPattern }) => FilterPattern === COUNTED_LINES);
    // All of the service and of the work in the background, and stage-upload; migrate and token-keys are CloudFormation's.
    expect(marked).toHaveLength(app.functions.length - 3);
    expect(new Set(filters.map(({ LogGroupName }) => text(LogGroupName))).size).toBe(filters.length);
  });

  it('is left out where log groups cannot be subscribed to', () => {
    expect(synthesised({ emulator: true }).ofType('AWS::Logs::SubscriptionFilter')).toEqual([]);
  });
});
