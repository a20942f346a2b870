import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says why a rule of cdk-nag does not apply to a construct and all below it. The tests run the rules. */
export function accept(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}

/** The same of a rule that the packs of NIST 800-53 R5 and of PCI DSS 3.2.1 have in common. */
export function acceptInBoth(construct: IConstruct, rule: string, reason: string): void {
  for (const pack of ['NIST.800.53.R5', 'PCI.DSS.321']) accept(construct, `${pack}-${rule}`, reason);
}

/** Says why the policies of a role are written at the role. */
export function acceptInlinePolicies(construct: IConstruct): void {
  acceptInBoth(
    construct,
    'IAMNoInlinePolicy',
    'A role of its own for one thing only: its rights are made, read and removed with it, and shared with nobody.',
  );
}

/** Says why a role may act on all that a wildcard stands for. */
export function acceptWildcard(role: IConstruct, resource: string, reason: string): void {
  accept(role, `AwsSolutions-IAM5[Resource::${written(Stack.of(role).resolve(resource))}]`, reason);
}

/** A resource as cdk-nag writes it: what is known only when deployed stands in angle brackets. */
function written(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [[name, value] = []] = Object.entries(resource as Record<string, unknown>);
  if (name === 'Ref') return `<${String(value)}>`;
  if (name === 'Fn::Join') return (value as [string, unknown[]])[1].map(written).join('');
  throw new Error(`a wildcard in ${JSON.stringify(resource)} cannot be accepted`);
}
