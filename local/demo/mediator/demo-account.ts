import type { ApiConnection } from '../../../shared/client/api-connection.ts';
import { scaled, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import type { AccountBody, TransactionBody, TransactionStatus } from '../../../shared/domain/transaction.ts';
import type { Check, Story } from './story.ts';

export const CURRENCY = 'EUR';
const DECIMALS = 2;

export const sumOf = (amounts: readonly string[]): string =>
  scaled(
    amounts.reduce((sum, amount) => sum + unscaled(amount, DECIMALS), 0n),
    DECIMALS,
  );

/** What is to be told of a transaction once it has come as far as it comes. */
export interface Outcome {
  readonly asked: string;
  readonly transaction: TransactionBody;
  readonly status: TransactionStatus;
  readonly came?: string;
  readonly why: string;
  readonly checks?: readonly Check[];
}

/** An account that the demo opens anew, and what should be on it by what the demo has done: kept apart from what the API says. */
export class DemoAccount {
  readonly accountId: string;
  readonly #api: ApiConnection;
  readonly #story: Story;
  #balance = 0n;
  #reserved = 0n;
  /** By transaction: how it should have ended. */
  readonly endings = new Map<string, TransactionStatus>();

  private constructor(api: ApiConnection, story: Story, accountId: string) {
    this.#api = api;
    this.#story = story;
    this.accountId = accountId;
  }

  static async open(api: ApiConnection, story: Story, owner: string): Promise<DemoAccount> {
    const { account_id } = await api.send<AccountBody>('POST', '/api/accounts', { owner, currency: CURRENCY });
    return new DemoAccount(api, story, account_id);
  }

  /** @param amount below 0 for what goes out */
  moves(amount: string): void {
    this.#balance += unscaled(amount, DECIMALS);
  }

  /** @param amount below 0 for what is free again */
  holds(amount: string): void {
    this.#reserved += unscaled(amount, DECIMALS);
  }

  get expected(): { readonly balance: string; readonly reserved: string } {
    return { balance: scaled(this.#balance, DECIMALS), reserved: scaled(this.#reserved, DECIMALS) };
  }

  async read(): Promise<{ readonly balance: string; readonly reserved: string }> {
    const { balance, reserved } = await this.#api.send<AccountBody>('GET', `/api/accounts/${this.accountId}`);
    return { balance, reserved };
  }

  /** A row with the account as it is after that. */
  async tell({ asked, transaction, status, came = status, why, checks = [] }: Outcome): Promise<void> {
    this.endings.set(transaction.transaction_id, status);
    const is = { what: `status of ${transaction.transaction_id}`, expected: status, came: transaction.status };
    await this.tellOnly({ asked, came, why, checks: [is, ...checks] });
  }

  /** The same of something that no transaction came of, or that is not over. */
  async tellOnly(step: Pick<Outcome, 'asked' | 'why'> & { came: string; checks: readonly Check[] }): Promise<void> {
    const now = await this.read();
    const stands = { what: 'the account', expected: this.expected, came: now };
    this.#story.step({ ...step, checks: [...step.checks, stands], figures: [now.balance, now.reserved] });
  }
}
