import { Anchor, Button, Card, Table, Text } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ALL_EVENTS } from '../../../../shared/domain/webhook.ts';
import { addWebhook, type Webhook, webhooksQuery } from '../../../api/queries/webhooks.ts';
import { useAllowed } from '../../../api/use-session.ts';
import { usePath } from '../../../datasets/use-dataset.ts';
import { CodeText } from '../../../parts/code-text.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { ScrollTable } from '../../../parts/scroll-table.tsx';
import { EmptyState, Loaded, LoadingState } from '../../../parts/states.tsx';
import { DateTime } from '../../../parts/values.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { useWebhookChange } from './use-webhook-change.ts';
import { useWebhookWords } from './use-webhook-words.ts';
import { WebhookBadge } from './webhook-badges.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';

/** Who is told of what. */
export default function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const webhooks = useQuery(webhooksQuery);
  const allowed = useAllowed();
  const path = usePath();
  const [isAdding, setAdding] = useState(false);
  const isListed = webhooks.data !== undefined && webhooks.data.length > 0;
  const add = allowed.webhooks && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          isListed ? (
            add
          ) : (
            <Anchor component={Link} to={path('/settings')} size="sm" c="var(--tranche-link)">
              {t('toSettings')}
            </Anchor>
          )
        }
      />
      <Card py={isListed ? 0 : 'md'}>
        <Loaded query={webhooks} loading={<LoadingState rows={4} />}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState title={t('none')} icon={IconWebhook} action={add}>
                {t(allowed.webhooks ? 'noneDetail' : 'noneDetailReader')}
              </EmptyState>
            ) : (
              <Card.Section>
                <WebhookTable webhooks={all} />
              </Card.Section>
            )
          }
        </Loaded>
      </Card>
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function WebhookTable({ webhooks }: { readonly webhooks: readonly Webhook[] }) {
  const { t } = useTranslation('webhooks');
  const words = useWebhookWords();
  const path = usePath();
  return (
    <ScrollTable label={t('title')} minWidth={760} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('address')}</Table.Th>
          <Table.Th>{t('events')}</Table.Th>
          <Table.Th>{t('stateTitle')}</Table.Th>
          <Table.Th>{t('added')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {webhooks.map((webhook) => (
          <Table.Tr key={webhook.webhook_id}>
            <Table.Td>
              <div>
                <Anchor
                  component={Link}
                  to={path(`/settings/webhooks/${webhook.webhook_id}`)}
                  fz="inherit"
                  c="var(--tranche-link)"
                >
                  <CodeText value={webhook.url} />
                </Anchor>
                {webhook.description !== null && (
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {webhook.description}
                  </Text>
                )}
              </div>
            </Table.Td>
            <Table.Td data-label={t('events')}>{words.events(webhook.events)}</Table.Td>
            <Table.Td data-label={t('stateTitle')}>
              <WebhookBadge webhook={webhook} />
            </Table.Td>
            <Table.Td data-label={t('added')}>
              <DateTime value={webhook.created_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const adding = useWebhookChange({ change: addWebhook });
  if (adding.data) return <SecretDialog secret={adding.data.secret} onClose={onClose} />;
  return (
    <WebhookDialog
      title={t('addTitle')}
      submit={t('add')}
      before={{ url: '', events: [ALL_EVENTS], description: null }}
      isPending={adding.isPending}
      error={adding.error}
      onSubmit={(draft) => adding.mutate({ ...draft, is_enabled: true })}
      onClose={onClose}
    />
  );
}
