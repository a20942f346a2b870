import { Button, SegmentedControl, Table, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DELIVERY_STATUSES } from '../../../../shared/domain/webhook.ts';
import {
  type DeliveryStatus,
  deliveryPagesQuery,
  type Webhook,
  type WebhookDelivery,
} from '../../../api/queries/webhooks.ts';
import { MoreButton } from '../../../parts/more-button.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { ScrollTable } from '../../../parts/scroll-table.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../parts/states.tsx';
import { DateTime } from '../../../parts/values.tsx';
import { useOutcome } from './attempt-facts.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { useWebhookWords } from './use-webhook-words.ts';
import { DeliveryBadge } from './webhook-badges.tsx';

const ANY = 'any';

/** What was and is to be sent to a webhook, newest first; live while something is. */
export function DeliveriesPanel({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const [status, setStatus] = useState<DeliveryStatus | typeof ANY>(ANY);
  const [shown, setShown] = useState<string | undefined>();
  const deliveries = useInfiniteQuery(deliveryPagesQuery(webhook.webhook_id, status === ANY ? undefined : status));
  const all = deliveries.data?.pages.flatMap(({ data }) => data) ?? [];
  const one = all.find(({ delivery_id }) => delivery_id === shown);
  return (
    <Panel
      title={t('delivery.title')}
      hint={t('delivery.hint')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('stateTitle')}
          value={status}
          onChange={(value) => setStatus(value as typeof status)}
          data={[ANY, ...DELIVERY_STATUSES].map((value) => ({
            value,
            label: value === ANY ? t('delivery.any') : t(`delivery.status.${value as DeliveryStatus}`),
          }))}
        />
      }
      flush={all.length > 0}
    >
      {deliveries.isPending && <LoadingState />}
      {deliveries.isError && <ErrorState error={deliveries.error} retry={() => void deliveries.refetch()} />}
      {deliveries.isSuccess && all.length === 0 && (
        <EmptyState title={t(status === ANY ? 'delivery.none' : 'delivery.noneOf')} icon={IconSend}>
          {status === ANY ? t('delivery.noneDetail') : undefined}
        </EmptyState>
      )}
      {all.length > 0 && <DeliveryTable deliveries={all} onShow={setShown} />}
      <MoreButton query={deliveries} />
      {one && <DeliveryDialog webhook={webhook} delivery={one} onClose={() => setShown(undefined)} />}
    </Panel>
  );
}

interface DeliveryTableProps {
  readonly deliveries: readonly WebhookDelivery[];
  readonly onShow: (deliveryId: string) => void;
}

function DeliveryTable({ deliveries, onShow }: DeliveryTableProps) {
  const { t } = useTranslation('webhooks');
  const words = useWebhookWords();
  const outcome = useOutcome();
  return (
    <ScrollTable label={t('delivery.title')} minWidth={760} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('delivery.event')}</Table.Th>
          <Table.Th>{t('delivery.occurred')}</Table.Th>
          <Table.Th>{t('stateTitle')}</Table.Th>
          <Table.Th>{t('delivery.lastAttempt')}</Table.Th>
          <Table.Th aria-hidden />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {deliveries.map((delivery) => (
          <Table.Tr key={delivery.delivery_id}>
            <Table.Td>{words.event(delivery.type)}</Table.Td>
            <Table.Td data-label={t('delivery.occurred')}>
              <DateTime value={delivery.occurred_at} />
            </Table.Td>
            <Table.Td data-label={t('stateTitle')}>
              <div>
                <DeliveryBadge status={delivery.status} />
                {delivery.last_attempt !== null && delivery.next_attempt_at !== null && (
                  <Text size="xs" c="dimmed">
                    {t('delivery.again')} <DateTime value={delivery.next_attempt_at} />
                  </Text>
                )}
              </div>
            </Table.Td>
            <Table.Td data-label={t('delivery.lastAttempt')}>
              {delivery.last_attempt === null ? t('delivery.notYet') : outcome(delivery.last_attempt)}
            </Table.Td>
            <Table.Td>
              <Button
                size="xs"
                variant="default"
                aria-label={t('delivery.showOne', { event: words.event(delivery.type) })}
                onClick={() => onShow(delivery.delivery_id)}
              >
                {t('delivery.show')}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
