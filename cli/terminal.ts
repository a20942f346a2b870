import { styleText } from 'node:util';
import { countErrors } from '../shared/domain/problem-bounds.ts';
import { EXIT } from './exit-codes.ts';
import type { ToldFailure } from './failure.ts';
import type { BoardOutput } from './progress-board.ts';
import { printable } from './text/printable.ts';

type Style = Parameters<typeof styleText>[0];

/** The reader of standard output has gone away, as `head` does: there is nothing left to do. */
export class NobodyListens extends Error {
  override readonly name = 'NobodyListens';
}

/**
 * Where a command speaks: what it was asked for goes to standard output, as text or, with --json, as JSON and nothing
 * else; how it gets on, and everything besides, goes to standard error.
 */
export class Terminal {
  readonly json: boolean;
  readonly #isQuiet: boolean;
  readonly #hasColours: boolean;
  #isLost = false;

  constructor({ json, quiet, colours }: { json: boolean; quiet: boolean; colours: boolean }) {
    this.json = json;
    this.#isQuiet = quiet;
    this.#hasColours = colours;
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      this.#isLost = true;
    });
    // The terminal may be gone before we are.
    process.stderr.on('error', () => {});
  }

  /** Whether somebody can be asked. */
  get isInteractive(): boolean {
    return !this.json && process.stdin.isTTY === true && process.stderr.isTTY === true;
  }

  get isWatched(): boolean {
    return process.stdout.isTTY === true;
  }

  get columns(): number {
    return process.stdout.columns ?? 100;
  }

  /** Waits while the reader is slow. @throws {NobodyListens} */
  async write(data: string | Buffer): Promise<void> {
    if (this.#isLost) throw new NobodyListens();
    if (process.stdout.write(data)) return;
    await new Promise<void>((resolve) => {
      const goOn = () => {
        for (const event of ['drain', 'close', 'error']) process.stdout.off(event, goOn);
        resolve();
      };
      for (const event of ['drain', 'close', 'error']) process.stdout.on(event, goOn);
    });
    if (this.#isLost) throw new NobodyListens();
  }

  /** The one document of a command with --json. */
  document(value: unknown): Promise<void> {
    return this.write(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  /** Lines for people; nothing with --json. */
  async lines(...lines: readonly string[]): Promise<void> {
    if (!this.json && lines.length > 0) await this.write(`${lines.join('\n')}\n`);
  }

  /** A word beside the result. */
  note(line: string): void {
    if (!this.#isQuiet) process.stderr.write(`${line}\n`);
  }

  /** A word that must not be missed. */
  warn(line: string): void {
    process.stderr.write(`${this.error('yellow', 'Warning:')} ${line}\n`);
  }

  /** Where progress is drawn; nowhere with --quiet. */
  get progress(): BoardOutput {
    if (this.#isQuiet) return { write: () => true };
    return process.stderr;
  }

  fail(failure: ToldFailure): void {
    if (this.json) {
      const { exit, ...told } = failure;
      process.stderr.write(`${JSON.stringify({ error: { ...told, exit_code: exit } })}\n`);
      return;
    }
    const { message, advice, errors = [], request_id } = failure;
    const lines = [
      `${this.error('red', failure.exit === EXIT.findings ? 'Rejected:' : 'Error:')} ${printable(message)}`,
      ...errors.slice(0, MOST_ERRORS).map(({ field, detail }) => `  ${printable(field)}: ${printable(detail)}`),
      ...(errors.length > MOST_ERRORS ? [`  … and ${countErrors(errors) - MOST_ERRORS} more`] : []),
      ...(advice ? [advice] : []),
      ...(request_id ? [this.error('dim', `Request ${request_id}`)] : []),
    ];
    process.stderr.write(`${lines.join('\n')}\n`);
  }

  /** Coloured, where standard output is a terminal that shows colours. */
  style(style: Style, text: string): string {
    return this.#hasColours && !this.json ? styleText(style, text, { stream: process.stdout }) : text;
  }

  /** The same for standard error. */
  error(style: Style, text: string): string {
    return this.#hasColours ? styleText(style, text, { stream: process.stderr }) : text;
  }
}

const MOST_ERRORS = 12;
