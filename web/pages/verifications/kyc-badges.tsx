import { useTranslation } from 'react-i18next';
import type { KycProfile, KycRequest } from '../../api/queries/kyc.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { type Meaning, MeaningBadge } from '../../parts/meaning-badge.tsx';

export const REQUEST_STATUSES = [
  ...(['pending', 'processing', 'completed'] as const),
  ...(['failed', 'rejected', 'cancelled'] as const),
] as const satisfies readonly KycRequest['status'][];
export const TYPES = [
  'document',
  'face',
  'address',
  'background',
] as const satisfies readonly KycRequest['verification_type'][];
export const PROFILE_STATUSES = [
  'PENDING',
  'VERIFIED',
  'REJECTED',
  'EXPIRED',
  'REVOKED',
] as const satisfies readonly KycProfile['status'][];

const OF_REQUESTS: Readonly<Record<KycRequest['status'], Meaning>> = {
  pending: 'waiting',
  processing: 'running',
  completed: 'good',
  failed: 'bad',
  rejected: 'bad',
  cancelled: 'over',
};

const OF_PROFILES: Readonly<Record<KycProfile['status'], Meaning>> = {
  PENDING: 'waiting',
  VERIFIED: 'good',
  REJECTED: 'bad',
  EXPIRED: 'over',
  REVOKED: 'bad',
};

export function RequestBadge({
  status,
  isPast = false,
}: {
  readonly status: KycRequest['status'];
  readonly isPast?: boolean;
}) {
  const { t } = useTranslation('verifications');
  return (
    <MeaningBadge meaning={OF_REQUESTS[status]} isPast={isPast}>
      {t(`statusOf.${status}`)}
    </MeaningBadge>
  );
}

export function ProfileBadge({ status }: { readonly status: KycProfile['status'] }) {
  const { t } = useTranslation('verifications');
  return <MeaningBadge meaning={OF_PROFILES[status]}>{t(`profiles.statusOf.${status}`)}</MeaningBadge>;
}

const KNOWN = [
  ...(['waits-for-decision', 'waits-for-provider', 'no-answer-yet', 'not-sent', 'quota-used-up'] as const),
  ...(['approved', 'rejected', 'decided-by-provider', 'result-unreadable', 'provider-failed'] as const),
] as const;

/** Why it is as it is; a code of a provider stays as it is. */
export function StatusDetails({ details }: { readonly details: string | null }) {
  const { t } = useTranslation('verifications');
  if (details === null) return null;
  const known = KNOWN.find((code) => code === details);
  return known ? t(`details.${known}`) : <CodeText value={details} />;
}
