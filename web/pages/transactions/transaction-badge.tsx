import { useTranslation } from 'react-i18next';
import type { TransactionStatus, TransactionType } from '../../api/queries/transactions.ts';
import { type Meaning, MeaningBadge } from '../../parts/meaning-badge.tsx';

export const TYPES = [
  'deposit',
  'withdrawal',
  'transfer',
  'payment',
  'refund',
] as const satisfies readonly TransactionType[];
export const STATUSES = [
  ...(['pending', 'processing', 'unknown'] as const),
  ...(['completed', 'failed', 'refunded'] as const),
] as const satisfies readonly TransactionStatus[];

const MEANINGS: Readonly<Record<TransactionStatus, Meaning>> = {
  pending: 'waiting',
  processing: 'running',
  unknown: 'waiting',
  completed: 'good',
  failed: 'bad',
  refunded: 'over',
};

export function TransactionBadge({
  status,
  isPast = false,
}: {
  readonly status: TransactionStatus;
  readonly isPast?: boolean;
}) {
  const { t } = useTranslation('money');
  return (
    <MeaningBadge meaning={MEANINGS[status]} isPast={isPast}>
      {t(`status.${status}`)}
    </MeaningBadge>
  );
}
