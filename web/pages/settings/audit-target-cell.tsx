import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntry } from '../../api/audit-entry.ts';
import { LOAN_TYPES } from '../../api/queries/syncs.ts';
import classes from './audit-table.module.css';
import type { AuditView } from './audit-view.ts';
import { NarrowButton, shortId } from './narrow-button.tsx';

export interface AuditTargetCellProps {
  readonly entry: AuditEntry;
  readonly onShow: (changes: AuditView) => void;
}

/** What was done, and to what. */
export function AuditTargetCell({ entry: { action, target }, onShow }: AuditTargetCellProps) {
  const { t } = useTranslation(['settings', 'common']);
  const loanType = LOAN_TYPES.find((known) => known === target);
  const named = action.startsWith('user.') ? target : shortId(target);
  const targetText = loanType ? t(`common:loanType.${loanType}`) : named;
  return (
    <>
      <Text size="sm" fw={600}>
        {t(`audit.action.${action}`)}
      </Text>
      <div className={classes.below}>
        <NarrowButton title={t('audit.onlyTarget', { target })} onClick={() => onShow({ target })}>
          {targetText}
        </NarrowButton>
        {(action.startsWith('sync.') || action === 'book.rolled-back') && (
          <Anchor component={Link} to={`/syncs/${encodeURIComponent(target)}`} fz="inherit" c="var(--tranche-link)">
            {t('audit.toSync')}
          </Anchor>
        )}
      </div>
    </>
  );
}
