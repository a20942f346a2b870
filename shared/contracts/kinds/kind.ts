import type { ErrorType } from '../../domain/validation-error.ts';
/**
 * A kind is what a column can hold. It owns everything about it, in one file: the stored ClickHouse type, the strict SQL
 * that checks and converts a cell, the same rule as plain TypeScript (the reference the SQL is tested against), how it is
 * profiled, and how samples of it are made.
 *
 * Two SQL forms of one rule: the *fast lane* reads the everyday spelling and may refuse what it does not know; the *slow
 * lane* knows every spelling and says what is wrong. Whatever the fast lane accepts the slow lane accepts, with the same
 * value: tests hold them to it. All SQL must be total: no cell may make it throw.
 */

/**
 * Why a cell was refused. The number is the last digit of the rule id, so it never changes its meaning:
 * 1 required, 2 not of this kind, 3 out of bounds, 4 wrong format, 5 not in the code list, 6 more decimals than kept.
 */
export type Fault = 1 | 2 | 3 | 4 | 5 | 6;

export const FAULT_TYPES: Record<Fault, ErrorType> = {
  1: 'REQUIRED',
  2: 'TYPE',
  3: 'RANGE',
  4: 'FORMAT',
  5: 'VALUE',
  6: 'TYPE',
};

/** A value as the API shows it: decimals and rates as strings with their full scale, dates as YYYY-MM-DD. */
export type Value = string | number | null;

export type CellReading = { readonly value: Value; readonly fault?: undefined } | { readonly fault: Fault };

/** SQL over one non-null String column: intermediate columns in order, then expressions over them. */
export interface FastLaneSql {
  readonly steps: readonly (readonly [alias: string, expression: string])[];
  /** Of the stored type; any value where `accepts` is 0. */
  readonly value: string;
  /** The same for a cell that may be empty, NULL then; where it is cheaper than asking `empty(cell)`. */
  readonly valueOrNull?: string;
  /** 1 for a non-empty cell in the everyday spelling, without surrounding blanks. Asked only of lines of ASCII or Latin. */
  readonly accepts: string;
}

export interface SlowLaneSql {
  readonly steps: readonly (readonly [alias: string, expression: string])[];
  readonly value: string;
  /** UInt8: 0, or the {@link Fault} of a non-empty, clean cell (characters.ts). */
  readonly fault: string;
}

export interface Kind {
  readonly name: 'text' | 'code' | 'integer' | 'decimal' | 'rate' | 'date' | 'flag';
  /** ClickHouse type without Nullable. */
  readonly storedType: string;
  /** Whether LowCardinality wraps the type: it must then be outside of Nullable. */
  readonly lowCardinality: boolean;
  /** The faults this kind can find besides REQUIRED: what a cell must be instead, and a cell that has the fault. */
  readonly faults: ReadonlyMap<Fault, { readonly expected: string; readonly example: string }>;
  /** @param isLatin an expression that is 1 where the whole line is of printable ASCII and Latin letters, some beyond ASCII */
  readonly fastLane: (cell: string, prefix: string, isLatin: string) => FastLaneSql;
  readonly slowLane: (cell: string, prefix: string) => SlowLaneSql;
  /** The rule in TypeScript, for a non-empty, clean cell. */
  readonly read: (cell: string) => CellReading;
  /** SQL of a stored value as a bank's file would have it, where that is not simply its text. */
  readonly written?: (value: string) => string;
  /** A served value as a bank's file would have it, in TypeScript, where that is not simply its text: 12.50 → 12.5. */
  readonly writtenText?: (value: string) => string;
  /** JSON Schema of a served value, without null. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /** A valid cell in a spelling banks use; `random` gives numbers in [0, 1). */
  readonly sample: (random: () => number) => string;
  /** One line for the data dictionary. */
  readonly describe: string;
}

/**
 * A control character is no part of any value, and few programs show it: U+001A, which once ended files, is one. Whatever
 * else a kind finds in a cell that holds one becomes this fault, where the row is checked.
 */
export const CONTROL_CHARACTER = [4, { expected: 'free of control characters', example: '1\u001a' }] as const;

/** Type of the column, with Nullable where a cell may be empty. */
export function columnType(kind: Kind, required: boolean): string {
  const type = required ? kind.storedType : `Nullable(${kind.storedType})`;
  return kind.lowCardinality ? `LowCardinality(${type})` : type;
}

export const between = (random: () => number, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));
