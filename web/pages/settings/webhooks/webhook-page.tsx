import { Alert, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconKey, IconPencil, IconSend, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import {
  changeWebhook,
  removeWebhook,
  rotateSecret,
  testWebhook,
  WEBHOOKS_KEY,
  type Webhook,
  type WebhookTest,
  webhookQuery,
} from '../../../api/queries/webhooks.ts';
import { useAllowed } from '../../../api/use-session.ts';
import { usePath } from '../../../datasets/use-dataset.ts';
import { ChangeSwitch } from '../../../parts/change-switch.tsx';
import { CodeText } from '../../../parts/code-text.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { KeyValueList } from '../../../parts/key-value-list.tsx';
import { isMissing, NotFound } from '../../../parts/not-found.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { ErrorState, Loaded } from '../../../parts/states.tsx';
import { DateTime } from '../../../parts/values.tsx';
import { AttemptFacts } from './attempt-facts.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { useWebhookChange } from './use-webhook-change.ts';
import { useWebhookWords } from './use-webhook-words.ts';
import { WebhookBadge } from './webhook-badges.tsx';
import { WebhookDialog, type WebhookDraft } from './webhook-dialog.tsx';

export default function WebhookPage() {
  const { t } = useTranslation('webhooks');
  const { webhookId = '' } = useParams();
  const path = usePath();
  const webhook = useQuery(webhookQuery(webhookId));
  const all = path('/settings/webhooks');
  if (isMissing(webhook.error)) {
    return (
      <NotFound
        title={t('one.missing')}
        detail={t('one.missingDetail')}
        asked={webhookId}
        to={all}
        back={t('one.all')}
      />
    );
  }
  return (
    <>
      <PageHeader
        title={webhook.data ? (webhook.data.description ?? new URL(webhook.data.url).host) : t('title')}
        intro={webhook.data && <WebhookBadge webhook={webhook.data} />}
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
            {t('one.all')}
          </Anchor>
        }
      />
      <Loaded query={webhook}>{(one) => <WebhookPanels key={one.webhook_id} webhook={one} />}</Loaded>
    </>
  );
}

function WebhookPanels({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const allowed = useAllowed();
  return (
    <Stack gap="md">
      {webhook.disabled_because !== null && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t(`because.${webhook.disabled_because}`)}>
          {t('because.detail')}
        </Alert>
      )}
      {webhook.is_enabled && webhook.failing_since !== null && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('because.failingNow')}>
          {t('because.failingSince')} <DateTime value={webhook.failing_since} />
        </Alert>
      )}
      {allowed.webhooks && <Actions webhook={webhook} />}
      <WebhookFacts webhook={webhook} />
      <DeliveriesPanel webhook={webhook} />
    </Stack>
  );
}

const DIALOGS = { edit: EditDialog, rotate: RotateDialog, remove: RemoveDialog } as const;

/** What may be done with a webhook, and how it went. */
function Actions({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const queries = useQueryClient();
  const [asking, setAsking] = useState<keyof typeof DIALOGS | undefined>();
  const testing = useMutation({
    mutationFn: () => testWebhook(webhook.webhook_id),
    onSuccess: () => queries.invalidateQueries({ queryKey: WEBHOOKS_KEY }),
    gcTime: 0,
  });
  const Dialog = asking && DIALOGS[asking];
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Button
          leftSection={<IconSend size={16} aria-hidden />}
          loading={testing.isPending}
          onClick={() => testing.mutate()}
        >
          {t('one.test')}
        </Button>
        <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setAsking('edit')}>
          {t('one.edit')}
        </Button>
        <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={() => setAsking('rotate')}>
          {t('one.rotate')}
        </Button>
        <Button
          variant="default"
          c="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => setAsking('remove')}
        >
          {t('one.remove')}
        </Button>
      </Group>
      {testing.isError && <ErrorState error={testing.error} />}
      {testing.data && <TestOutcome test={testing.data} />}
      {Dialog && <Dialog webhook={webhook} onClose={() => setAsking(undefined)} />}
    </Stack>
  );
}

function TestOutcome({ test: { delivered, delivery } }: { readonly test: WebhookTest }) {
  const { t } = useTranslation('webhooks');
  const attempt = delivery.attempts.at(-1);
  return (
    <Alert color={delivered ? 'teal' : 'red'} role="status" title={t(delivered ? 'one.testWent' : 'one.testFailed')}>
      {attempt && <AttemptFacts attempt={attempt} />}
    </Alert>
  );
}

interface DialogProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

function EditDialog({ webhook, onClose }: DialogProps) {
  const { t } = useTranslation('webhooks');
  const changing = useWebhookChange({
    change: (draft: WebhookDraft) => changeWebhook(webhook.webhook_id, draft),
    done: () => ({ title: t('one.changed') }),
    onDone: onClose,
  });
  return (
    <WebhookDialog
      title={t('one.editTitle')}
      submit={t('one.save')}
      before={webhook as WebhookDraft}
      isPending={changing.isPending}
      error={changing.error}
      onSubmit={(draft) => changing.mutate(draft)}
      onClose={onClose}
    />
  );
}

function RotateDialog({ webhook: { webhook_id }, onClose }: DialogProps) {
  const { t } = useTranslation('webhooks');
  const rotating = useWebhookChange({ change: () => rotateSecret(webhook_id) });
  if (rotating.data) return <SecretDialog secret={rotating.data.secret} onClose={onClose} />;
  return (
    <ConfirmDialog
      title={t('one.rotateTitle')}
      confirm={t('one.rotate')}
      isPending={rotating.isPending}
      error={rotating.error}
      onConfirm={() => rotating.mutate()}
      onClose={onClose}
    >
      <Text>{t('one.rotateDetail')}</Text>
    </ConfirmDialog>
  );
}

function RemoveDialog({ webhook: { webhook_id }, onClose }: DialogProps) {
  const { t } = useTranslation('webhooks');
  const navigate = useNavigate();
  const path = usePath();
  const removing = useWebhookChange({
    change: () => removeWebhook(webhook_id),
    done: () => ({ title: t('one.removed') }),
    onDone: () => void navigate(path('/settings/webhooks')),
  });
  return (
    <ConfirmDialog
      title={t('one.removeTitle')}
      confirm={t('one.remove')}
      isDangerous
      isPending={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      <Text>{t('one.removeDetail')}</Text>
    </ConfirmDialog>
  );
}

function WebhookFacts({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const words = useWebhookWords();
  const allowed = useAllowed();
  return (
    <Panel title={t('one.facts')} actions={allowed.webhooks && <EnabledSwitch webhook={webhook} />}>
      <KeyValueList
        items={[
          [t('address'), <CodeText key="address" value={webhook.url} />],
          [
            t('events'),
            <Group key="events" gap={6}>
              {webhook.events.map((name) => (
                <Badge key={name} color="gray" tt="none">
                  {words.event(name)}
                </Badge>
              ))}
            </Group>,
          ],
          ...(webhook.former_secret_until === null
            ? []
            : [[t('one.formerUntil'), <DateTime key="former" value={webhook.former_secret_until} />] as const]),
          [t('added'), <DateTime key="created" value={webhook.created_at} />],
          [t('one.updated'), <DateTime key="updated" value={webhook.updated_at} />],
        ]}
      />
    </Panel>
  );
}

function EnabledSwitch({ webhook: { webhook_id, is_enabled } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const switching = useWebhookChange({
    change: (isEnabled: boolean) => changeWebhook(webhook_id, { is_enabled: isEnabled }),
    done: ({ is_enabled: isOn }) => ({ title: t(isOn ? 'one.switchedOn' : 'one.switchedOff') }),
  });
  return <ChangeSwitch label={t('one.switch')} isOn={is_enabled} change={switching} />;
}
