import type { Column } from './contract.ts';
import type { Kind } from './kinds/kind.ts';

/** A column in which every row has a value. */
export const required = (
  number: number,
  name: string,
  kind: Kind,
  meaning: string,
  more: Partial<Column> = {},
): Column => ({ number, name, kind, required: true, meaning, ...more });

/** A column that may be empty. */
export const optional = (
  number: number,
  name: string,
  kind: Kind,
  meaning: string,
  more: Partial<Column> = {},
): Column => ({ ...required(number, name, kind, meaning, more), required: false });
