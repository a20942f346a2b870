import { Button, Group, Text } from '@mantine/core';
import { IconTrash, IconWorldUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { useDecision } from '../../api/use-decision.ts';
import { useAllowed } from '../../api/use-session.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Panel } from '../../parts/panel.tsx';
import { StartRefusal } from '../../parts/start-refusal.tsx';

/** Of a sync that waits to be published: what it would make of the book, and the decision. */
export function PendingPanel({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation('syncs');
  const allowed = useAllowed();
  const [isAsking, setAsking] = useState(false);
  const decision = useDecision(sync.id);
  return (
    <Panel
      title={t('pending.title')}
      hint={t('pending.hint')}
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            disabled={!allowed.write || decision.isPending}
            onClick={() => setAsking(true)}
          >
            {t('pending.discard')}
          </Button>
          <Button
            leftSection={<IconWorldUpload size={16} aria-hidden />}
            disabled={!allowed.write}
            loading={decision.isPending && decision.variables === 'publish'}
            onClick={() => decision.mutate('publish')}
          >
            {t('pending.publish')}
          </Button>
        </Group>
      }
    >
      {decision.isError && <StartRefusal error={decision.error} />}
      {isAsking && (
        <ConfirmDialog
          title={t('pending.discardTitle')}
          confirm={t('pending.discard')}
          isDangerous
          isPending={decision.isPending}
          onConfirm={() => decision.mutate('discard', { onSettled: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          <Text>{t('pending.discardDetail')}</Text>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
