/** Browsers do not draw elements much higher than 17 million pixels. */
export const MOST_PIXELS = 15_000_000;
/** A movement of more views than this is a jump: the scroll bar was dragged, or clicked. */
const JUMP_VIEWS = 2;
/** How close to an end of the scroll bar it is set anew, if the list goes on there. */
const EDGE_VIEWS = 4;

/** Where a list stands: `offset` pixels of it are above the view, and the scroll bar is at `top`. */
export interface ScrollState {
  readonly offset: number;
  readonly top: number;
}

/**
 * Between the pixels of a list of any length and those of a scroll bar that has only so many. As long as one scrolls on,
 * both move alike, pixel by pixel; where one jumps, the scroll bar's place is taken as a share of the whole.
 */
export class ScrollScale {
  /** Of all rows, in pixels. */
  readonly #total: number;
  readonly #view: number;
  /** What the scroll bar scrolls, in pixels. */
  readonly height: number;

  constructor(total: number, view: number) {
    this.#total = total;
    this.#view = Math.max(view, 0);
    this.height = Math.min(total, MOST_PIXELS);
  }

  get #mostOffset(): number {
    return Math.max(this.#total - this.#view, 0);
  }

  get #mostTop(): number {
    return Math.max(this.height - this.#view, 0);
  }

  /** To have that much above the view. */
  at(offset: number): ScrollState {
    const within = Math.min(Math.max(offset, 0), this.#mostOffset);
    if (this.#total <= this.height || this.#mostOffset === 0) return { offset: within, top: within };
    return { offset: within, top: Math.round((within / this.#mostOffset) * this.#mostTop) };
  }

  /** After the scroll bar has moved to `top`; where what comes back names another top, it is to be set there. */
  moved(before: ScrollState, top: number): ScrollState {
    if (this.#total <= this.height) return { offset: top, top };
    const step = top - before.top;
    if (Math.abs(step) > JUMP_VIEWS * this.#view) {
      return { offset: Math.round((top / this.#mostTop) * this.#mostOffset), top };
    }
    const offset = before.offset + step;
    const edge = EDGE_VIEWS * this.#view;
    const isAtEdge =
      offset < 0 ||
      offset > this.#mostOffset ||
      (top < this.#view && offset > edge) ||
      (top > this.#mostTop - this.#view && offset < this.#mostOffset - edge);
    return isAtEdge ? this.at(offset) : { offset, top };
  }
}
