import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { type SampleCounts, writeSample } from '../local/demo/sample-files.ts';
import { Slice } from '../shared/contracts/slice.ts';
import { loans } from '../shared/datasets/loans/contract.ts';
import { loanSamples } from '../shared/datasets/loans/samples/portfolio.ts';

/** At scale 1. They have about 2.6 million payments. */
export const FULL_CREDITS = 1_400_000;
/** Of both files together, a credit. */
const BYTES_PER_CREDIT = 290;
const SEED = 20_260_131;
export const VARIANT = 'RETAIL';
export const BOOK = Slice.of(loans, VARIANT);

/** Two files of a bank, and what must become of them. */
export interface Portfolio {
  readonly creditPath: string;
  readonly paymentPath: string;
  readonly counts: SampleCounts;
  readonly rows: number;
  readonly bytes: number;
}

/** How many rows a contender must have loaded, or its time means nothing. */
export interface LoadedRows {
  readonly credits: number;
  readonly payments: number;
}

export const soundRows = ({ counts: { files } }: Portfolio): LoadedRows => ({
  credits: files.credit!.rows - files.credit!.rejected,
  payments: files.payment_plan!.rows - files.payment_plan!.rejected,
});

/** As in "1400000 credits, 2600000 payments, 406 MB". */
export const sizeOf = ({ counts: { files }, bytes }: Portfolio): string =>
  `${files.credit!.rows} credits, ${files.payment_plan!.rows} payments, ${(bytes / 1e6).toFixed(0)} MB`;

/**
 * @param lets numbers of rules that the contender cannot check: rows that break them are loaded
 * @throws {Error} if a contender loaded other rows than it should have: its rules are not those of the others
 */
export function assertLoaded(
  contender: string,
  portfolio: Portfolio,
  loaded: LoadedRows,
  lets: readonly string[] = [],
): void {
  const sound = soundRows(portfolio);
  const broken = (prefix: string) =>
    lets.reduce((rows, number) => rows + (portfolio.counts.byRule[`${prefix}-${number}`] ?? 0), 0);
  const expected = {
    credits: sound.credits + broken('LOAN-CREDIT'),
    payments: sound.payments + broken('LOAN-PAYMENT'),
  };
  if (loaded.credits === expected.credits && loaded.payments === expected.payments) return;
  throw new Error(
    `${contender} loaded ${loaded.credits} credits and ${loaded.payments} payments; ` +
      `right are ${expected.credits} and ${expected.payments}. Its time cannot be compared.`,
  );
}

export const creditsAt = (scale: number): number => Math.max(100, Math.round(FULL_CREDITS * scale));
export const bytesAt = (scale: number): number => creditsAt(scale) * BYTES_PER_CREDIT;

/** Makes portfolios, each once. The same size and share of errors give the same bytes on every machine. */
export class Portfolios {
  readonly #folder: string;
  readonly #log: (line: string) => void;
  readonly #made = new Map<string, Promise<Portfolio>>();

  constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
    mkdirSync(folder, { recursive: true });
  }

  /** @param errors share of the rows that break a rule, 0 to 1 */
  get(scale: number, errors: number): Promise<Portfolio> {
    const name = `${creditsAt(scale)}-${errors}`;
    let made = this.#made.get(name);
    if (!made) {
      made = this.#make(name, creditsAt(scale), errors);
      this.#made.set(name, made);
    }
    return made;
  }

  async #make(name: string, credits: number, errors: number): Promise<Portfolio> {
    this.#log(`making ${credits} credits with ${errors * 100} % of the rows wrong`);
    const creditPath = path.join(this.#folder, `credit-${name}.csv`);
    const paymentPath = path.join(this.#folder, `payment_plan-${name}.csv`);
    const options = { rows: credits, errors, warnings: 0, seed: SEED };
    const counts = await writeSample(loanSamples, BOOK, options, (fileType) =>
      fileType === 'credit' ? creditPath : paymentPath,
    );
    const files = Object.values(counts.files);
    const sum = (of: 'rows' | 'bytes') => files.reduce((total, file) => total + file[of], 0);
    return { creditPath, paymentPath, counts, rows: sum('rows'), bytes: sum('bytes') };
  }
}

/** Bytes free for this user on the disk of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
