import path from 'node:path';
import { z } from 'zod';
import { ENTRY_METADATA } from '../../infra/bundling.ts';
import { bundleFunctions } from './bundle.ts';
import { type FunctionError, LocalFunction } from './functions.ts';
import { TemplateError, type TemplateResource, type Templates } from './template.ts';

export interface FunctionsOptions {
  /** The entries in the template are relative to it. */
  readonly root: string;
  readonly buildDirectory: string;
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

/** Names, by the logical parts of the template, which functions answer HTTP: they share one worker each. */
const HTTP_CALLERS = ['AWS::ApiGateway::Method', 'AWS::ApiGateway::Authorizer'];

/** Requests that one worker of a function behind the API takes at a time: they wait for databases, not for the processor. */
const HTTP_CONCURRENCY = 64;
/** Workers of a function that events start. Each event has a worker for itself, as in Lambda. */
const EVENT_WORKERS = 4;

/** Bundles the template's functions and makes them ready to be invoked. Workers start when they are first needed. */
export async function loadFunctions(templates: Templates, options: FunctionsOptions): Promise<FunctionCatalogue> {
  const described = templates.ofType('AWS::Lambda::Function').flatMap((found) => {
    const entry = found.resource.Metadata[ENTRY_METADATA];
    // Functions without an entry are helpers that the CDK adds for its custom resources.
    return typeof entry === 'string' ? [{ found, entry, name: shortName(entry) }] : [];
  });
  const duplicate = described.find(({ name }, index) => described.findIndex((other) => other.name === name) !== index);
  if (duplicate) throw new TemplateError(`two functions are called ${duplicate.name}`);

  const files = await bundleFunctions(
    Object.fromEntries(described.map(({ name, entry }) => [name, path.resolve(options.root, entry)])),
    options.buildDirectory,
  );
  const overHttp = functionsBehindHttp(templates);
  const missing: string[] = [];
  const functions = described.map(({ found, name }) => {
    const { Timeout, MemorySize, Environment } = templates.read(found, FunctionProperties);
    const variables = environmentOf(name, Environment?.Variables ?? {}, options.settings, missing);
    const http = overHttp.has(templates.attribute(found, 'Arn'));
    return new LocalFunction({
      file: files[name] ?? '',
      functionName: templates.ref(found),
      functionArn: templates.attribute(found, 'Arn'),
      memoryMb: MemorySize,
      timeoutMs: Timeout * 1000,
      environment: { ...variables, ...options.runtime, ...lambdaVariables(templates, found, MemorySize) },
      perWorker: http ? HTTP_CONCURRENCY : 1,
      maxWorkers: http ? 1 : EVENT_WORKERS,
      log: (line) => options.log(name, line),
      onFailure: (error) => options.onFailure(name, error),
    });
  });
  if (missing.length > 0) throw new TemplateError(`the laptop host has no value for ${missing.join(', ')}`);
  return new FunctionCatalogue(functions);
}

/** functions/uploads/handler.ts → uploads; fixtures/host/handlers/echo.ts → echo. Names the log and the bundle. */
function shortName(entry: string): string {
  const { dir, name } = path.posix.parse(entry);
  return name === 'handler' ? path.posix.basename(dir) : name;
}

function functionsBehindHttp(templates: Templates): Set<string> {
  const arns = HTTP_CALLERS.flatMap((type) => templates.ofType(type)).map(
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
    // In AWS, CloudFormation fetches these from Secrets Manager while it deploys.
    if (value.includes('{{resolve:')) missing.push(`${key} of ${name}`);
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
