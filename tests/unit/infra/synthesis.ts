import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { expect } from 'vitest';
import type { FunctionName } from '../../../infra/functions.ts';
import { buildTranche } from '../../../infra/tranche-app.ts';
import { type Resource, readAssembly, type StackTemplate } from '../../../local/host/template-files.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface Found {
  readonly stack: string;
  readonly id: string;
  readonly resource: Resource;
  readonly properties: Record<string, unknown>;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
export const text = (value: unknown): string => JSON.stringify(value);

/** The app as `cdk synth` builds it with a context, its functions not bundled. */
export function openApp(context: Readonly<Record<string, unknown>> = {}): { app: App; stacks: StackTemplate[] } {
  const { context: flags } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as { context: object };
  const outdir = mkdtempSync(path.join(tmpdir(), 'tranche-infra-'));
  try {
    const app = new App({
      outdir,
      context: { ...flags, ...context, 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true },
      builtinCloudFormationValidation: false,
    });
    buildTranche(app);
    app.synth();
    return { app, stacks: readAssembly(outdir) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** By context: a worker runs several files, and many of them ask for the same app. */
const known = new Map<string, ReturnType<typeof resourcesOf>>();

/** The resources of an app, by type, function or queue. For reading. */
export function synthesised(context: Readonly<Record<string, unknown>> = {}) {
  const key = JSON.stringify(context);
  const found = known.get(key) ?? resourcesOf(context);
  known.set(key, found);
  return found;
}

function resourcesOf(context: Readonly<Record<string, unknown>>) {
  const { stacks } = openApp(context);
  const all: Found[] = stacks.flatMap(({ stack, template }) =>
    Object.entries(template.Resources).map(([id, resource]) => ({
      stack,
      id,
      resource,
      properties: resource.Properties,
    })),
  );
  const ofType = (type: string) => all.filter(({ resource }) => resource.Type === type);
  const functions = ofType('AWS::Lambda::Function').filter(({ resource }) => 'tranche:entry' in resource.Metadata);
  const functionCalled = (name: FunctionName) => functions.find((found) => nameOf(found) === name) as Found;
  return {
    stacks,
    all,
    ofType,
    functions,
    functionCalled,
    only: (type: string): Found => {
      const found = ofType(type);
      expect(found).toHaveLength(1);
      return found[0] as Found;
    },
    /** The bucket that banks put their files into; the page has one as well. */
    stagingBucket: ofType('AWS::S3::Bucket').find(({ id }) => id.startsWith('StagingBucket')) as Found,
    /** What the role of a function may do, by all its policies. */
    statementsOf: (name: FunctionName): Statement[] => {
      const { stack, properties } = functionCalled(name);
      const role = (properties.Role as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0] as string;
      return ofType('AWS::IAM::Policy')
        .filter((policy) => policy.stack === stack && text(policy.properties.Roles).includes(`"${role}"`))
        .flatMap((policy) => (policy.properties.PolicyDocument as { Statement: Statement[] }).Statement);
    },
    /** Whether a queue takes what others gave up. */
    isDead: ({ stack, id }: Found) =>
      all.some(
        (other) =>
          other.stack === stack &&
          (text(other.properties.RedrivePolicy ?? null).includes(`"${id}"`) ||
            (other.resource.Type === 'AWS::Lambda::EventInvokeConfig' && text(other.properties).includes(`"${id}"`))),
      ),
  };
}

/** functions/run-sync/handler.ts → run-sync */
export const nameOf = (found: Found) => String(found.resource.Metadata['tranche:entry']).split('/')[1] as FunctionName;

/** Of a Lambda: its environment as the template has it. */
export const environmentOf = ({ properties }: Found): Record<string, unknown> =>
  (properties.Environment as { Variables: Record<string, unknown> }).Variables;
