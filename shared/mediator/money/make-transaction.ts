import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { notAccepted } from '../../domain/not-accepted.ts';
import { type FieldError, fieldError, Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { PARTIES, type TransactionType } from '../../domain/transaction.ts';
import { type AuditActor, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { amountFault, servedAmount } from './amounts.ts';
import { recordHistory } from './change-transaction.ts';
import { isCurrency } from './currencies.ts';
import { reserve } from './ledger.ts';
import { assertTaken } from './takers.ts';
import { ROW_COLUMNS, type TransactionRow } from './transaction-record.ts';

export interface NewTransaction {
  readonly transaction_id?: string | undefined;
  readonly transaction_type: TransactionType;
  readonly amount: string;
  readonly currency: string;
  readonly source_account?: string | undefined;
  readonly target_account?: string | undefined;
  readonly source_system?: string | undefined;
  readonly target_system?: string | undefined;
  readonly provider?: string | undefined;
  readonly provider_key?: string | undefined;
  /** Let a provider be chosen: of those that serve the country, where one is named. */
  readonly routing?: { readonly country?: string | undefined } | undefined;
  readonly user_id?: string | undefined;
  readonly request_data?: unknown;
}

/** How a request is known that is sent again: by its key, for as long as what it made is kept. */
export interface RequestKey {
  readonly key: string;
  readonly hash: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** @param content all that was asked */
export const requestKeyOf = (operation: string, key: string, content: unknown): RequestKey => ({
  key: sha256(`${operation} ${key}`),
  hash: sha256(JSON.stringify(content)),
});

/**
 * What an earlier request of this key has made.
 * @throws {Problem} 422 `idempotency-key-reused` where it asked for something else
 */
export async function madeBefore(queryable: Queryable, request: RequestKey): Promise<string | undefined> {
  const [found] = await queryable.query<{ transaction_id: string; request_hash: string }>(
    'SELECT transaction_id, request_hash FROM transactions WHERE request_key = $1',
    [request.key],
  );
  if (found === undefined) return undefined;
  const { transaction_id, request_hash } = found;
  if (request_hash === request.hash) return transaction_id;
  throw new Problem('idempotency-key-reused', serviceSentence('request-key-taken', { transaction_id }));
}

/**
 * Writes a transaction down, with its amount reserved on the account that it is taken from. With a provider, or one to be chosen, a
 * worker sends it; without, it waits for somebody to complete it or let it fail.
 * @returns its id, which is that of an earlier one where the same request comes again
 * @throws {Problem} 400 `invalid-request`; 409 `transaction-exists`; 422 `transaction-error`, `insufficient-balance`, `no-provider`,
 * `idempotency-key-reused`
 */
export async function makeTransaction(
  operations: Operations,
  wanted: NewTransaction,
  by: AuditActor,
  request: RequestKey | undefined,
): Promise<string> {
  const faults = formFaults(wanted);
  if (faults.length > 0) throw notAccepted(faults);
  return operations.transaction(async (inside) => {
    const earlier = request && (await madeBefore(inside, request));
    if (earlier !== undefined) return earlier;
    await assertAccountsFit(inside, wanted);
    await assertTaken(inside, wanted);
    const { provider = null, routing, source_account } = wanted;
    const goesOut = provider !== null || routing !== undefined;
    const row = await insert(inside, {
      ...wanted,
      transaction_id: wanted.transaction_id ?? uuidv7(),
      request,
      goesOut,
      refund_of: null,
    });
    if (row === undefined) {
      // Another request was faster: the same one, or one that has taken the id.
      const made = request && (await madeBefore(inside, request));
      if (made !== undefined) return made;
      const { transaction_id = '' } = wanted;
      throw new Problem('transaction-exists', serviceSentence('transaction-id-taken', { transaction_id }));
    }
    if (source_account !== undefined) await reserveOrRefuse(inside, source_account, row);
    await recordHistory(inside, row, { actor: by }, undefined);
    await recordChange(inside, operations.scope.tenantId, by, {
      action: 'transaction.made',
      target: row.transaction_id,
      after: {
        transaction_type: row.transaction_type,
        amount: servedAmount(row.amount, row.currency),
        currency: row.currency,
        provider,
      },
    });
    return row.transaction_id;
  });
}

/** What is wrong with it as it stands. */
function formFaults(wanted: NewTransaction): FieldError[] {
  const { transaction_type: type, currency, amount, source_account, target_account } = wanted;
  const faults: (FieldError | undefined)[] = [
    isCurrency(currency)
      ? amountFault('amount', amount, currency)
      : fieldError('currency', 'value', serviceSentence('no-currency')),
  ];
  for (const party of ['source', 'target'] as const) {
    const [account, system] = [wanted[`${party}_account`], wanted[`${party}_system`]];
    if (account !== undefined && system !== undefined) {
      faults.push(fieldError(`${party}_system`, 'value', serviceSentence('party-twice')));
    }
    if (account === undefined && system === undefined && PARTIES[type].includes(party)) {
      faults.push(fieldError(`${party}_account`, 'required', serviceSentence('party-missing', { type, party })));
    }
  }
  if (source_account !== undefined && source_account === target_account) {
    faults.push(fieldError('target_account', 'value', serviceSentence('party-same')));
  }
  if (wanted.provider !== undefined && wanted.routing !== undefined) {
    faults.push(fieldError('routing', 'value', serviceSentence('provider-or-routing')));
  }
  if (wanted.provider_key !== undefined && wanted.provider === undefined) {
    faults.push(fieldError('provider_key', 'value', serviceSentence('key-without-provider')));
  }
  return faults.filter((fault) => fault !== undefined);
}

async function assertAccountsFit(inside: Queryable, wanted: NewTransaction): Promise<void> {
  const named = (['source_account', 'target_account'] as const).flatMap((field) => {
    const account_id = wanted[field];
    return account_id === undefined ? [] : [{ field, account_id }];
  });
  if (named.length === 0) return;
  const found = await inside.query<{ account_id: string; currency: string }>(
    `SELECT account_id, currency FROM accounts WHERE kind = 'held' AND account_id = ANY($1::uuid[])`,
    [named.map(({ account_id }) => account_id)],
  );
  const errors = named.flatMap(({ field, account_id }): FieldError[] => {
    const account = found.find((one) => one.account_id === account_id);
    if (account === undefined) return [fieldError(field, 'value', serviceSentence('no-account', { account_id }))];
    const { currency } = wanted;
    if (account.currency === currency) return [];
    const said = serviceSentence('account-currency', { account_id, has: account.currency, currency });
    return [fieldError(field, 'value', said)];
  });
  if (errors.length > 0) throw new Problem('transaction-error', undefined, { errors });
}

/** @throws {Problem} 422 `insufficient-balance` */
export async function reserveOrRefuse(
  inside: Queryable,
  accountId: string,
  { amount, currency }: Pick<TransactionRow, 'amount' | 'currency'>,
): Promise<void> {
  if (await reserve(inside, accountId, amount)) return;
  const [account] = await inside.query<{ available: string }>(
    'SELECT (balance - reserved)::numeric(26, 6)::text AS available FROM accounts WHERE account_id = $1',
    [accountId],
  );
  const said = serviceSentence('balance-too-small', {
    account_id: accountId,
    available: servedAmount(account?.available ?? '0', currency),
    currency,
    amount: servedAmount(amount, currency),
  });
  throw new Problem('insufficient-balance', said, { errors: [fieldError('amount', 'range', said)] });
}

interface Inserted
  extends Omit<NewTransaction, 'source_account' | 'target_account' | 'source_system' | 'target_system'> {
  readonly transaction_id: string;
  readonly source_account?: string | null | undefined;
  readonly target_account?: string | null | undefined;
  readonly source_system?: string | null | undefined;
  readonly target_system?: string | null | undefined;
  readonly refund_of: string | null;
  readonly request: RequestKey | undefined;
  /** Whether a worker sends it. */
  readonly goesOut: boolean;
}

/** @returns undefined where there is one of this id, or of this request */
export async function insert(inside: Queryable, made: Inserted): Promise<TransactionRow | undefined> {
  const [row] = await inside.query<TransactionRow>(
    `INSERT INTO transactions (transaction_id, transaction_type, status, amount, currency, source_account, target_account,
       source_system, target_system, provider, provider_key, routing, refund_of, user_id, request_data, request_key,
       request_hash, due_at)
     VALUES ($1, $2, 'pending', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
       CASE WHEN $17 THEN now() END)
     ON CONFLICT DO NOTHING RETURNING ${ROW_COLUMNS}`,
    [
      made.transaction_id,
      made.transaction_type,
      made.amount,
      made.currency,
      made.source_account ?? null,
      made.target_account ?? null,
      made.source_system ?? null,
      made.target_system ?? null,
      made.provider ?? null,
      made.provider_key ?? null,
      made.routing === undefined ? null : JSON.stringify({ country: made.routing.country ?? null, tried: [] }),
      made.refund_of,
      made.user_id ?? null,
      made.request_data === undefined ? null : JSON.stringify(made.request_data),
      made.request?.key ?? null,
      made.request?.hash ?? null,
      made.goesOut,
    ],
  );
  return row;
}
