import type { Accounts } from './accounts.ts';
import { DIRT, type Dirt } from './dirt.ts';
import { LONGEST_LINE, PaymentLines } from './payment-lines.ts';
import { PAYMENT_FILES, type PaymentFile } from './payments.ts';
import type { RowBlock } from './period.ts';
import { CURRENCIES } from './rates.ts';

/** What every block of a run is made of. */
export interface BlockPlan {
  readonly accounts: Accounts;
  readonly seed: number;
  readonly rows: Readonly<Record<PaymentFile, number>>;
}

export interface BlockTask extends RowBlock {
  readonly file: PaymentFile;
}

/** Two buffers that go to and fro between threads, so that a run has as many of them as blocks are under way. */
export interface BlockSpace {
  readonly lines: ArrayBuffer;
  readonly movements: ArrayBuffer;
}

export interface MadeBlock {
  readonly space: BlockSpace;
  /** Bytes of `lines`. */
  readonly length: number;
  /** Pairs in `movements`, of the sound rows: the number of an account's currency (`sumOf`), and cents received or paid. */
  readonly moved: number;
  readonly dirty: Readonly<Record<Dirt, { groups: number; rows: number[] }>>;
}

export const sumOf = (account: number, currency: number): number => account * CURRENCIES.length + currency;

/** Makes a block in a space of its own, or in one that an earlier block had and nobody reads any more. */
export function makeBlock({ accounts, seed, rows }: BlockPlan, task: BlockTask, used?: BlockSpace): MadeBlock {
  const space = spaceFor(task.end - task.first, used);
  const { payments, prefix } = PAYMENT_FILES[task.file];
  const lines = new PaymentLines(new Uint8Array(space.lines), accounts, seed, prefix);
  const movements = new Float64Array(space.movements);
  let moved = 0;
  const move = (account: number, currency: number, cents: number) => {
    if (account >= accounts.known) return;
    movements[moved * 2] = sumOf(account, currency);
    movements[moved * 2 + 1] = cents;
    moved += 1;
  };
  const dirty = Object.fromEntries(
    DIRT.map((kind) => [kind, { groups: 0, rows: [] as number[] }]),
  ) as MadeBlock['dirty'];
  let row = task.first;
  for (const payment of payments({ accounts, seed, rows: rows[task.file] }, task)) {
    lines.add(payment);
    if (payment.dirt === undefined) {
      move(payment.payer, payment.currency, -payment.cents);
      move(payment.beneficiary, payment.currency, payment.cents);
    } else {
      dirty[payment.dirt].rows.push(row + 1);
      // A batch is known by the number of its first row.
      if (payment.number === row) dirty[payment.dirt].groups += 1;
    }
    row += 1;
  }
  return { space, length: lines.length, moved, dirty };
}

function spaceFor(rows: number, used: BlockSpace | undefined): BlockSpace {
  if (used && used.lines.byteLength >= rows * LONGEST_LINE) return used;
  // Two sides of each row, as pairs of eight bytes.
  return { lines: new ArrayBuffer(rows * LONGEST_LINE), movements: new ArrayBuffer(rows * 2 * 2 * 8) };
}
