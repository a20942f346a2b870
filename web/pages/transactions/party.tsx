import { useTranslation } from 'react-i18next';
import type { Transaction } from '../../api/queries/transactions.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { AccountLink, shownId, useAccountName } from '../../parts/mediator-links.tsx';

export type Side = 'source' | 'target';

/** The account or the system on one side; both null where it is everybody else. */
export const partyOf = (transaction: Transaction, side: Side) =>
  side === 'source'
    ? { account: transaction.source_account, system: transaction.source_system }
    : { account: transaction.target_account, system: transaction.target_system };

/** Who is on one side of a transaction. */
export function Party({ transaction, side }: { readonly transaction: Transaction; readonly side: Side }) {
  const { t } = useTranslation('money');
  const { account, system } = partyOf(transaction, side);
  if (account !== null) return <AccountLink id={account} />;
  return system === null ? t('party.outside') : <CodeText value={system} />;
}

/** Who is on one side, as words of a sentence. */
export function usePartyName(transaction: Transaction, side: Side): string {
  const { t } = useTranslation('money');
  const { account, system } = partyOf(transaction, side);
  const owner = useAccountName(account);
  if (account !== null) return owner ?? shownId(account);
  return system ?? t('party.outside');
}
