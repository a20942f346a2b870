import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { cursorsOf, type Page, POSITION, pageOf } from '../../domain/pagination.ts';
import type { AccountBody, PostingBody, TrialBalanceBody } from '../../domain/transaction.ts';
import { type AuditActor, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { isoSql } from '../../sql/iso-time.ts';
import { servedAmount } from './amounts.ts';

export interface NewAccount {
  readonly owner: string;
  readonly currency: string;
  readonly allow_negative: boolean;
}

interface AccountRow extends NewAccount {
  readonly account_id: string;
  readonly kind: 'held' | 'outside';
  readonly balance: string;
  readonly reserved: string;
  readonly created_at: string;
}

/** That of `outside` is the sum of its postings. */
const COLUMNS = `account_id, kind, owner, currency, allow_negative, reserved::text AS reserved, ${isoSql('created_at')} AS created_at,
  CASE kind WHEN 'held' THEN balance
    ELSE coalesce((SELECT sum(amount) FROM postings WHERE postings.account_id = accounts.account_id), 0)
  END::numeric(26, 6)::text AS balance`;

const accountBody = (row: AccountRow): AccountBody => ({
  ...row,
  balance: servedAmount(row.balance, row.currency),
  reserved: servedAmount(row.reserved, row.currency),
});

const cursors = cursorsOf('accounts', z.tuple([POSITION.time, z.uuid()]));
const postingCursors = cursorsOf('postings', z.tuple([POSITION.count]));

/** The accounts of one tenant. */
export const accountsOf = (operations: Operations) => ({
  open: (account: NewAccount, by: AuditActor): Promise<AccountBody> =>
    operations.transaction(async (inside) => {
      const [row] = await inside.query<AccountRow>(
        `INSERT INTO accounts (account_id, kind, owner, currency, allow_negative) VALUES ($1, 'held', $2, $3, $4)
         RETURNING ${COLUMNS}`,
        [uuidv7(), account.owner, account.currency, account.allow_negative],
      );
      const { account_id, currency, allow_negative } = row!;
      const after = { currency, allow_negative };
      await recordChange(inside, operations.scope.tenantId, by, { action: 'account.made', target: account_id, after });
      return accountBody(row!);
    }),

  async get(accountId: string): Promise<AccountBody | undefined> {
    const [row] = await operations.query<AccountRow>(`SELECT ${COLUMNS} FROM accounts WHERE account_id = $1`, [
      accountId,
    ]);
    return row && accountBody(row);
  },

  /** In the order in which they were opened. @throws {Problem} `invalid-cursor` */
  async list({
    limit,
    cursor,
    ...filter
  }: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly owner?: string | undefined;
    readonly currency?: string | undefined;
    /** Those of everybody else too. */
    readonly include?: 'outside' | undefined;
  }): Promise<Page<AccountBody>> {
    const [at, id] = cursor === undefined ? [null, null] : cursors.decode(cursor);
    const rows = await operations.query<AccountRow>(
      `SELECT ${COLUMNS} FROM accounts
       WHERE ($1::text IS NULL OR owner = $1) AND ($2::text IS NULL OR currency = $2) AND (kind = 'held' OR $3)
         AND ($4::timestamptz IS NULL OR (created_at, account_id) > ($4, $5::uuid))
       ORDER BY created_at, account_id LIMIT $6`,
      [filter.owner ?? null, filter.currency ?? null, filter.include === 'outside', at, id, limit + 1],
    );
    const page = pageOf(rows, limit, cursors, ({ created_at, account_id }) => [created_at, account_id]);
    return { ...page, data: page.data.map(accountBody) };
  },

  /** Newest first. @throws {Problem} `invalid-cursor` */
  async postings(
    account: Pick<AccountBody, 'account_id' | 'currency'>,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<PostingBody>> {
    const [before] = cursor === undefined ? [null] : postingCursors.decode(cursor);
    const rows = await operations.query<PostingBody>(
      `SELECT posting_id::float8 AS posting_id, transaction_id, amount::text AS amount, ${isoSql('posted_at')} AS posted_at
       FROM postings WHERE account_id = $1 AND ($2::bigint IS NULL OR posting_id < $2)
       ORDER BY posting_id DESC LIMIT $3`,
      [account.account_id, before, limit + 1],
    );
    const page = pageOf(rows, limit, postingCursors, ({ posting_id }) => [posting_id]);
    const served = page.data.map((row) => ({ ...row, amount: servedAmount(row.amount, account.currency) }));
    return { ...page, data: served };
  },

  /** As of one moment: what is held and what is outside come to nothing in every currency. */
  async trialBalance(): Promise<TrialBalanceBody[]> {
    const rows = await operations.query<TrialBalanceBody>(
      `WITH posted AS (SELECT account_id, sum(amount) AS amount FROM postings GROUP BY account_id)
       SELECT currency, count(*) FILTER (WHERE kind = 'held')::int AS accounts,
         coalesce(sum(balance) FILTER (WHERE kind = 'held'), 0)::numeric(26, 6)::text AS held,
         coalesce(sum(posted.amount) FILTER (WHERE kind = 'outside'), 0)::numeric(26, 6)::text AS outside,
         coalesce(sum(posted.amount), 0)::numeric(26, 6)::text AS total,
         sum(reserved)::numeric(26, 6)::text AS reserved
       FROM accounts LEFT JOIN posted USING (account_id) GROUP BY currency ORDER BY currency`,
    );
    const amounts = ['held', 'outside', 'total', 'reserved'] as const;
    return rows.map((row) => ({
      ...row,
      ...Object.fromEntries(amounts.map((name) => [name, servedAmount(row[name], row.currency)])),
    }));
  },
});

/** The account of everybody else in a currency; made with the first transaction that needs it. */
export async function outsideAccount(inside: Queryable, currency: string): Promise<string> {
  const read = () =>
    inside.query<{ account_id: string }>(`SELECT account_id FROM accounts WHERE kind = 'outside' AND currency = $1`, [
      currency,
    ]);
  const [found] = await read();
  if (found) return found.account_id;
  await inside.query(
    `INSERT INTO accounts (account_id, kind, owner, currency, allow_negative) VALUES ($1, 'outside', 'outside', $2, true)
     ON CONFLICT (currency) WHERE kind = 'outside' DO NOTHING`,
    [uuidv7(), currency],
  );
  return (await read())[0]!.account_id;
}
