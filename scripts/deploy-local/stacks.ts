import type { Emulator } from './emulator.ts';
import { DeployFailure } from './failure.ts';

/** A resource as the template asks for it, and as it was made. */
export interface DeployedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly physicalId: string;
}

interface Template {
  readonly Resources?: Readonly<Record<string, { Type: string; Properties?: Record<string, unknown> }>>;
}

/** Every resource of the stacks, the template's wish beside the name that it was given. */
export async function deployedResources(
  emulator: Emulator,
  stacks: readonly string[],
  templateOf: (stack: string) => unknown,
): Promise<DeployedResource[]> {
  const all: DeployedResource[] = [];
  for (const stack of stacks) {
    const physicalIds = await physicalIdsOf(emulator, stack);
    const { Resources = {} } = templateOf(stack) as Template;
    for (const [logicalId, { Type: type, Properties: properties = {} }] of Object.entries(Resources)) {
      const physicalId = physicalIds.get(logicalId);
      if (physicalId !== undefined) all.push({ stack, logicalId, type, properties, physicalId });
    }
  }
  return all;
}

/**
 * LocalStack calls every resource that which it reports complete but cannot make, custom resources without a licence among
 * them.
 */
const NOTHING = 'unknown';

/** @throws {DeployFailure} where the emulator made nothing of a resource, and said that it was complete */
export function refuseUnmade(resources: readonly DeployedResource[]): void {
  const unmade = resources.filter(({ physicalId }) => physicalId === NOTHING);
  if (unmade.length === 0) return;
  const names = unmade.map(({ stack, logicalId, type }) => `${type} (${stack}/${logicalId})`).join(', ');
  throw new DeployFailure(
    `The emulator reports the stacks complete, but made nothing of ${names}. LocalStack needs local/localstack/extension in its PYTHONPATH, as docker-compose.localstack.yml has it.`,
  );
}

async function physicalIdsOf(emulator: Emulator, stack: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let token: string | undefined;
  do {
    const text = await emulator.query('cloudformation', '2010-05-15', {
      Action: 'ListStackResources',
      StackName: stack,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    for (const [, member = ''] of text.matchAll(/<member>(.*?)<\/member>/gs)) {
      const logicalId = element(member, 'LogicalResourceId');
      const physicalId = element(member, 'PhysicalResourceId');
      if (logicalId && physicalId) found.set(logicalId, physicalId);
    }
    token = element(text, 'NextToken');
  } while (token !== undefined && token !== '');
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function element(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity] ?? '');
}
