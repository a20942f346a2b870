import type { ClickHouseSettings } from '@clickhouse/client';
import * as z from 'zod';
import type { StatementName } from './statement-names.ts';

export type BoundValue = string | number | null | readonly string[] | ReadonlyMap<string, string>;
export type Parameters = Readonly<Record<string, BoundValue>>;

type ValueOf<Type extends string> = Type extends `Array(${string}`
  ? readonly string[]
  : Type extends `Map(${string}`
    ? ReadonlyMap<string, string>
    : Type extends `UInt${string}`
      ? number
      : string;

/** The values that placeholders such as `{batch:UUID}` stand for, as far as the compiler sees the text that they are in. */
type ParametersOf<Sql extends string> = Sql extends `${string}{${infer Name}:${infer Type}}${infer Rest}`
  ? { readonly [N in Name]: ValueOf<Type> } & ParametersOf<Rest>
  : unknown;

/** Parameters that nobody between here and the engine may see are called so: they go in the body, never in the address. */
export const SECRET_PREFIX = 'secret_';

/** A statement of ClickHouse. Values are bound, never written into the SQL; the SQL itself may be made from a contract. */
export type Statement<Sql extends string = string> = {
  /** What traces and the query log call it. */
  readonly name: StatementName;
  readonly sql: Sql;
  readonly settings?: ClickHouseSettings;
  readonly signal?: AbortSignal;
} & (unknown extends ParametersOf<Sql>
  ? { readonly parameters?: Parameters }
  : { readonly parameters: Parameters & ParametersOf<Sql> });

/** A statement that gives rows. */
export type SqlQuery<Row, Sql extends string = string> = Statement<Sql> & {
  /** The shape of its rows. Their type follows from it; that they have it is checked under test only. */
  readonly row: z.ZodType<Row>;
};

/** A value of JSON as a parameter: an object is a Map(String, String). @throws {TypeError} for one that cannot be bound */
export function boundValue(value: unknown): BoundValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'object') return new Map(Object.entries(value).map(([name, entry]) => [name, String(entry)]));
  throw new TypeError(`a ${typeof value} cannot be bound`);
}

/** The row of `count() AS rows`. */
export const rowCount = z.strictObject({ rows: z.int().min(0) });
