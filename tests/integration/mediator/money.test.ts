import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/domain/problems.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import {
  mayBecome,
  TRANSACTION_STATUSES,
  TRANSITIONS,
  type TransactionBody,
  type TransactionStatus,
} from '../../../shared/domain/transaction.ts';
import type { Answer } from '../../../shared/mediator/adapter.ts';
import { accountsOf } from '../../../shared/mediator/money/accounts.ts';
import { applyTransactionEvent } from '../../../shared/mediator/money/apply-event.ts';
import { changeTransaction, lockForChange } from '../../../shared/mediator/money/change-transaction.ts';
import { makeTransaction, type NewTransaction, requestKeyOf } from '../../../shared/mediator/money/make-transaction.ts';
import { refundTransaction } from '../../../shared/mediator/money/refund-transaction.ts';
import { transactionsOf } from '../../../shared/mediator/money/transaction-record.ts';
import { theOperator } from '../../../shared/operations/audit.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { cases } from '../../properties.ts';
import type { TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations } from '../staging/services.ts';

const scope = tenantScope('BANK001');
const by = theOperator();
let postgres: TestPostgres;
let operations: Operations;
beforeAll(async () => {
  postgres = await startOperations();
  await createTenant(postgres.url, { tenantId: scope.tenantId, name: 'Bank' });
  operations = postgres.database.operationsFor(scope);
  await operations.query(
    `INSERT INTO providers (code, name, provider_type, adapter, supported_currencies, supported_countries, is_active, status,
       api_base_url, api_version, signature_scheme, rate_limit, concurrent_requests, settings)
     SELECT code, code, 'bank', 'sandbox', '{EUR,JPY}', '{DE}', true, 'online', 'http://127.0.0.1:1', 'v1', 'standard', 100, 10, '{}'
     FROM unnest('{BANKA,BANKB}'::text[]) AS code`,
  );
});
afterAll(() => postgres?.stop());

const open = async (currency = 'EUR', allow_negative = false) =>
  (await accountsOf(operations).open({ owner: 'somebody', currency, allow_negative }, by)).account_id;
const make = (wanted: Partial<NewTransaction> & Pick<NewTransaction, 'transaction_type'>) =>
  makeTransaction(operations, { amount: '10.00', currency: 'EUR', ...wanted }, by, undefined);
const change = (id: string, to: TransactionStatus, reason = 'said so') =>
  operations.transaction(async (inside) => {
    const row = await lockForChange(inside, id);
    return changeTransaction(operations, inside, row!, { to, reason }, { actor: by });
  });
const funded = async (amount: string, currency = 'EUR') => {
  const account = await open(currency);
  const id = await make({
    transaction_type: 'deposit',
    source_system: 'cash',
    target_account: account,
    amount,
    currency,
  });
  await change(id, 'completed');
  return account;
};
const read = async (id: string) => (await transactionsOf(operations).get(id))!;
const balanceOf = async (id: string) => {
  const { balance, reserved } = (await accountsOf(operations).get(id))!;
  return { balance, reserved };
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const answered = (outcome: 'processing' | 'completed' | 'failed'): Extract<Answer, { readonly data: unknown }> => ({
  outcome,
  reference: null,
  data: null,
  code: null,
  message: null,
});
const event = (transactionId: string, outcome: 'processing' | 'completed' | 'failed') =>
  applyTransactionEvent(
    operations,
    'BANKA',
    { about: 'transaction', transactionId, reference: null, answer: answered(outcome) },
    randomUUID(),
  );
const totals = async () =>
  Object.fromEntries((await accountsOf(operations).trialBalance()).map((line) => [line.currency, line.total]));

/** A transaction of ten euros in a state; its account had a hundred. */
async function inState(state: TransactionStatus): Promise<{ id: string; account: string }> {
  const account = await funded('100');
  const id = await make({
    transaction_type: 'transfer',
    source_account: account,
    target_system: 'them',
    provider: 'BANKA',
  });
  const ways: Record<TransactionStatus, readonly TransactionStatus[]> = {
    pending: [],
    processing: ['processing'],
    unknown: ['processing', 'unknown'],
    completed: ['completed'],
    failed: ['failed'],
    refunded: ['completed'],
  };
  for (const to of ways[state]) await change(id, to);
  if (state === 'refunded') {
    await operations.query('UPDATE transactions SET provider = NULL WHERE transaction_id = $1', [id]);
    await refundTransaction(operations, id, undefined, { actor: by }, undefined);
    await operations.query(`UPDATE transactions SET provider = 'BANKA' WHERE transaction_id = $1`, [id]);
  }
  expect((await read(id)).status).toBe(state);
  return { id, account };
}

describe('the states of a transaction', () => {
  for (const from of TRANSACTION_STATUSES) {
    for (const to of TRANSACTION_STATUSES.filter((status) => status !== 'refunded')) {
      it(`${from} → ${to}: ${mayBecome(from, to) ? 'leads there' : 'refused, and nothing is changed'}`, async () => {
        const { id, account } = await inState(from);
        const before = [await read(id), await balanceOf(account)];
        const said = await refusal(change(id, to));
        if (mayBecome(from, to)) {
          expect(said).toBe('done');
          const after = await read(id);
          expect(after).toMatchObject({ status: to, version: (before[0] as TransactionBody).version + 1 });
          expect(after.history.at(-1)).toMatchObject({ status: to, reason: 'said so' });
        } else {
          expect(said).toBe('wrong-state');
          expect([await read(id), await balanceOf(account)]).toEqual(before);
        }
        const left = { completed: '90.00', failed: '100.00', refunded: '100.00' } as Record<string, string>;
        const { status } = await read(id);
        const expected = { balance: left[status] ?? '100.00', reserved: left[status] === undefined ? '10.00' : '0.00' };
        expect(await balanceOf(account)).toEqual(expected);
      });
    }

    it.each(['processing', 'completed', 'failed'] as const)(
      `${from}, and the provider tells %s: forwards only`,
      async (told) => {
        const { id, account } = await inState(from);
        const { status } = await event(id, told);
        const leads = mayBecome(from, told);
        expect((await read(id)).status).toBe(leads ? told : from);
        const late = from === told || told === 'processing' || (told === 'completed' && from === 'refunded');
        expect(status).toBe(leads ? 'applied' : late ? 'already' : 'refused');
        const once = [await read(id), await balanceOf(account)];
        await event(id, told);
        expect([await read(id), await balanceOf(account)]).toEqual(once);
      },
    );
  }

  it('are those of the contract', () => {
    expect(TRANSITIONS).toEqual({
      pending: ['processing', 'completed', 'failed'],
      processing: ['completed', 'failed', 'unknown'],
      unknown: ['completed', 'failed'],
      completed: ['refunded'],
      failed: [],
      refunded: [],
    });
  });

  it('of one that twenty change at once: one of them does', async () => {
    for (const [one, other] of [
      ['completed', 'failed'],
      ['failed', 'completed'],
    ] as const) {
      const { id, account } = await inState('processing');
      const changes = Array.from({ length: 20 }, (_, at) => refusal(change(id, at % 2 === 0 ? one : other)));
      const said = await Promise.all(changes);
      expect(said.filter((what) => what === 'done')).toHaveLength(1);
      const { status, history } = await read(id);
      expect(history.filter((entry) => entry.status === status)).toHaveLength(1);
      expect(await balanceOf(account)).toEqual({
        balance: status === 'completed' ? '90.00' : '100.00',
        reserved: '0.00',
      });
    }
  });
});

describe('money', () => {
  it('is reserved when a transaction is made, and never more than there is', async () => {
    const account = await funded('25');
    const made = await Promise.all(
      Array.from({ length: 8 }, () =>
        refusal(make({ transaction_type: 'withdrawal', source_account: account, target_system: 'x' })),
      ),
    );
    expect(made.toSorted()).toEqual(['done', 'done', ...Array(6).fill('insufficient-balance')]);
    expect(await balanceOf(account)).toEqual({ balance: '25.00', reserved: '20.00' });
  });

  it('of an account that may be negative may be less than nothing', async () => {
    const account = await open('EUR', true);
    const id = await make({ transaction_type: 'payment', source_account: account, target_system: 'x' });
    await change(id, 'completed');
    expect(await balanceOf(account)).toEqual({ balance: '-10.00', reserved: '0.00' });
  });

  it('has the decimals of its currency', async () => {
    const yen = await funded('500', 'JPY');
    expect(await balanceOf(yen)).toEqual({ balance: '500', reserved: '0' });
    const wrong = { transaction_type: 'deposit', source_system: 'x', target_account: yen, currency: 'JPY' } as const;
    for (const amount of ['1.5', '0', '-1', '1e3', '01', '1.', ' 1', '999999999999999', '']) {
      expect(await refusal(make({ ...wrong, amount })), amount).toBe('invalid-request');
    }
    const dinar = await funded('1.005', 'KWD');
    expect(await balanceOf(dinar)).toEqual({ balance: '1.005', reserved: '0.000' });
    const largest = await funded('99999999999999.99');
    expect(await balanceOf(largest)).toEqual({ balance: '99999999999999.99', reserved: '0.00' });
  });

  it('is given back once in full, or in parts up to the amount, also by twenty at once', async () => {
    const account = await open();
    const id = await make({ transaction_type: 'deposit', source_system: 'x', target_account: account, amount: '10' });
    await change(id, 'completed');
    const refund = (amount?: string) => refusal(refundTransaction(operations, id, amount, { actor: by }, undefined));
    expect(await refund('10.01')).toBe('transaction-error');
    const said = await Promise.all(Array.from({ length: 20 }, () => refund('3')));
    expect(said.filter((what) => what === 'done')).toHaveLength(3);
    expect(await read(id)).toMatchObject({ status: 'completed', refunded_amount: '9.00', refunding_amount: '0.00' });
    const last = await Promise.all(Array.from({ length: 20 }, () => refund()));
    expect(last.filter((what) => what === 'done')).toHaveLength(1);
    expect(await read(id)).toMatchObject({ status: 'refunded', refunded_amount: '10.00' });
    expect(await balanceOf(account)).toEqual({ balance: '0.00', reserved: '0.00' });
    expect(await refund('1')).toBe('wrong-state');
  });

  it('cannot be given back when it has been spent', async () => {
    const account = await open();
    const id = await make({ transaction_type: 'deposit', source_system: 'x', target_account: account });
    await change(id, 'completed');
    await make({ transaction_type: 'payment', source_account: account, target_system: 'shop', amount: '5' });
    expect(await refusal(refundTransaction(operations, id, undefined, { actor: by }, undefined))).toBe(
      'insufficient-balance',
    );
    expect(await read(id)).toMatchObject({ status: 'completed', refunded_amount: '0.00', refunding_amount: '0.00' });
  });

  it('that a provider gives back by himself is booked once, whatever he sends again', async () => {
    const account = await funded('100');
    const id = await make({
      transaction_type: 'payment',
      source_account: account,
      target_system: 'shop',
      provider: 'BANKA',
    });
    await change(id, 'completed');
    const told = (eventId: string, amount: string | null) =>
      applyTransactionEvent(
        operations,
        'BANKA',
        { about: 'refund', transactionId: id, reference: null, refundId: null, amount, answer: answered('completed') },
        eventId,
      );
    const same = await Promise.all(Array.from({ length: 20 }, () => told('event-1', '4.00')));
    expect(same.filter(({ status }) => status === 'applied')).toHaveLength(1);
    expect(await told('event-2', '6.01')).toMatchObject({ status: 'refused' });
    expect(await told('event-3', null)).toMatchObject({ status: 'applied' });
    expect(await read(id)).toMatchObject({ status: 'refunded', refunded_amount: '10.00' });
    expect(await balanceOf(account)).toEqual({ balance: '100.00', reserved: '0.00' });
  });

  /** A payment of so much that a provider has carried out, from an account of its own that had just that. */
  const paid = async (amount = '10.00', provider = 'BANKA') => {
    const account = await funded(amount);
    const parties = { source_account: account, target_system: 'shop' };
    const id = await make({ transaction_type: 'payment', amount, provider, ...parties });
    await change(id, 'completed');
    return { id, account };
  };
  type RefundEvent = Extract<Parameters<typeof applyTransactionEvent>[2], { readonly about: 'refund' }>;
  /** A provider tells that money of a transaction was given back; by himself, where no refund is named. */
  const toldRefund = (
    transactionId: string,
    {
      provider = 'BANKA',
      eventId = randomUUID() as string,
      reference = null as string | null,
      ...more
    }: Partial<Pick<RefundEvent, 'refundId' | 'amount' | 'currency'>> & {
      provider?: string;
      eventId?: string;
      reference?: string | null;
      outcome?: 'completed' | 'failed';
    } = {},
  ) => {
    const answer = { ...answered(more.outcome ?? 'completed'), reference };
    const event = { about: 'refund', transactionId, reference: null, refundId: null, amount: null, answer } as const;
    const { outcome: _, ...particulars } = more;
    return applyTransactionEvent(operations, provider, { ...event, ...particulars }, eventId);
  };
  /** A refund of ours that is with the provider. */
  const refundSent = async (id: string, amount: string) => {
    await refundTransaction(operations, id, amount, { actor: by }, undefined);
    const [{ transaction_id } = { transaction_id: '' }] = await operations.query<{ transaction_id: string }>(
      `UPDATE transactions SET sent_at = now() WHERE refund_of = $1 AND status = 'pending' RETURNING transaction_id`,
      [id],
    );
    await change(transaction_id, 'processing');
    return transaction_id;
  };

  it('that providers give back by themselves is told apart, whatever they call their events', async () => {
    // Long ones that begin alike, ones that look like two names in one, and all that a provider may make up.
    const eventId = fc.oneof(
      fc.integer({ min: 0, max: 3 }).map((number) => `${'e'.repeat(120)}${number}`),
      fc.constantFrom('1', 'BANKA-1', 'BANKB-1', 'a b', 'a/b', 'ş', 'BANKA'),
      fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme-ascii' }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ eventId, at: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 12 }),
        async (told) => {
          const payments = await Promise.all(['BANKA', 'BANKB', 'BANKA', 'BANKB'].map((code) => paid('10.00', code)));
          const send = ({ eventId: id, at }: (typeof told)[number]) =>
            toldRefund(payments[at]!.id, { provider: at % 2 === 0 ? 'BANKA' : 'BANKB', eventId: id, amount: '0.01' });
          // Each of them twice, at the same time.
          const said = await Promise.all([...told, ...told].map(send));
          expect(said.every(({ status }) => status === 'applied' || status === 'already')).toBe(true);
          for (const [at, { id, account }] of payments.entries()) {
            const events = new Set(told.filter((one) => one.at === at).map((one) => one.eventId)).size;
            const given = `0.${String(events).padStart(2, '0')}`;
            expect(await read(id)).toMatchObject({ refunded_amount: given, refunding_amount: '0.00' });
            expect(await balanceOf(account)).toEqual({ balance: given, reserved: '0.00' });
          }
        },
      ),
      { numRuns: cases(60) },
    );
  });

  it('that a provider gives back by himself is booked although a client has made a transaction of any such name', async () => {
    const { id } = await paid();
    for (const transaction_id of ['refund-taken', 'refund-BANKA-taken', 'taken']) {
      await make({ transaction_type: 'deposit', source_system: 'x', target_account: await open(), transaction_id });
    }
    expect(await toldRefund(id, { eventId: 'taken', amount: '1.00' })).toMatchObject({ status: 'applied' });
    expect(await toldRefund(id, { eventId: 'taken', amount: '1.00' })).toMatchObject({ status: 'already' });
    expect(await read(id)).toMatchObject({ refunded_amount: '1.00' });
  });

  it('that is given back is told of by what it is: another amount is another refund', async () => {
    const { id, account } = await paid();
    const ours = await refundSent(id, '3.00');
    expect(await toldRefund(id, { amount: '5.00' })).toMatchObject({ status: 'applied', subject: id });
    expect((await read(ours)).status).toBe('processing');
    // Not yet sent: it cannot be that one.
    await refundTransaction(operations, id, '1.00', { actor: by }, undefined);
    expect(await toldRefund(id, { amount: '1.00' })).toMatchObject({ status: 'applied', subject: id });
    expect(await toldRefund(id, { refundId: ours, amount: '2.00' })).toMatchObject({ status: 'refused' });
    expect(await toldRefund(id, { refundId: ours, amount: '3.00', currency: 'JPY' })).toMatchObject({
      status: 'refused',
    });
    expect(await toldRefund(ours, { amount: '2.00' })).toMatchObject({ status: 'refused' });
    expect(await toldRefund(id, { amount: '1', currency: 'JPY' })).toMatchObject({ status: 'refused' });
    expect(await read(id)).toMatchObject({ refunded_amount: '6.00', refunding_amount: '4.00' });
    expect(await toldRefund(id, { amount: '3.00' })).toMatchObject({ status: 'applied', subject: ours });
    expect(await read(id)).toMatchObject({ refunded_amount: '9.00', refunding_amount: '1.00' });
    expect(await balanceOf(account)).toEqual({ balance: '9.00', reserved: '0.00' });
  });

  it('that may be one of several refunds waits until that is known, and is never booked beside them', async () => {
    const { id, account } = await paid();
    const [one, other] = [await refundSent(id, '3.00'), await refundSent(id, '3.00')];
    expect(await toldRefund(id, { amount: '3.00' })).toMatchObject({ status: 'not-found' });
    expect(await toldRefund(id, { amount: '3.00', outcome: 'failed' })).toMatchObject({ status: 'not-found' });
    // By the provider's own id, which is not known before his answer has come.
    expect(await toldRefund(id, { amount: '3.00', refundId: 're_1' })).toMatchObject({ status: 'not-found' });
    expect(await toldRefund(id, { amount: '3.00', reference: 're_1' })).toMatchObject({ status: 'not-found' });
    expect(await read(id)).toMatchObject({ refunded_amount: '0.00', refunding_amount: '6.00' });
    await operations.query(`UPDATE transactions SET provider_reference = 're_1' WHERE transaction_id = $1`, [one]);
    expect(await toldRefund(id, { amount: '3.00', reference: 're_1' })).toMatchObject({
      status: 'applied',
      subject: one,
    });
    expect(await toldRefund(id, { amount: '3.00', refundId: 're_1' })).toMatchObject({ status: 'already' });
    expect(await toldRefund(id, { amount: '3.00' })).toMatchObject({ status: 'applied', subject: other });
    expect(await read(id)).toMatchObject({ refunded_amount: '6.00', refunding_amount: '0.00' });
    // What he gives back by himself and tells of twice, as two events, is known by his own id.
    expect(await toldRefund(id, { amount: '1.00', reference: 're_9' })).toMatchObject({ status: 'applied' });
    expect(await toldRefund(id, { amount: '1.00', reference: 're_9' })).toMatchObject({ status: 'already' });
    expect(await balanceOf(account)).toEqual({ balance: '7.00', reserved: '0.00' });
  });

  it('that was given back before we know that it came waits for that', async () => {
    const { id } = await inState('unknown');
    expect(await toldRefund(id, { amount: '4.00', eventId: 'early' })).toMatchObject({ status: 'not-found' });
    await change(id, 'completed');
    expect(await toldRefund(id, { amount: '4.00', eventId: 'early' })).toMatchObject({ status: 'applied' });
    expect(await read(id)).toMatchObject({ refunded_amount: '4.00' });
  });

  it('of a request that comes again moves once, and another request of the same key is refused', async () => {
    const account = await funded('100');
    const wanted = {
      transaction_type: 'payment',
      amount: '1',
      currency: 'EUR',
      source_account: account,
      target_system: 'x',
    } as const;
    const key = (content: object) => requestKeyOf('createTransaction', 'key-1', content);
    const made = await Promise.all(
      Array.from({ length: 20 }, () => makeTransaction(operations, wanted, by, key(wanted))),
    );
    expect(new Set(made).size).toBe(1);
    expect(await balanceOf(account)).toEqual({ balance: '100.00', reserved: '1.00' });
    const other = { ...wanted, amount: '2' };
    expect(await refusal(makeTransaction(operations, other, by, key(other)))).toBe('idempotency-key-reused');
  });

  it('stays the same in all, whatever happens at once: a watcher sees every sum at nought, and no account below it', async () => {
    const accounts = await Promise.all(['50', '20', '0.01'].map((amount) => funded(amount)));
    let over = false;
    const watched = (async () => {
      let looks = 0;
      while (!over) {
        expect(new Set(Object.values(await totals()).map(Number))).toEqual(new Set([0]));
        for (const { balance, reserved } of await Promise.all(accounts.map(balanceOf))) {
          expect(Number(balance)).toBeGreaterThanOrEqual(Number(reserved));
        }
        looks += 1;
      }
      return looks;
    })();
    const party = fc.integer({ min: -1, max: accounts.length - 1 });
    const step = fc.record({
      from: party,
      to: party,
      cents: fc.integer({ min: 1, max: 3000 }),
      end: fc.constantFrom('completed', 'failed', 'refund'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
        await Promise.all(
          steps.map(async ({ from, to, cents, end }) => {
            const source = from < 0 ? { source_system: 'out' } : { source_account: accounts[from]! };
            const target = to < 0 ? { target_system: 'out' } : { target_account: accounts[to]! };
            const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
            const made = await make({ transaction_type: 'transfer', amount, ...source, ...target }).catch((error) => {
              if (error instanceof Problem) return undefined;
              throw error;
            });
            if (made === undefined) return;
            await change(made, end === 'failed' ? 'failed' : 'completed');
            if (end !== 'refund') return;
            const said = await refusal(refundTransaction(operations, made, undefined, { actor: by }, undefined));
            expect(['done', 'insufficient-balance']).toContain(said);
          }),
        );
        const [sums] = await operations.query<{ wrong: number }>(
          `SELECT count(*)::int AS wrong FROM accounts WHERE kind = 'held' AND (balance, reserved) IS DISTINCT FROM (
             (SELECT coalesce(sum(amount), 0) FROM postings WHERE postings.account_id = accounts.account_id),
             (SELECT coalesce(sum(amount), 0) FROM transactions
              WHERE source_account = account_id AND status IN ('pending', 'processing', 'unknown')))`,
        );
        expect(sums!.wrong).toBe(0);
      }),
      { numRuns: cases(24) },
    );
    over = true;
    expect(await watched).toBeGreaterThan(0);
  });

  it('is never moved by one posting alone, and no posting is ever changed', async () => {
    const account = await funded('1');
    const id = await make({ transaction_type: 'deposit', source_system: 'x', target_account: account });
    const alone = operations.query('INSERT INTO postings (transaction_id, account_id, amount) VALUES ($1, $2, 5)', [
      id,
      account,
    ]);
    expect(await refusal(alone)).toBe('23514');
    expect(await refusal(operations.query('UPDATE postings SET amount = amount + 1'))).toBe('23514');
    expect(await refusal(operations.query('DELETE FROM postings'))).toBe('23514');
  });
});

describe('the list of transactions', () => {
  it('has each once, in every order, page by page', async () => {
    const rows = await operations.query<{ transaction_id: string }>('SELECT transaction_id FROM transactions');
    const all = rows.map(({ transaction_id }) => transaction_id).toSorted();
    for (const sort of ['created_at', '-amount', 'updated_at', '-transaction_id'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await transactionsOf(operations).list({ limit: 17, sort, cursor });
        seen.push(...page.data.map((row) => row.transaction_id));
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined && seen.length < 2 * all.length);
      expect(seen.toSorted()).toEqual(all);
    }
  });

  it('has pages that end before they are too long to be answered', async () => {
    const request_data = { note: 'x'.repeat(60_000) };
    const wanted = { transaction_type: 'deposit', amount: '1', currency: 'EUR', source_system: 'long' } as const;
    const made = await Promise.all(
      Array.from({ length: 40 }, () => makeTransaction(operations, { ...wanted, request_data }, by, undefined)),
    );
    const list = (cursor?: string) =>
      transactionsOf(operations).list({ limit: 1000, sort: 'created_at', source_system: 'long', cursor });
    const first = await list();
    expect(first.data.length).toBeGreaterThan(20);
    expect(first.data.length).toBeLessThan(40);
    const second = await list(first.next_cursor!);
    expect(second.next_cursor).toBeNull();
    const seen = [...first.data, ...second.data].map(({ transaction_id }) => transaction_id);
    expect(seen.toSorted()).toEqual(made.toSorted());
  });
});
