import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconBan, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import {
  cancelWebhookEvent,
  retryWebhookEvent,
  WEBHOOK_EVENTS_KEY,
  type WebhookEventRead,
  webhookEventQuery,
} from '../../api/queries/webhook-events.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { JsonText } from '../../parts/json-text.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { ProviderLink } from '../../parts/mediator-links.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ErrorState, Loaded } from '../../parts/states.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { Bytes, DateTime } from '../../parts/values.tsx';
import { mediatorPath } from '../../shell/mediator-path.ts';
import { EventBadge, Subject } from './event-badge.tsx';

export default function WebhookEventPage() {
  const { t } = useTranslation('webhookEvents');
  const { hookId = '' } = useParams();
  const event = useQuery(webhookEventQuery(hookId));
  const all = mediatorPath('/webhook-events');
  if (isMissing(event.error)) {
    return (
      <NotFound title={t('one.missing')} detail={t('one.missingDetail')} asked={hookId} to={all} back={t('one.all')} />
    );
  }
  return (
    <>
      <PageHeader
        title={event.data?.event_type ?? t('title')}
        intro={event.data && <EventBadge status={event.data.status} />}
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
            {t('one.all')}
          </Anchor>
        }
      />
      <Loaded query={event}>{(one) => <Panels event={one} />}</Loaded>
    </>
  );
}

function Panels({ event }: { readonly event: WebhookEventRead }) {
  const allowed = useAllowed();
  return (
    <Stack gap="md">
      {allowed.write && <Actions event={event} />}
      <Facts event={event} />
      <Body event={event} />
    </Stack>
  );
}

const RETRIABLE = ['failed', 'parked'];
const CANCELLABLE = ['pending', 'processing', 'parked', 'failed'];

function Actions({ event: { hook_id, status } }: { readonly event: WebhookEventRead }) {
  const { t } = useTranslation('webhookEvents');
  const [isGivingUp, setGivingUp] = useState(false);
  const affects = [WEBHOOK_EVENTS_KEY];
  const retrying = useToldChange({
    change: () => retryWebhookEvent(hook_id),
    affects,
    done: () => ({ title: t('one.retried') }),
  });
  const cancelling = useToldChange({
    change: () => cancelWebhookEvent(hook_id),
    affects,
    done: () => ({ title: t('one.cancelled') }),
    onDone: () => setGivingUp(false),
  });
  return (
    <>
      <Group gap="xs">
        {RETRIABLE.includes(status) && (
          <Button
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={retrying.isPending}
            onClick={() => retrying.mutate()}
          >
            {t('one.retry')}
          </Button>
        )}
        {CANCELLABLE.includes(status) && (
          <Button
            variant="default"
            c="red"
            leftSection={<IconBan size={16} aria-hidden />}
            onClick={() => setGivingUp(true)}
          >
            {t('one.cancel')}
          </Button>
        )}
      </Group>
      {retrying.isError && <ErrorState error={retrying.error} />}
      {isGivingUp && (
        <ConfirmDialog
          title={t('one.cancelTitle')}
          confirm={t('one.cancel')}
          isDangerous
          isPending={cancelling.isPending}
          error={cancelling.error}
          onConfirm={() => cancelling.mutate()}
          onClose={() => setGivingUp(false)}
        >
          <Text>{t('one.cancelDetail')}</Text>
        </ConfirmDialog>
      )}
    </>
  );
}

function Facts({ event }: { readonly event: WebhookEventRead }) {
  const { t } = useTranslation('webhookEvents');
  const formats = useFormats();
  const { status, outcome, due_at, completed_at } = event;
  const times = (count: number) => t('one.times', { count, shown: formats.count(count) });
  return (
    <Panel title={t('one.facts')}>
      <KeyValueList
        items={[
          [t('provider'), <ProviderLink key="provider" code={event.provider} />],
          [t('eventId'), <CodeText key="id" value={event.event_id} />],
          [
            t('outcome'),
            <Stack key="outcome" gap={2}>
              {outcome === null ? '–' : <span lang="en">{outcome}</span>}
              {(status === 'parked' || status === 'failed') && (
                <Text size="sm" c="dimmed">
                  {t(`statusHint.${status}`)}
                </Text>
              )}
            </Stack>,
          ],
          [t('subject'), <Subject key="subject" event={event} />],
          [t('one.attempts'), formats.count(event.attempts)],
          [t('one.duplicates'), times(event.duplicates)],
          [t('received'), <DateTime key="received" value={event.received_at} />],
          ...(due_at === null ? [] : [[t('one.due'), <DateTime key="due" value={due_at} />] as const]),
          ...(completed_at === null
            ? []
            : [[t('one.completed'), <DateTime key="completed" value={completed_at} />] as const]),
        ]}
      />
    </Panel>
  );
}

function Body({ event: { body, body_encoding, body_bytes } }: { readonly event: WebhookEventRead }) {
  const { t } = useTranslation('webhookEvents');
  const hint = body_encoding === 'hidden' ? t('one.bodyHidden') : body_encoding === 'base64' && t('one.bodyBinary');
  return (
    <Panel
      title={t('one.body')}
      hint={
        <>
          <Bytes size={body_bytes} /> {hint}
        </>
      }
    >
      {body !== null && <JsonText label={t('one.raw')} value={body} />}
    </Panel>
  );
}
