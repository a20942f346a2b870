import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  deliveryQuery,
  replayDelivery,
  type Webhook,
  type WebhookDelivery,
  type WholeWebhookDelivery,
} from '../../../api/queries/webhooks.ts';
import { useAllowed } from '../../../api/use-session.ts';
import { CodeText } from '../../../parts/code-text.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { KeyValueList } from '../../../parts/key-value-list.tsx';
import { ErrorState, Loaded } from '../../../parts/states.tsx';
import { useFocusBack } from '../../../parts/use-focus-back.ts';
import { DateTime } from '../../../parts/values.tsx';
import { AttemptFacts } from './attempt-facts.tsx';
import { useWebhookChange } from './use-webhook-change.ts';
import { useWebhookWords } from './use-webhook-words.ts';
import { DeliveryBadge } from './webhook-badges.tsx';

export interface DeliveryDialogProps {
  readonly webhook: Webhook;
  /** As it stands in the list, which is live. */
  readonly delivery: WebhookDelivery;
  readonly onClose: () => void;
}

/** What was sent, every attempt, and the way to send it again. */
export function DeliveryDialog({ webhook, delivery, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation(['webhooks', 'common']);
  const words = useWebhookWords();
  const allowed = useAllowed();
  useFocusBack();
  const version = `${delivery.status} ${delivery.last_attempt?.at ?? ''}`;
  const whole = useQuery(deliveryQuery(webhook.webhook_id, delivery.delivery_id, version));
  const replaying = useWebhookChange({
    change: () => replayDelivery(webhook.webhook_id, delivery.delivery_id),
    done: () => ({ title: t('delivery.replayed') }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.event(delivery.type)}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Stack gap="md">
        <KeyValueList
          items={[
            [t('stateTitle'), <DeliveryBadge key="state" status={delivery.status} />],
            [t('delivery.eventId'), <CodeText key="id" value={delivery.event_id} />],
            [t('delivery.occurred'), <DateTime key="occurred" value={delivery.occurred_at} />],
          ]}
        />
        <Loaded query={whole}>{(one) => <Attempts delivery={one} />}</Loaded>
        {replaying.isError && <ErrorState error={replaying.error} />}
        <Group justify="flex-end" gap="xs">
          {allowed.webhooks && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              disabled={!webhook.is_enabled}
              loading={replaying.isPending}
              onClick={() => replaying.mutate()}
            >
              {t('delivery.replay')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:actions.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Attempts({ delivery: { attempts, payload } }: { readonly delivery: WholeWebhookDelivery }) {
  const { t } = useTranslation('webhooks');
  return (
    <>
      <Stack gap="xs">
        <Title order={3} fz="md">
          {t('delivery.attempts')}
        </Title>
        {attempts.length === 0 && <Text size="sm">{t('delivery.notYet')}</Text>}
        {attempts.map((attempt) => (
          <AttemptFacts key={attempt.at} attempt={attempt} />
        ))}
      </Stack>
      <Stack gap="xs" align="flex-start">
        <Title order={3} fz="md">
          {t('delivery.payload')}
        </Title>
        <Text size="xs" component="div" style={{ overflowWrap: 'anywhere' }}>
          <CodeText value={payload} />
        </Text>
        <CopyButton text={payload} label={t('delivery.copy')} size="xs" />
      </Stack>
    </>
  );
}
