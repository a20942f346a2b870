import { type Sentence, sentence } from '../../domain/sentences/sentence.ts';
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

/** A value as the API shows it: what a number of JSON would round as a string with its full scale, times as ISO 8601. */
export type Value = string | number | null | readonly (string | number)[];

export type CellReading = { readonly value: Value; readonly fault?: undefined } | { readonly fault: Fault };

/** A value that a request compares stored ones with: the text to bind as a parameter, or what is expected instead. */
export type ServedReading = { readonly value: string } | { readonly expected: string };

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
  /** As in the fast lane. */
  readonly valueOrNull?: string;
  /** UInt8: 0, or the {@link Fault} of a non-empty, clean cell (characters.ts). */
  readonly fault: string;
}

export interface FaultWords {
  /** What a cell must be instead, after the column's name and "must be". */
  readonly expected: Sentence;
  /** A cell that has the fault. */
  readonly example: string;
  /** Why such a cell is refused rather than read somehow, as a sentence. */
  readonly why: Sentence;
}

/** How a number is stored: as a whole number of its last decimal. */
export interface NumberShape {
  /** Digits before the decimal point, at most. */
  readonly whole: number;
  readonly scale: number;
  /** The type of the whole number that is stored, or one that holds it. */
  readonly units: 'Int32' | 'Int64' | 'Int128' | 'Int256';
  /** No value of a column is larger, either way: not even that of a cell that is refused. */
  readonly largest: bigint;
}

export interface Kind {
  readonly name: string;
  /** ClickHouse type without Nullable. */
  readonly storedType: string;
  /** Whether LowCardinality wraps the type: it must then be outside of Nullable. */
  readonly lowCardinality: boolean;
  /** What an empty cell becomes where the type cannot be Nullable; both lanes give `valueOrNull` then. */
  readonly absent?: Value;
  /** The faults this kind can find besides REQUIRED. */
  readonly faults: ReadonlyMap<Fault, FaultWords>;
  /** @param isLatin an expression that is 1 where the whole line is of printable ASCII and Latin letters, some beyond ASCII */
  readonly fastLane: (cell: string, prefix: string, isLatin: string) => FastLaneSql;
  readonly slowLane: (cell: string, prefix: string) => SlowLaneSql;
  /** The rule in TypeScript, for a non-empty, clean cell. */
  readonly read: (cell: string) => CellReading;
  /** SQL of a stored value as a bank's file would have it, where that is not simply its text. */
  readonly written?: (value: string) => string;
  /** A served value as a bank's file would have it, in TypeScript, where that is not simply its text: 12.50 → 12.5. */
  readonly writtenText?: (value: NonNullable<Value>) => string;

  /** What a served value is in JSON. */
  readonly servedAs: 'string' | 'number' | 'list';
  /** SQL of a stored value as it is served, where the engine's own JSON of it is something else. */
  readonly served?: (value: string) => string;
  /** JSON Schema of a served value, without null. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /**
   * Reads a value to compare stored ones with, in the spelling in which it is served: no synonyms, no other units, nothing
   * rounded. Bounds of the contract do not count (`gt 0` is a fair question to a column of at least 0.01), those of the
   * stored type do.
   */
  readonly readServed: (text: string) => ServedReading;
  /** The type to bind it as, if not the stored one. */
  readonly parameterType?: string;
  /** How `contains` searches: for a part of the text, or for an element. It does not, if left out. */
  readonly search?: 'part' | 'element';

  /** Stored and served as a keyed hash only: the values stand in no finding, log or export. */
  readonly isPrivate?: true;
  /** Of numbers: they are compared, added up and profiled as such. */
  readonly number?: NumberShape;
  /** A number that names something, such as a key or a year: it is written without separators. */
  readonly isName?: true;
  /** A point in time or a day, stored as such. */
  readonly isTime?: true;
  /** Text of any form: identifiers among such columns may have been spoiled by programs. */
  readonly isFreeText?: true;
  /** An amount: its sum is a figure that is shown. */
  readonly isAmount?: true;
  /** A bank may announce what a file's cells add up to. */
  readonly isSummable?: true;
  /** Of a closed list: what there is. */
  readonly codes?: readonly { readonly input: string; readonly value: string; readonly meaning: string }[];
  /** What a number without a sign of its unit is taken in: percent, fraction. */
  readonly unit?: string;
  /** What a list is of. */
  readonly element?: Kind;

  /** A valid cell in a spelling banks use; `random` gives numbers in [0, 1). */
  readonly sample: (random: () => number) => string;
  /** One line for the data dictionary. */
  readonly describe: string;
}

/**
 * A control character is no part of any value, and few programs show it: U+001A, which once ended files, is one. Whatever
 * else a kind finds in a cell that holds one becomes this fault, where the row is checked.
 */
export const CONTROL_CHARACTER = [
  4,
  {
    expected: sentence('no-control-characters'),
    // Not at the end: of a file's last cell, it would be the mark of the file's end.
    example: '1\u001a1',
    why: sentence('no-control-characters-why'),
  },
] as const;

/** A sum of any number of rows fits into the 76 digits of the engine's widest decimal. */
export const isSummableShape = ({ whole, scale }: NumberShape): boolean => whole + scale <= 76 - 19;

/** What a request may ask for among a few values. */
export const readAmong = (allowed: readonly string[], text: string): ServedReading =>
  allowed.includes(text) ? { value: text } : { expected: `one of ${allowed.join(', ')}` };

/** A text as it is served: any but the empty one. */
export const readServedText = (text: string): ServedReading =>
  text === '' ? { expected: 'a text that is not empty; absent values: [is_null]=true' } : { value: text };

/** Type of the column, with Nullable where a cell may be empty and the type can be. */
export function columnType(kind: Kind, required: boolean): string {
  const type = required || kind.absent !== undefined ? kind.storedType : `Nullable(${kind.storedType})`;
  return kind.lowCardinality ? `LowCardinality(${type})` : type;
}

export const between = (random: () => number, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));
