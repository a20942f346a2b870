import type * as z from 'zod';
import { type Resource, type StackTemplate, TemplateError } from './template-files.ts';

/** The account and region that the laptop pretends to be. */
export const ACCOUNT = '000000000000';
export const PARTITION = 'aws';

/** One resource of one stack, its properties resolved when they are asked for. */
export interface TemplateResource {
  readonly stack: string;
  readonly id: string;
  readonly resource: Resource;
}

export interface TemplatesOptions {
  readonly region: string;
  /** `http://127.0.0.1:PORT`: where queues are, since a queue's reference is its URL. */
  readonly queueEndpoint: string;
}

/** What a reference to a resource gives: `Ref`, and `Fn::GetAtt` by attribute. */
interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The stacks' templates with CloudFormation's functions resolved to what exists on the laptop. A reference to a resource
 * that the laptop does not have (a role, a key) resolves to a text that names it.
 */
export class Templates {
  readonly #stacks: readonly StackTemplate[];
  readonly #options: TemplatesOptions;
  readonly #identities = new Map<string, Identity>();

  constructor(stacks: readonly StackTemplate[], options: TemplatesOptions) {
    this.#stacks = stacks;
    this.#options = options;
  }

  ofType(type: string): TemplateResource[] {
    return this.#stacks.flatMap(({ stack, template }) =>
      Object.entries(template.Resources)
        .filter(([, resource]) => resource.Type === type)
        .map(([id, resource]) => ({ stack, id, resource })),
    );
  }

  /** The named properties, resolved and checked. @throws {TemplateError} naming the resource and the property. */
  read<T extends z.ZodObject>(found: TemplateResource, shape: T): z.infer<T> {
    const wanted = Object.keys(shape.shape)
      .filter((name) => found.resource.Properties[name] !== undefined)
      .map((name) => [name, this.resolve(found.resource.Properties[name], found.stack)]);
    const parsed = shape.safeParse(Object.fromEntries(wanted));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new TemplateError(
      `${found.stack}/${found.id} (${found.resource.Type}): ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }

  /** What `Ref` gives for a resource: a bucket's, table's or function's name, a queue's URL, else its logical id. */
  ref(found: TemplateResource): string {
    return this.#identity(found.stack, found.id).ref;
  }

  attribute(found: TemplateResource, name: string): string {
    return this.#attribute(found.stack, found.id, name);
  }

  resolve(value: unknown, stack: string): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item, stack)).filter((item) => item !== NO_VALUE);
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'))) {
      return this.#call(name, argument, stack);
    }
    return Object.fromEntries(
      entries.map(([key, item]) => [key, this.resolve(item, stack)]).filter(([, item]) => item !== NO_VALUE),
    );
  }

  #call(name: string, argument: unknown, stack: string): unknown {
    const resolved = () => this.resolve(argument, stack);
    switch (name) {
      case 'Ref':
        return this.#reference(text(argument, name), stack);
      case 'Fn::GetAtt': {
        const [id, attribute] = Array.isArray(argument) ? argument : text(argument, name).split(/\.(.*)/s);
        return this.#attribute(stack, text(id, name), text(attribute, name));
      }
      case 'Fn::Join': {
        const [separator, parts] = list(argument, name);
        return list(this.resolve(parts, stack), name).join(text(separator, name));
      }
      case 'Fn::Sub':
        return this.#substitute(argument, stack);
      case 'Fn::Select': {
        const [index, items] = list(resolved(), name);
        return list(items, name)[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, whole] = list(resolved(), name);
        return text(whole, name).split(text(separator, name));
      }
      case 'Fn::If': {
        const [condition, then, otherwise] = list(argument, name);
        return this.resolve(this.#condition(text(condition, name), stack) ? then : otherwise, stack);
      }
      case 'Fn::Equals': {
        const [left, right] = list(resolved(), name);
        return left === right;
      }
      case 'Fn::Not':
        return !list(resolved(), name)[0];
      case 'Fn::And':
        return list(resolved(), name).every(Boolean);
      case 'Fn::Or':
        return list(resolved(), name).some(Boolean);
      case 'Fn::ImportValue':
        return this.#imported(text(resolved(), name));
      default:
        throw new TemplateError(`${stack}: the laptop host does not know ${name}`);
    }
  }

  #reference(id: string, stack: string): unknown {
    const pseudo: Record<string, unknown> = {
      'AWS::Region': this.#options.region,
      'AWS::AccountId': ACCOUNT,
      'AWS::Partition': PARTITION,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack,
      'AWS::StackId': `arn:${PARTITION}:cloudformation:${this.#options.region}:${ACCOUNT}:stack/${stack}/local`,
      'AWS::NoValue': NO_VALUE,
    };
    if (Object.hasOwn(pseudo, id)) return pseudo[id];
    const template = this.#template(stack);
    if (Object.hasOwn(template.Parameters, id)) {
      const value = template.Parameters[id]?.Default;
      if (value === undefined) throw new TemplateError(`${stack}: the parameter ${id} has no default`);
      return value;
    }
    return this.#identity(stack, id).ref;
  }

  #substitute(argument: unknown, stack: string): string {
    const [pattern, given] = Array.isArray(argument) ? argument : [argument, {}];
    const variables = (given ?? {}) as Record<string, unknown>;
    return text(pattern, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return String(this.resolve(variables[name], stack));
      const [id = '', attribute] = name.split(/\.(.*)/s);
      return String(attribute === undefined ? this.#reference(id, stack) : this.#attribute(stack, id, attribute));
    });
  }

  #condition(name: string, stack: string): boolean {
    const conditions = this.#template(stack).Conditions;
    if (!Object.hasOwn(conditions, name)) throw new TemplateError(`${stack}: no condition ${name}`);
    return this.resolve(conditions[name], stack) === true;
  }

  #imported(exportName: string): unknown {
    for (const { stack, template } of this.#stacks) {
      for (const output of Object.values(template.Outputs)) {
        if (output.Export && this.resolve(output.Export.Name, stack) === exportName) {
          return this.resolve(output.Value, stack);
        }
      }
    }
    throw new TemplateError(`no stack exports ${exportName}`);
  }

  #attribute(stack: string, id: string, attribute: string): string {
    const { attributes } = this.#identity(stack, id);
    return attributes[attribute] ?? `${this.#resource(stack, id).Type}:${id}.${attribute}`;
  }

  #identity(stack: string, id: string): Identity {
    const key = `${stack}/${id}`;
    let identity = this.#identities.get(key);
    if (identity === undefined) {
      identity = this.#identify(stack, id);
      this.#identities.set(key, identity);
    }
    return identity;
  }

  #identify(stack: string, id: string): Identity {
    const resource = this.#resource(stack, id);
    const arn = (service: string, rest: string) =>
      `arn:${PARTITION}:${service}:${this.#options.region}:${ACCOUNT}:${rest}`;
    const name = (property: string) => {
      const given = this.resolve(resource.Properties[property], stack);
      return typeof given === 'string' ? given : `${stack}-${id}`;
    };
    switch (resource.Type) {
      case 'AWS::S3::Bucket': {
        const bucket = name('BucketName').toLowerCase();
        return { ref: bucket, attributes: { Arn: `arn:${PARTITION}:s3:::${bucket}` } };
      }
      case 'AWS::SQS::Queue': {
        const queue = name('QueueName');
        const url = `${this.#options.queueEndpoint}/${ACCOUNT}/${queue}`;
        return { ref: url, attributes: { Arn: arn('sqs', queue), QueueName: queue, QueueUrl: url } };
      }
      case 'AWS::DynamoDB::Table': {
        const table = name('TableName');
        return { ref: table, attributes: { Arn: arn('dynamodb', `table/${table}`) } };
      }
      case 'AWS::Lambda::Function': {
        const lambda = name('FunctionName');
        return { ref: lambda, attributes: { Arn: arn('lambda', `function:${lambda}`) } };
      }
      case 'AWS::Logs::LogGroup': {
        const group = name('LogGroupName');
        return { ref: group, attributes: { Arn: arn('logs', `log-group:${group}:*`) } };
      }
      case 'AWS::Events::Rule': {
        const rule = name('Name');
        return { ref: rule, attributes: { Arn: arn('events', `rule/${rule}`) } };
      }
      default:
        return { ref: id, attributes: {} };
    }
  }

  #resource(stack: string, id: string): Resource {
    const resource = this.#template(stack).Resources[id];
    if (resource === undefined) throw new TemplateError(`${stack}: a reference to ${id}, which is not in the template`);
    return resource;
  }

  #template(stack: string): StackTemplate['template'] {
    const found = this.#stacks.find((candidate) => candidate.stack === stack);
    if (found === undefined) throw new TemplateError(`no stack ${stack}`);
    return found.template;
  }
}

const NO_VALUE = Symbol('AWS::NoValue');

function text(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new TemplateError(`${where}: text expected, got ${JSON.stringify(value)}`);
  return value;
}

function list(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw new TemplateError(`${where}: a list expected, got ${JSON.stringify(value)}`);
  return value;
}
