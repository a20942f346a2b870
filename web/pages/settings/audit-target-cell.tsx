import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { allSlices } from '../../../shared/datasets/registry.ts';
import type { AuditEntry } from '../../api/audit-entry.ts';
import { usePath } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import {
  accountPath,
  profilePath,
  providerPath,
  transactionPath,
  verificationPath,
  webhookEventPath,
} from '../../shell/mediator-path.ts';
import classes from './audit-table.module.css';
import type { AuditView } from './audit-view.ts';
import { NarrowButton } from './narrow-button.tsx';
import { shortId } from './short-id.ts';

export interface AuditTargetCellProps {
  readonly entry: AuditEntry;
  readonly onShow: (changes: AuditView) => void;
}

/** What was done, and to what. */
export function AuditTargetCell({ entry: { action, target }, onShow }: AuditTargetCellProps) {
  const { t } = useTranslation(['settings', 'common']);
  const names = useNames();
  const path = usePath();
  const inMediator = mediatorPageOf(action)?.(target);
  // Entries that are older than the other datasets name the variant alone.
  const slice = allSlices.find(({ text, shortText }) => text === target || shortText === target);
  const named = action.startsWith('user.') ? target : shortId(target);
  return (
    <>
      <Text size="sm" fw={600}>
        {t(`audit.action.${action}`)}
      </Text>
      <div className={classes.below}>
        <NarrowButton title={t('audit.onlyTarget', { target })} onClick={() => onShow({ target })}>
          {slice ? names.sliceInFull(slice) : named}
        </NarrowButton>
        {action.startsWith('source.') && action !== 'source.removed' && (
          <Anchor
            component={Link}
            to={path(`/sources/${encodeURIComponent(target)}`)}
            fz="inherit"
            c="var(--tranche-link)"
          >
            {t('audit.toSource')}
          </Anchor>
        )}
        {inMediator !== undefined && (
          <Anchor component={Link} to={inMediator} fz="inherit" c="var(--tranche-link)">
            {t('audit.toSubject')}
          </Anchor>
        )}
        {(action.startsWith('sync.') || action === 'book.rolled-back') && (
          <Anchor
            component={Link}
            to={path(`/syncs/${encodeURIComponent(target)}`)}
            fz="inherit"
            c="var(--tranche-link)"
          >
            {t('audit.toSync')}
          </Anchor>
        )}
      </div>
    </>
  );
}

/** The page of what an action of payments and identities is about; undefined where it has none, or is gone. */
function mediatorPageOf(action: AuditEntry['action']): ((target: string) => string) | undefined {
  switch (action) {
    case 'provider.made':
    case 'provider.changed':
    case 'provider.status-changed':
    case 'provider.credentials-rotated':
      return providerPath;
    case 'account.made':
      return accountPath;
    case 'transaction.made':
    case 'transaction.changed':
      return transactionPath;
    case 'kyc.requested':
    case 'kyc.cancelled':
    case 'kyc.decided':
    case 'kyc.document-announced':
      return verificationPath;
    case 'kyc.profile-made':
    case 'kyc.profile-changed':
    case 'kyc.revoked':
      return profilePath;
    case 'hook.retried':
    case 'hook.cancelled':
      return webhookEventPath;
    default:
      return undefined;
  }
}
