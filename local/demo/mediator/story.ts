import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type TableColumn, tableLines } from '../../../cli/text/table.ts';
import type { ApiConnection } from '../../../shared/client/api-connection.ts';

/** Has something undone when the demo ends, however it ends: by a connection that Ctrl-C does not end. */
export type AtEnd = (undo: (api: ApiConnection) => Promise<unknown>) => void;

/** Something that must be so. */
export interface Check {
  readonly what: string;
  readonly expected: unknown;
  readonly came: unknown;
}

export interface Step {
  readonly asked: string;
  readonly came: string;
  /** Why that is right. */
  readonly why: string;
  readonly checks: readonly Check[];
  /** What else stands in its row, to the right. */
  readonly figures?: readonly string[];
}

const ASKED_WIDTH = 56;
const CAME_WIDTH = 32;
const FIGURE_WIDTH = 9;

/** Tells what was asked, what came of it and why, a row each, and keeps whether all of it was as expected. */
export class Story {
  readonly #say: (line: string) => void;
  readonly #interrupted: AbortSignal;
  #checks = 0;
  #differing = 0;

  constructor(say: (line: string) => void, interrupted: AbortSignal) {
    this.#say = say;
    this.#interrupted = interrupted;
  }

  get checks(): number {
    return this.#checks;
  }

  get isAsExpected(): boolean {
    return this.#differing === 0;
  }

  chapter(title: string, figures: readonly string[] = []): void {
    this.say('');
    this.#row(title, figures.length > 0 ? 'what came of it' : '', figures, '');
  }

  step({ asked, came, why, checks, figures = [] }: Step): void {
    this.#row(asked, came, figures, '  ');
    this.say(`    ${why}`);
    this.expect(checks);
  }

  table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): void {
    for (const line of tableLines(columns, rows)) this.say(`  ${line}`);
  }

  /** Says only what is not so. */
  expect(checks: readonly Check[]): void {
    for (const { what, expected, came } of checks) {
      this.#checks += 1;
      if (isDeepStrictEqual(came, expected)) continue;
      this.#differing += 1;
      this.say(`    NOT AS EXPECTED: ${what}: expected ${shown(expected)}, came ${shown(came)}`);
    }
  }

  /** Something stopped it. */
  breakOff(reason: string): void {
    this.#differing += 1;
    this.say(`    NOT AS EXPECTED: ${reason}`);
  }

  say(line: string): void {
    this.#interrupted.throwIfAborted();
    this.#say(line);
  }

  #row(asked: string, came: string, figures: readonly string[], indent: string): void {
    const cells = [
      (indent + asked).padEnd(ASKED_WIDTH),
      came.padEnd(CAME_WIDTH),
      ...figures.map((figure) => figure.padStart(FIGURE_WIDTH)),
    ];
    this.say(cells.join(' ').trimEnd());
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;
const PATIENCE_MS = 45_000;

/**
 * Asks, at growing intervals, until the answer will do or patience ends.
 * @returns the last answer, whatever it is: checks say what it should have been
 */
export async function until<Answer>(
  ask: () => Answer | Promise<Answer>,
  isDone: (answer: Answer) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  const deadline = Date.now() + patienceMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const answer = await ask();
    if (isDone(answer) || Date.now() >= deadline) return answer;
    await sleep(pause);
  }
}
