import type { Emulator } from '../emulator.ts';
import type { DeployedResource } from '../stacks.ts';

/** A setting that the template asks for and the emulator forgot, without a word, while making the resource. */
export interface Dropped {
  /** As in the template: `TrancheStorage/SyncQueue13109325`. */
  readonly resource: string;
  /** As CloudFormation calls the resource's type and its setting: `AWS::SQS::Queue RedrivePolicy`. */
  readonly setting: string;
  /** Asks for it once more, by the service's own API, where Tranche depends on it. */
  readonly repair?: () => Promise<unknown>;
}

export interface Deployment {
  readonly emulator: Emulator;
  readonly resources: readonly DeployedResource[];
}

/** Looks a deployed resource up in its service, and compares. */
export type Comparison = (resource: DeployedResource, deployment: Deployment) => Promise<Dropped[]>;

export const dropped = (resource: DeployedResource, property: string, repair?: Dropped['repair']): Dropped => ({
  resource: `${resource.stack}/${resource.logicalId}`,
  setting: `${resource.type} ${property}`,
  ...(repair ? { repair } : {}),
});
