import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Slice } from '../shared/contracts/slice.ts';
import { loans } from '../shared/datasets/loans/contract.ts';
import { loanSamples } from '../shared/datasets/loans/samples/portfolio.ts';
import { type Delivery, writeDelivery } from './deliveries.ts';

/** At scale 1. They have about 2.6 million payments. */
export const FULL_CREDITS = 1_400_000;
/** Of both files together, a credit. */
const BYTES_PER_CREDIT = 290;
const SEED = 20_260_131;
export const VARIANT = 'RETAIL';
export const BOOK = Slice.of(loans, VARIANT);

export const creditsAt = (scale: number): number => Math.max(100, Math.round(FULL_CREDITS * scale));
export const bytesAt = (scale: number): number => creditsAt(scale) * BYTES_PER_CREDIT;

/** Makes portfolios, each once. The same size and share of errors give the same bytes on every machine. */
export class Portfolios {
  readonly #folder: string;
  readonly #log: (line: string) => void;
  readonly #made = new Map<string, Promise<Delivery>>();

  constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
    mkdirSync(folder, { recursive: true });
  }

  /** @param errors share of the rows that break a rule, 0 to 1 */
  get(scale: number, errors: number): Promise<Delivery> {
    const rows = creditsAt(scale);
    const name = `${rows}-${errors}`;
    let made = this.#made.get(name);
    if (!made) {
      this.#log(`making ${rows} credits with ${errors * 100} % of the rows wrong`);
      made = writeDelivery(loanSamples, BOOK, { rows, errors, warnings: 0, seed: SEED }, this.#folder);
      this.#made.set(name, made);
    }
    return made;
  }
}

/** Bytes free for this user on the disk of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
