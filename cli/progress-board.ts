/** How far something is. */
export interface ProgressState {
  readonly status: string;
  /** 0 to 1 where it is known. */
  readonly progress?: number;
  readonly detail?: string;
  /** What changes all the time, such as bytes: shown where lines change in place. */
  readonly amount?: string;
}

/** As much of a terminal's output as is needed here. */
export interface BoardOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR_CELLS = 20;
const CLEAR_LINE = '\x1b[2K';

/**
 * Shows how several things get on: on a terminal as lines that change in place, elsewhere as a line for each change of a
 * status.
 */
export class ProgressBoard {
  readonly #output: BoardOutput;
  readonly #states: Map<string, ProgressState>;
  readonly #width: number;
  #linesShown = 0;

  /** @param names of what is shown, in order */
  constructor(output: BoardOutput, names: readonly string[]) {
    this.#output = output;
    this.#states = new Map(names.map((name) => [name, { status: '' }]));
    this.#width = Math.max(0, ...names.map((name) => name.length));
  }

  set(name: string, state: ProgressState): void {
    const before = this.#states.get(name);
    this.#states.set(name, state);
    if (this.#output.isTTY) {
      if (JSON.stringify(before) !== JSON.stringify(state)) this.#draw();
    } else if (before?.status !== state.status || before.detail !== state.detail) {
      this.#output.write(`${this.#line(name, { ...state, progress: undefined, amount: undefined })}\n`);
    }
  }

  /** A line of its own, above those that change. */
  note(line: string): void {
    this.#erase();
    this.#output.write(`${line}\n`);
    if (this.#output.isTTY && [...this.#states.values()].some(({ status }) => status !== '')) this.#draw();
  }

  #draw(): void {
    this.#erase();
    // A line that is wrapped by the terminal could not be erased.
    // Of a terminal that does not know its width, 0 is said.
    const room = (this.#output.columns || 80) - 1;
    for (const [name, state] of this.#states) this.#output.write(`${this.#line(name, state).slice(0, room)}\n`);
    this.#linesShown = this.#states.size;
  }

  #erase(): void {
    if (this.#linesShown > 0)
      this.#output.write(
        `\x1b[${this.#linesShown}A${`${CLEAR_LINE}\n`.repeat(this.#linesShown)}\x1b[${this.#linesShown}A`,
      );
    this.#linesShown = 0;
  }

  #line(
    name: string,
    { status, progress, detail, amount }: { [Key in keyof ProgressState]: ProgressState[Key] | undefined },
  ): string {
    const cells = Math.round((progress ?? 0) * BAR_CELLS);
    const bar =
      progress === undefined
        ? ''
        : `${'█'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)} ${String(Math.floor(progress * 100)).padStart(3)} %`;
    return [name.padEnd(this.#width), (status ?? '').padEnd(11), bar, amount ?? '', detail ?? '']
      .filter(Boolean)
      .join('  ')
      .trimEnd();
  }
}
