import type { Sentence } from '../domain/sentences/sentence.ts';
import type { Table } from './contract.ts';

/** What the SQL of a derivation is written against: the batch that is being published, whichever tables hold it. */
export interface DerivationContext {
  /**
   * A subquery of the rows of a file type or derived table of the dataset, from the batch being published: `FROM
   * ${rows('payment')} AS p`, but for quarantined ones. Its columns are the contract's, key_version where some of them are private, and row_number: no two rows of one file share it, but a
   * correction keeps rows of other files, with the numbers that they had there.
   */
  readonly rows: (table: string) => string;
  /**
   * Where rows of a file type stood in the file that first brought them: a subquery of `record_key` and `row_number`.
   * Corrections number the rows of their own file, so where the order of rows counts, `rows` does not tell it. Undefined
   * where the sync brings that file whole, or nothing is known.
   * @param keptIn the derived table that has each row of the file type, under these numbers
   */
  readonly firstPlaces: (fileType: string, keptIn: string) => string | undefined;
  /** SQL of a setting of the dataset, bound as a parameter of that type; an object is a Map(String, String). */
  readonly setting: (name: string, type: string) => string;
  /**
   * A condition on a column that holds for its values of one part. Parts are derived, and checked, one by one; a large one is
   * derived in halves, both at once.
   */
  readonly ofPart: (column: string) => string;
}

/** Proves that what was derived is right. A row means that it is not: our fault, and nothing is published. */
export interface DerivationCheck {
  readonly name: string;
  /** Gives no row when all is well with the part. */
  readonly sql: (context: DerivationContext) => string;
}

/** What found a limit exceeded. */
export interface LimitBreach {
  /** The value of a key, of the bank's data: for the bank to read, never for a log. */
  readonly subject: string;
  readonly found: number;
}

/**
 * How much of something a batch may have. Each part is asked before any is derived; a breach ends the sync, with the reason,
 * as something that the bank can mend.
 */
export interface DerivationLimit {
  readonly name: string;
  /** Gives the worst breaches, worst first, as `subject String, found UInt64`; no row when all is well. */
  readonly sql: (context: DerivationContext) => string;
  /** What is wrong and what to do. */
  readonly reason: (breach: LimitBreach) => Sentence;
}

/** Where the rows of a derived table come from: the rows of another table that have the same values in these columns. */
export interface Origin {
  readonly table: string;
  /** Of the derived table, and what they are called there. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A table that is computed in the warehouse from a batch, before it is published, and published with it. */
export interface DerivedTable extends Table {
  /** The sort order of the stored table, with row_number behind it unless it is named; unique within a batch. */
  readonly key: readonly string[];
  /** The file types and derived tables that it reads. */
  readonly from: readonly string[];
  /** For a reader who asks where a row comes from. */
  readonly origins?: readonly Origin[];
}

/** How a derived table is computed. */
export interface ComputedTable extends DerivedTable {
  /** A SELECT of the columns by name, in their order, and row_number; of one part, if the table has parts. */
  readonly select: (context: DerivationContext) => string;
  /** Settings of the engine that `select`, the limits and the checks depend on. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** It has as many parts as those tables together have so many rows, so that memory does not grow with the batch. */
  readonly rowsAPart?: { readonly of: readonly string[]; readonly rows: number };
  readonly limits?: readonly DerivationLimit[];
  readonly checks: readonly DerivationCheck[];
}
