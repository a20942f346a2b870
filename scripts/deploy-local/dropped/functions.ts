import { AwsRefusal } from '../emulator.ts';
import { type Comparison, dropped } from './dropped.ts';
import { queueArn } from './queues.ts';

const FUNCTIONS = '/2015-03-31/functions';

/** Memory, time, processor, and how many settings; the code itself answers the black-box suite. */
export const droppedByFunction: Comparison = async (resource, { emulator }) => {
  const found = (await emulator.rest('lambda', `${FUNCTIONS}/${resource.physicalId}/configuration`)) as Record<
    string,
    unknown
  >;
  return ['MemorySize', 'Timeout', 'Runtime', 'Architectures', 'LoggingConfig', 'TracingConfig']
    .filter((property) => isPlain(resource.properties[property]))
    .filter((property) => JSON.stringify(found[property]) !== JSON.stringify(resource.properties[property]))
    .map((property) => dropped(resource, property));
};

/** A reference in the template says nothing that could be compared. */
const isPlain = (wanted: unknown): boolean =>
  wanted !== undefined && !/"(?:Ref|Fn::[A-Za-z]+)":/.test(JSON.stringify(wanted));

/** How often an event is tried again, and where it goes after that. */
export const droppedByInvokeConfig: Comparison = async (resource, deployment) => {
  const { emulator, resources } = deployment;
  const { FunctionName, Qualifier, ...wanted } = resource.properties as {
    FunctionName: { Ref?: string };
    Qualifier: string;
    MaximumRetryAttempts?: number;
    MaximumEventAgeInSeconds?: number;
    DestinationConfig?: { OnFailure: { Destination: { 'Fn::GetAtt': [queue: string, 'Arn'] } } };
  };
  const target = resources.find(({ stack, logicalId }) => stack === resource.stack && logicalId === FunctionName.Ref);
  if (!target) return [];
  const path = `/2019-09-25/functions/${target.physicalId}/event-invoke-config`;
  const found = (await emulator.rest('lambda', path, { Qualifier }).catch((error: unknown) => {
    if (error instanceof AwsRefusal) return {};
    throw error;
  })) as { MaximumRetryAttempts?: number; DestinationConfig?: { OnFailure?: { Destination?: string } } };
  const tellAgain = async () => {
    const queue = wanted.DestinationConfig?.OnFailure.Destination['Fn::GetAtt'][0];
    const Destination = queue && (await queueArn(queue, resource, deployment));
    const destination = Destination ? { DestinationConfig: { OnFailure: { Destination } } } : {};
    await emulator.put('lambda', path, { Qualifier }, { ...wanted, ...destination });
  };
  return [
    ...(found.MaximumRetryAttempts === wanted.MaximumRetryAttempts
      ? []
      : [dropped(resource, 'MaximumRetryAttempts', tellAgain)]),
    ...(wanted.DestinationConfig && !found.DestinationConfig?.OnFailure?.Destination
      ? [dropped(resource, 'DestinationConfig', tellAgain)]
      : []),
  ];
};

/** One message at a time, single failures, and how many at once. */
export const droppedByEventSource: Comparison = async (resource, { emulator }) => {
  const path = `/2015-03-31/event-source-mappings/${resource.physicalId}`;
  const found = (await emulator.rest('lambda', path)) as Record<string, unknown>;
  return ['BatchSize', 'FunctionResponseTypes', 'ScalingConfig']
    .filter((property) => resource.properties[property] !== undefined)
    .filter((property) => JSON.stringify(found[property]) !== JSON.stringify(resource.properties[property]))
    .map((property) =>
      dropped(resource, property, () =>
        emulator.put('lambda', path, {}, { [property]: resource.properties[property] }),
      ),
    );
};
