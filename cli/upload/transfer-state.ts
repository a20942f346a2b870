import type { ProgressState } from '../progress-board.ts';
import { bytesText, durationText } from '../text/quantities.ts';

/** So long a stretch is looked at to say how fast it goes. */
const WINDOW_MS = 5_000;
const REDRAW_MS = 100;

/**
 * How far a transfer is: its share, bytes, speed over the last seconds and how long it still takes.
 * @param resumed bytes that were there before it began
 */
export class TransferState {
  readonly #status: string;
  readonly #total: number;
  readonly #show: (state: ProgressState) => void;
  #samples: { at: number; bytes: number }[] = [];
  #shownAt = 0;

  constructor(status: string, total: number, show: (state: ProgressState) => void) {
    this.#status = status;
    this.#total = total;
    this.#show = show;
  }

  update(bytes: number, now = Date.now()): void {
    const last = this.#samples.at(-1);
    // A part that is sent again starts from its beginning.
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ at: now, bytes });
    while (this.#samples.length > 2 && now - this.#samples[0]!.at > WINDOW_MS) this.#samples.shift();
    if (bytes < this.#total && now - this.#shownAt < REDRAW_MS) return;
    this.#shownAt = now;
    this.#show({
      status: this.#status,
      progress: this.#total === 0 ? 1 : bytes / this.#total,
      amount: [`${bytesText(bytes)} of ${bytesText(this.#total)}`, ...this.#speed(bytes)].join(' · '),
    });
  }

  #speed(bytes: number): string[] {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < 500) return [];
    const perSecond = ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
    if (perSecond <= 0) return [];
    const left = ((this.#total - bytes) / perSecond) * 1000;
    return [`${bytesText(perSecond)}/s`, ...(bytes < this.#total ? [`${durationText(left)} left`] : [])];
  }
}
