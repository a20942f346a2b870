import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** The template says something that cannot be, or that the laptop host does not know. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** A template as the CDK app wrote it. */
export interface StackTemplate {
  readonly stack: string;
  readonly template: Template;
}

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});
const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.unknown()).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});
export type Template = z.infer<typeof Template>;
export type Resource = z.infer<typeof Resource>;

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.object({ templateFile: z.string().optional() }).optional() }),
  ),
});

/** The templates in a folder that `cdk synth` wrote. */
export function readAssembly(directory: string): StackTemplate[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8')));
  const stacks: StackTemplate[] = [];
  for (const [stack, artifact] of Object.entries(manifest.artifacts)) {
    const file = artifact.properties?.templateFile;
    if (artifact.type !== 'aws:cloudformation:stack' || file === undefined) continue;
    stacks.push({ stack, template: Template.parse(JSON.parse(readFileSync(path.join(directory, file), 'utf8'))) });
  }
  return stacks;
}
