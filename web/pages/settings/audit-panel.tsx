import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSession } from '../../api/use-session.ts';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { AuditList } from './audit-list.tsx';

/** Who did what: for the admins of the bank. */
export function AuditPanel() {
  const { t } = useTranslation(['settings', 'common']);
  const allowed = useAllowed();
  const session = useSession();
  const role = session.state === 'signed-in' ? session.role : 'viewer';
  if (allowed.audit) return <AuditList />;
  return (
    <Panel title={t('audit.title')} hint={t('audit.hint')}>
      <EmptyState title={t('audit.role')} icon={IconLock}>
        {t('audit.roleDetail', { role: t(`common:account.role.${role}`) })}
      </EmptyState>
    </Panel>
  );
}
