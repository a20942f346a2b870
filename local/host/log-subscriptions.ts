import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type LogLines, makeLogLines } from '../../events/log-lines.ts';
import { ENTRY_METADATA } from '../../infra/bundling.ts';
import { functionNameOf } from './bundle.ts';
import type { FunctionCatalogue } from './function-catalogue.ts';
import { FunctionError, type LocalFunction } from './functions.ts';
import type { Templates } from './template.ts';
import { TemplateError } from './template-files.ts';

const Filter = z.object({ LogGroupName: z.string(), FilterPattern: z.string(), DestinationArn: z.string() });
const Lambda = z.object({ LoggingConfig: z.object({ LogGroup: z.string().optional() }).default({}) });

export interface LogSubscriptionsOptions {
  /** Lines that come within this time are delivered together, ms. */
  readonly gatherMs: number;
  /** Waits after deliveries that fail, ms; the last one again and again: CloudWatch tries for a day. */
  readonly retryDelaysMs: readonly number[];
}

/** More lines than these wait only while their function fails for hours; the oldest are given up then. */
const MOST_WAITING = 100_000;
const MOST_IN_ONE = 1000;

/** The template's subscription filters: lines of log groups that a function is called with. Nothing is written down. */
export class LogSubscriptions {
  readonly #subscriptions: readonly Subscription[];
  readonly #groups: ReadonlyMap<string, string>;

  constructor(templates: Templates, functions: FunctionCatalogue, options: LogSubscriptionsOptions) {
    this.#subscriptions = templates.ofType('AWS::Logs::SubscriptionFilter').map((found) => {
      const { LogGroupName, FilterPattern, DestinationArn } = templates.read(found, Filter);
      const target = functions.find(DestinationArn);
      if (!target) throw new TemplateError(`${found.id}: its destination ${DestinationArn} is no function here`);
      return new Subscription(LogGroupName, readPattern(FilterPattern), target, options);
    });
    this.#groups = new Map(
      templates.ofType('AWS::Lambda::Function').flatMap((found): [string, string][] => {
        const entry = found.resource.Metadata[ENTRY_METADATA];
        const { LogGroup } = templates.read(found, Lambda).LoggingConfig;
        return typeof entry === 'string' && LogGroup !== undefined ? [[functionNameOf(entry), LogGroup]] : [];
      }),
    );
  }

  /** @param name of a function, such as `uploads` */
  offerOfFunction(name: string, line: string): void {
    this.offer(this.#groups.get(name) ?? '', line);
  }

  /** @param group name or ARN of a log group */
  offer(group: string, line: string): void {
    const name = /:log-group:([^:]+)/.exec(group)?.[1] ?? group;
    for (const subscription of this.#subscriptions) if (subscription.group === name) subscription.offer(line);
  }

  /** Delivers what waits, once more, and takes nothing after that. */
  async stop(): Promise<void> {
    await Promise.all(this.#subscriptions.map((subscription) => subscription.stop()));
  }
}

class Subscription {
  readonly group: string;
  readonly #matches: (line: string) => boolean;
  readonly #target: LocalFunction;
  readonly #options: LogSubscriptionsOptions;
  readonly #waiting: LogLines['logEvents'] = [];
  /** Under way, or to be tried again: the same lines, so that a delivery that was taken after all is known again. */
  #batch: LogLines['logEvents'] = [];
  #timer: NodeJS.Timeout | undefined;
  #delivering: Promise<void> | undefined;
  #failures = 0;
  #stopped = false;

  constructor(
    group: string,
    matches: (line: string) => boolean,
    target: LocalFunction,
    options: LogSubscriptionsOptions,
  ) {
    this.group = group;
    this.#matches = matches;
    this.#target = target;
    this.#options = options;
  }

  offer(line: string): void {
    if (this.#stopped || !this.#matches(line)) return;
    this.#waiting.push({ id: randomUUID(), timestamp: Date.now(), message: line });
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.#schedule(this.#options.gatherMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#delivering;
    // What an earlier delivery could not bring, then what came since.
    if (this.#batch.length > 0) await this.#deliver();
    if (this.#batch.length === 0) await this.#deliver();
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== undefined || this.#delivering !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#delivering = this.#deliver().finally(() => {
        this.#delivering = undefined;
        const left = this.#batch.length + this.#waiting.length;
        if (left > 0 && !this.#stopped) this.#schedule(this.#pauseMs());
      });
    }, delayMs);
  }

  #pauseMs(): number {
    const { gatherMs, retryDelaysMs } = this.#options;
    return this.#failures === 0 ? gatherMs : (retryDelaysMs.at(this.#failures - 1) ?? retryDelaysMs.at(-1) ?? gatherMs);
  }

  async #deliver(): Promise<void> {
    if (this.#batch.length === 0) this.#batch = this.#waiting.splice(0, MOST_IN_ONE);
    if (this.#batch.length === 0) return;
    try {
      await this.#target.invoke(makeLogLines({ logGroup: this.group, logStream: 'laptop', logEvents: this.#batch }));
      this.#batch = [];
      this.#failures = 0;
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      this.#failures++;
    }
  }
}

/** @throws {TemplateError} for anything but an empty pattern and `{ $.name = "value" }`, or `!=`. */
function readPattern(pattern: string): (line: string) => boolean {
  if (pattern.trim() === '') return () => true;
  const [, name, operator, value] = /^\{ *\$\.(\w+) *(!?=) *"([^"]*)" *\}$/.exec(pattern) ?? [];
  if (name === undefined) throw new TemplateError(`the laptop host does not know the filter pattern ${pattern}`);
  return (line) => {
    if (!line.includes(`"${name}"`)) return false;
    try {
      return ((JSON.parse(line) as Record<string, unknown>)[name] === value) === (operator === '=');
    } catch {
      return false;
    }
  };
}
