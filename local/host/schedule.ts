import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { FunctionCatalogue } from './function-catalogue.ts';
import { FunctionError, type LocalFunction } from './functions.ts';
import { ACCOUNT, type Templates } from './template.ts';
import { TemplateError } from './template-files.ts';

export interface ScheduleOptions {
  readonly region: string;
  /** Period of every rule, seconds, instead of the one in the template. */
  readonly periodSeconds: number | undefined;
  /** Time from the start to the first tick, ms. */
  readonly firstTickMs: number;
}

const Rule = z.object({
  ScheduleExpression: z.string(),
  State: z.string().default('ENABLED'),
  Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })).default([]),
});

interface ScheduledTarget {
  readonly target: LocalFunction;
  readonly ruleArn: string;
  readonly periodMs: number;
  readonly input: unknown;
}

/** The template's EventBridge schedules. A tick that finds the one before still running is left out. */
export class Schedules {
  readonly #scheduled: readonly ScheduledTarget[];
  readonly #options: ScheduleOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Map<ScheduledTarget, Promise<void>>();

  constructor(templates: Templates, functions: FunctionCatalogue, options: ScheduleOptions) {
    this.#options = options;
    this.#scheduled = readSchedules(templates, functions, options.periodSeconds);
  }

  start(): void {
    for (const scheduled of this.#scheduled) {
      const first = setTimeout(() => {
        this.#timers.delete(first);
        this.#tick(scheduled);
        this.#timers.add(setInterval(() => this.#tick(scheduled), scheduled.periodMs));
      }, this.#options.firstTickMs);
      this.#timers.add(first);
    }
  }

  /** Runs every rule once, now; resolves when all have ended. A tick under way is waited for first, then run again. */
  async runNow(): Promise<void> {
    await Promise.all(
      this.#scheduled.map(async (scheduled) => {
        await this.#running.get(scheduled);
        this.#tick(scheduled);
        await this.#running.get(scheduled);
      }),
    );
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#running.values());
  }

  #tick(scheduled: ScheduledTarget): void {
    if (this.#running.has(scheduled)) return;
    const run = this.#invoke(scheduled).finally(() => this.#running.delete(scheduled));
    this.#running.set(scheduled, run);
  }

  /** Not tried again when it fails: the next tick comes soon enough. */
  async #invoke({ target, ruleArn, input }: ScheduledTarget): Promise<void> {
    try {
      await target.invoke(input ?? this.#scheduledEvent(ruleArn));
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
    }
  }

  #scheduledEvent(ruleArn: string) {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: ACCOUNT,
      time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      region: this.#options.region,
      resources: [ruleArn],
      detail: {},
    };
  }
}

function readSchedules(
  templates: Templates,
  functions: FunctionCatalogue,
  periodSeconds: number | undefined,
): ScheduledTarget[] {
  return templates.ofType('AWS::Events::Rule').flatMap((found) => {
    const rule = templates.read(found, Rule);
    if (rule.State !== 'ENABLED') return [];
    const periodMs = (periodSeconds ?? ratePeriodSeconds(rule.ScheduleExpression)) * 1000;
    return rule.Targets.map(({ Arn, Input }) => {
      const target = functions.find(Arn);
      if (!target) throw new TemplateError(`${found.id}: its target ${Arn} is no function here`);
      const input: unknown = Input === undefined ? undefined : JSON.parse(Input);
      return { target, ruleArn: templates.attribute(found, 'Arn'), periodMs, input };
    });
  });
}

const UNIT_SECONDS = { minute: 60, hour: 3600, day: 86_400 } as const;

/** @param expression such as `rate(1 minute)` @throws {TemplateError} for any other: the laptop has no cron. */
export function ratePeriodSeconds(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count === undefined || unit === undefined) {
    throw new TemplateError(`the laptop host knows schedules like rate(5 minutes), not ${expression}`);
  }
  return Number(count) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS];
}
