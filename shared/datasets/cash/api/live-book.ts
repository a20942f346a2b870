import * as z from 'zod';
import { Slice } from '../../../contracts/slice.ts';
import { Problem } from '../../../domain/problems.ts';
import { declaredSentence } from '../../../domain/sentences/sentence.ts';
import type { Warehouse } from '../../../warehouse/client.ts';
import { keptPublications, liveBatches } from '../../../warehouse/published.ts';
import { andSound, inPartition } from '../../../warehouse/tables.ts';
import { companyBalance } from '../company-balance.ts';
import { cash } from '../contract.ts';
import { posting } from '../posting.ts';

export const slice = Slice.of(cash, null);

/** What a query of an endpoint may take (data-page.ts). */
export const READ_SETTINGS = { max_execution_time: 20, wait_end_of_query: 1 } as const;

/** The tables of one publication: all answers of a request are of the same book. */
export interface LiveBook {
  /** A subquery of a table's rows, without quarantined ones; of a table that has never been loaded, none. */
  readonly rows: (name: string) => string;
  /** The same of all rows. */
  readonly all: (name: string) => string;
  /** The batch of the postings. */
  readonly postings: string | undefined;
  /** What the subqueries bind. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface CompanyAccounts {
  readonly companyId: string;
  readonly name: string;
  readonly owner: string | null;
  /** Their numbers follow each other. */
  readonly first: number;
  readonly last: number;
}

const companyRow = z.strictObject({
  name: z.string(),
  owner: z.string().nullable(),
  first_account_no: z.int(),
  accounts: z.int(),
});

/**
 * @param postings the batch of postings that a cursor stays with
 * @returns undefined before the first load
 * @throws {Problem} `cursor-expired` where that batch is kept no more
 */
export async function liveBook(warehouse: Warehouse, postings?: string): Promise<LiveBook | undefined> {
  const live =
    postings === undefined
      ? await liveBatches(warehouse, slice)
      : (await keptPublications(warehouse, slice)).find(({ batches }) => batches[posting.name] === postings);
  if (!live) {
    if (postings !== undefined) throw new Problem('cursor-expired');
    return undefined;
  }
  const of = (name: string, condition: string) => {
    const { table } = slice.table(name);
    return live.batches[name] === undefined
      ? `(SELECT * FROM ${table} WHERE 0)`
      : `(SELECT * FROM ${table} WHERE ${inPartition(slice.contract, `batch_of_${name}`)}${condition})`;
  };
  return {
    rows: (name) => of(name, andSound(slice.table(name))),
    all: (name) => of(name, ''),
    postings: live.batches[posting.name],
    parameters: Object.fromEntries(Object.entries(live.batches).map(([name, batch]) => [`batch_of_${name}`, batch])),
  };
}

/** @throws {Problem} 404 `company-not-found` */
export async function companyOf(
  warehouse: Warehouse,
  book: LiveBook | undefined,
  companyId: string,
): Promise<CompanyAccounts> {
  const [found] = book
    ? await warehouse.rows({
        name: 'company-named',
        row: companyRow,
        sql: `SELECT name, owner, first_account_no, accounts FROM ${book.rows(companyBalance.name)} WHERE company_id = {company:String}`,
        parameters: { ...book.parameters, company: companyId },
        settings: READ_SETTINGS,
      })
    : [];
  if (!found) throw notFound(companyId);
  const { name, owner, first_account_no: first, accounts } = found;
  return { companyId, name, owner, first, last: first + accounts - 1 };
}

const notFound = (companyId: string): Problem =>
  new Problem(
    'company-not-found',
    declaredSentence('cash.no-such-company', `There is no company ${companyId} in what is live.`, {
      company_id: companyId,
    }),
  );
