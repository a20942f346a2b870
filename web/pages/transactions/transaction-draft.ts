import { PARTIES } from '../../../shared/domain/transaction.ts';
import type { FieldError } from '../../api/problem.ts';
import type { components, operations } from '../../api/schema.ts';
import type { Formats } from '../../format/formats.ts';
import { requiredErrors } from '../../parts/placed-errors.ts';

type TransactionType = components['schemas']['Transaction']['transaction_type'];
type NewTransaction = operations['createTransaction']['requestBody']['content']['application/json'];

export type PartyKind = 'account' | 'system' | 'none';

export interface PartyDraft {
  readonly kind: PartyKind;
  readonly account: string | null;
  readonly system: string;
}

/** A transaction as it is typed. */
export interface TransactionDraft {
  readonly type: TransactionType;
  readonly amount: string;
  readonly currency: string;
  readonly source: PartyDraft;
  readonly target: PartyDraft;
  readonly by: 'hand' | 'provider' | 'routing';
  readonly provider: string | null;
  readonly country: string;
  readonly ownId: string;
  readonly userId: string;
  readonly data: string;
}

/** On which side the account is, of money that comes in or goes out. */
const ACCOUNT_SIDES: Readonly<Record<TransactionType, readonly ('source' | 'target')[]>> = {
  deposit: ['target'],
  withdrawal: ['source'],
  transfer: ['source', 'target'],
  payment: ['source'],
  refund: ['target'],
};

const partyDraft = (isAccount: boolean, account: string | null): PartyDraft => ({
  kind: isAccount ? 'account' : 'system',
  account: isAccount ? account : null,
  system: '',
});

/** @param account where it is taken from or goes to, if that is known already */
export function newDraft(type: TransactionType, account: string | null = null, currency = 'EUR'): TransactionDraft {
  const [first] = ACCOUNT_SIDES[type];
  const party = (side: 'source' | 'target') =>
    partyDraft(ACCOUNT_SIDES[type].includes(side), side === first ? account : null);
  return {
    type,
    amount: '',
    currency,
    source: party('source'),
    target: party('target'),
    by: 'hand',
    provider: null,
    country: '',
    ownId: '',
    userId: '',
    data: '',
  };
}

/** Of another type: an account that was chosen comes to the side where that type has it. */
export function withType(draft: TransactionDraft, type: TransactionType): TransactionDraft {
  const account = draft.source.account ?? draft.target.account;
  const { source, target } = newDraft(type, account);
  const system = draft.source.system || draft.target.system;
  const named = (party: PartyDraft) => (party.kind === 'system' ? { ...party, system } : party);
  return { ...draft, type, source: named(source), target: named(target) };
}

export const isRequired = (type: TransactionType, side: 'source' | 'target'): boolean => PARTIES[type].includes(side);

/** What the API calls the fields that the form shows. */
export const shownFields = ({ by, source, target }: TransactionDraft): readonly string[] => [
  ...(['transaction_type', 'amount', 'currency', 'transaction_id', 'user_id', 'request_data'] as const),
  ...(by === 'provider' ? ['provider'] : []),
  ...(by === 'routing' ? ['routing.country'] : []),
  `source_${source.kind}`,
  `target_${target.kind}`,
];

type Read = Pick<Formats, 'read'>;

/** What the page itself can say is missing or wrong, as the API would name it; the rest is told by the service. */
export function draftFaults(draft: TransactionDraft, { read }: Read): readonly FieldError[] {
  const { amount, currency, by, provider } = draft;
  const empty = [
    ...(amount.trim() === '' || read(amount) === undefined ? ['amount'] : []),
    ...(currency.trim() === '' ? ['currency'] : []),
    ...(['source', 'target'] as const).flatMap((side) => {
      const { kind, account, system } = draft[side];
      if (kind === 'account' && account === null) return [`${side}_account`];
      return kind === 'system' && system.trim() === '' ? [`${side}_system`] : [];
    }),
    ...(by === 'provider' && provider === null ? ['provider'] : []),
  ];
  return requiredErrors(empty);
}

/** Undefined where it is no JSON; null where there is none. */
export function readJson(text: string): { readonly value: unknown } | null | undefined {
  if (text.trim() === '') return null;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What is sent; amounts digit by digit. */
export function transactionOf(draft: TransactionDraft, { read }: Read): NewTransaction {
  const { type, amount, currency, by, provider, country, ownId, userId, data } = draft;
  const party = (side: 'source' | 'target') => {
    const { kind, account, system } = draft[side];
    if (kind === 'account') return { [`${side}_account`]: account ?? '' };
    return kind === 'system' ? { [`${side}_system`]: system.trim() } : {};
  };
  const sentAlong = readJson(data);
  return {
    ...(ownId.trim() === '' ? {} : { transaction_id: ownId.trim() }),
    transaction_type: type,
    amount: read(amount) ?? '',
    currency: currency.trim().toUpperCase(),
    ...party('source'),
    ...party('target'),
    ...(by === 'provider' && provider !== null ? { provider } : {}),
    ...(by === 'routing' ? { routing: country.trim() === '' ? {} : { country: country.trim().toUpperCase() } } : {}),
    ...(userId.trim() === '' ? {} : { user_id: userId.trim() }),
    ...(sentAlong ? { request_data: sentAlong.value } : {}),
  } as NewTransaction;
}
