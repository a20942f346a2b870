import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditActor } from '../../api/audit-entry.ts';
import classes from './audit-table.module.css';
import type { AuditView } from './audit-view.ts';
import { NarrowButton } from './narrow-button.tsx';
import { shortId } from './short-id.ts';

export interface AuditActorCellProps {
  readonly actor: AuditActor;
  readonly onShow: (changes: AuditView) => void;
}

/** By whom: a kind, and the user or key, and the session, where there were some. */
export function AuditActorCell({ actor, onShow }: AuditActorCellProps) {
  const { t } = useTranslation(['settings', 'common']);
  const { kind, role, api_key_prefix, username, session_id } = actor;
  const only = (id: string, shown: string) => (
    <NarrowButton title={t('audit.onlyActor', { actor: id })} onClick={() => onShow({ actor: id })}>
      {shown}
    </NarrowButton>
  );
  return (
    <>
      <Text size="sm">
        {t(`audit.actor.${kind}`)}
        {role !== null && ` · ${t(`common:account.role.${role}`)}`}
      </Text>
      <div className={classes.below}>
        {username !== null && only(username, username)}
        {api_key_prefix !== null && only(api_key_prefix, `${api_key_prefix}…`)}
        {session_id !== null && only(session_id, shortId(session_id))}
      </div>
    </>
  );
}
