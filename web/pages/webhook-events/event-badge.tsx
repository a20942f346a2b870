import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WebhookEvent, WebhookEventStatus } from '../../api/queries/webhook-events.ts';
import { type Meaning, MeaningBadge } from '../../parts/meaning-badge.tsx';
import { shownId, TransactionLink } from '../../parts/mediator-links.tsx';
import { verificationPath } from '../../shell/mediator-path.ts';

export const STATUSES = [
  ...(['pending', 'processing', 'completed'] as const),
  ...(['failed', 'parked', 'cancelled'] as const),
] as const satisfies readonly WebhookEventStatus[];

const MEANINGS: Readonly<Record<WebhookEventStatus, Meaning>> = {
  pending: 'waiting',
  processing: 'running',
  completed: 'good',
  failed: 'bad',
  parked: 'waiting',
  cancelled: 'over',
};

export function EventBadge({ status }: { readonly status: WebhookEventStatus }) {
  const { t } = useTranslation('webhookEvents');
  return <MeaningBadge meaning={MEANINGS[status]}>{t(`statusOf.${status}`)}</MeaningBadge>;
}

/** What it was applied to: a verification, where it is of a KYC provider's events; else a transaction. */
export function Subject({ event: { subject, event_type } }: { readonly event: WebhookEvent }) {
  if (subject === null) return '–';
  if (!event_type.startsWith('kyc.')) return <TransactionLink id={subject} />;
  return (
    <Anchor component={Link} to={verificationPath(subject)} fz="inherit" c="var(--tranche-link)" title={subject}>
      {shownId(subject)}
    </Anchor>
  );
}
