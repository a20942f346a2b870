import { plainNumber } from './cell-number.ts';
import { type DateSystem, dateOfSerial, dateOfText } from './serial-date.ts';
import type { Styles } from './styles.ts';
import { escapedText } from './text-of-runs.ts';

/** What cells say, as the CSV has it. */
export class CellValues {
  readonly #styles: Styles;
  readonly #dateSystem: DateSystem;

  constructor(styles: Styles, dateSystem: DateSystem) {
    this.#styles = styles;
    this.#dateSystem = dateSystem;
  }

  /**
   * What a cell says by itself.
   * @param type of the cell, its attribute `t`; not of those that name a shared string
   * @param style its index
   * @param written the content of its `v`
   */
  of(type: string, style: number, written: string): string {
    if (written === '') return '';
    switch (type) {
      case 'str':
        return escapedText(written);
      case 'b':
        return written.trim() === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return dateOfText(written.trim());
      // What a formula came to that has no value: #N/A, #REF!
      case 'e':
        return written;
      default:
        return this.#number(style, written.trim());
    }
  }

  #number(style: number, written: string): string {
    const meaning = this.#styles[style] ?? 'number';
    // What is shown as 18.5 % is 0.185 inside: with its sign it means the same wherever it is read, also where a bare number
    // would be a percentage.
    if (meaning === 'percent') {
      const percentage = plainNumber(written, 2);
      return percentage === undefined ? written : `${percentage}%`;
    }
    if (meaning !== 'number') {
      const date = dateOfSerial(Number(written), this.#dateSystem, { isTime: meaning === 'time' });
      if (date !== undefined) return date;
    }
    return plainNumber(written) ?? written;
  }
}
