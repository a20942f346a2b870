import * as z from 'zod';
import { ENTRY_METADATA } from '../../infra/bundling.ts';
import { type Bundles, functionNameOf } from './bundle.ts';
import { type FunctionError, LocalFunction } from './functions.ts';
import type { TemplateResource, Templates } from './template.ts';
import { TemplateError } from './template-files.ts';

export interface FunctionsOptions {
  readonly bundles: Bundles;
  /** Values for variables that a function's template names; they replace what the template says. */
  readonly settings: Readonly<Record<string, string>>;
  /** Variables that every function gets, as Lambda gives its region and credentials. */
  readonly runtime: Readonly<Record<string, string>>;
  readonly log: (functionName: string, line: string) => void;
  readonly onFailure: (functionName: string, error: FunctionError) => void;
}

/** The template's functions by the ways that a template names them. */
export class FunctionCatalogue {
  readonly #byName: ReadonlyMap<string, LocalFunction>;

  constructor(functions: readonly LocalFunction[]) {
    this.#byName = new Map(functions.map((found) => [found.setup.functionName, found]));
  }

  get all(): LocalFunction[] {
    return [...this.#byName.values()];
  }

  byName(name: string): LocalFunction | undefined {
    return this.#byName.get(name);
  }

  /** @param reference a name, an ARN, or the invocation URI that API Gateway uses. */
  find(reference: string): LocalFunction | undefined {
    const name = /(?:^|:)function:([^:/]+)/.exec(reference)?.[1] ?? reference;
    return this.#byName.get(name);
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((found) => found.stop()));
  }
}

const FunctionProperties = z.object({
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
});

/** Requests that one worker of a function behind the API takes at a time: they wait for databases more than for the processor. */
const HTTP_CONCURRENCY = 64;
/** A second worker, once several requests are under way at once: so a long answer that is being made does not hold up all others. */
const HTTP_WORKERS = 2;
const HTTP_BUSY_FROM = 3;
/** Workers of a function that events start. Each event has a worker for itself, as in Lambda. */
const EVENT_WORKERS = 4;

/** Makes the template's functions ready to be invoked. Workers start when they are first needed. */
export function loadFunctions(templates: Templates, options: FunctionsOptions): FunctionCatalogue {
  const overHttp = functionsBehindHttp(templates);
  const missing: string[] = [];
  const functions = templates.ofType('AWS::Lambda::Function').flatMap((found) => {
    const entry = found.resource.Metadata[ENTRY_METADATA];
    if (typeof entry !== 'string') return [];
    const name = functionNameOf(entry);
    const { Timeout, MemorySize, Environment } = templates.read(found, FunctionProperties);
    const variables = environmentOf(name, Environment?.Variables ?? {}, options.settings, missing);
    const http = overHttp.has(templates.attribute(found, 'Arn'));
    return new LocalFunction({
      file: options.bundles[name] ?? '',
      functionName: templates.ref(found),
      functionArn: templates.attribute(found, 'Arn'),
      memoryMb: MemorySize,
      timeoutMs: Timeout * 1000,
      environment: { ...variables, ...options.runtime, ...lambdaVariables(templates, found, MemorySize) },
      perWorker: http ? HTTP_CONCURRENCY : 1,
      busyFrom: http ? HTTP_BUSY_FROM : 1,
      maxWorkers: http ? HTTP_WORKERS : EVENT_WORKERS,
      log: (line) => options.log(name, line),
      onFailure: (error) => options.onFailure(name, error),
    });
  });
  if (missing.length > 0) throw new TemplateError(`the laptop host has no value for ${missing.join(', ')}`);
  return new FunctionCatalogue(functions);
}

function functionsBehindHttp(templates: Templates): Set<string> {
  const arns = templates
    .ofType('AWS::ApiGateway::Method')
    .map(
      (found) =>
        /functions\/(arn:[^/]+)\/invocations/.exec(
          JSON.stringify(templates.resolve(found.resource.Properties, found.stack)),
        )?.[1],
    );
  return new Set(arns.filter((arn) => arn !== undefined));
}

function environmentOf(
  name: string,
  variables: Readonly<Record<string, unknown>>,
  settings: Readonly<Record<string, string>>,
  missing: string[],
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [key, fromTemplate] of Object.entries(variables)) {
    const value = settings[key] ?? String(fromTemplate);
    // In AWS, the function fetches these from Secrets Manager when it starts.
    if (value.includes('{secret:')) missing.push(`${key} of ${name}`);
    environment[key] = value;
  }
  return environment;
}

function lambdaVariables(templates: Templates, found: TemplateResource, memoryMb: number): Record<string, string> {
  const name = templates.ref(found);
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
  };
}
