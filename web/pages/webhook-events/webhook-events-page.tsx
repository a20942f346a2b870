import { Anchor, Card, Stack, Table, Text } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { providersQuery } from '../../api/queries/providers.ts';
import { type WebhookEvent, webhookEventPagesQuery, webhookSummaryQuery } from '../../api/queries/webhook-events.ts';
import { Figure, FigureList } from '../../parts/figure-list.tsx';
import { ChoiceFilter, DaysFilter, FilterBar, TextFilter } from '../../parts/filter-bar.tsx';
import { ProviderLink } from '../../parts/mediator-links.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { useListView } from '../../parts/use-list-view.ts';
import { Count, DateTime, Share } from '../../parts/values.tsx';
import { webhookEventPath } from '../../shell/mediator-path.ts';
import { EventBadge, STATUSES, Subject } from './event-badge.tsx';

const FIELDS = {
  status: STATUSES,
  provider: 'text',
  event_type: 'text',
  event_id: 'text',
  subject: 'text',
  from: 'day',
  to: 'day',
} as const;

export default function WebhookEventsPage() {
  const { t } = useTranslation(['webhookEvents', 'mediator']);
  const { view, filter, isFiltered, show, clear } = useListView(FIELDS);
  const providers = useQuery(providersQuery).data ?? [];
  const events = useInfiniteQuery(webhookEventPagesQuery(filter));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <Stack gap="md">
        <SummaryPanel />
        <Card>
          <FilterBar onClear={clear}>
            <ChoiceFilter
              label={t('status')}
              options={STATUSES.map((value) => ({ value, label: t(`statusOf.${value}`) }))}
              value={view.status}
              onChange={(value) => show({ status: STATUSES.find((known) => known === value) })}
            />
            <ChoiceFilter
              label={t('provider')}
              options={providers.map(({ code }) => ({ value: code, label: code }))}
              value={view.provider}
              onChange={(provider) => show({ provider })}
            />
            <TextFilter label={t('type')} value={view.event_type} onChange={(event_type) => show({ event_type })} />
            <TextFilter
              label={t('subject')}
              hint={t('subjectHint')}
              value={view.subject}
              onChange={(subject) => show({ subject })}
            />
            <TextFilter label={t('eventId')} value={view.event_id} onChange={(event_id) => show({ event_id })} />
            <DaysFilter from={view.from} to={view.to} onChange={show} />
          </FilterBar>
          <PagedList
            query={events}
            none={
              isFiltered ? (
                <EmptyState title={t('mediator:filter.none')} icon={IconFilterOff}>
                  {t('mediator:filter.noneDetail')}
                </EmptyState>
              ) : (
                <EmptyState title={t('none')}>{t('noneDetail')}</EmptyState>
              )
            }
          >
            {(rows) => (
              <Card.Section>
                <EventTable events={rows} />
              </Card.Section>
            )}
          </PagedList>
        </Card>
      </Stack>
    </>
  );
}

function SummaryPanel() {
  const { t } = useTranslation('webhookEvents');
  const summary = useQuery(webhookSummaryQuery);
  return (
    <Panel title={t('summary')}>
      <Loaded query={summary}>
        {({ total, success_rate, completed, pending, failed, parked, cancelled }) => (
          <FigureList>
            <Figure name={t('total')}>
              <Count value={total} />
            </Figure>
            <Figure name={t('successRate')}>
              <Share value={success_rate} />
            </Figure>
            <Figure name={t('statusOf.completed')}>
              <Count value={completed} />
            </Figure>
            <Figure name={t('statusOf.pending')}>
              <Count value={pending} />
            </Figure>
            <Figure name={t('statusOf.failed')} hint={t('statusHint.failed')}>
              <Count value={failed} />
            </Figure>
            <Figure name={t('statusOf.parked')} hint={t('statusHint.parked')}>
              <Count value={parked} />
            </Figure>
            <Figure name={t('statusOf.cancelled')}>
              <Count value={cancelled} />
            </Figure>
          </FigureList>
        )}
      </Loaded>
    </Panel>
  );
}

function EventTable({ events }: { readonly events: readonly WebhookEvent[] }) {
  const { t } = useTranslation('webhookEvents');
  return (
    <ScrollTable label={t('title')} minWidth={900} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('type')}</Table.Th>
          <Table.Th>{t('provider')}</Table.Th>
          <Table.Th>{t('status')}</Table.Th>
          <Table.Th>{t('outcome')}</Table.Th>
          <Table.Th>{t('subject')}</Table.Th>
          <Table.Th>{t('received')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.hook_id}>
            <Table.Td>
              <Anchor
                component={Link}
                to={webhookEventPath(event.hook_id)}
                fz="inherit"
                c="var(--tranche-link)"
                style={{ overflowWrap: 'anywhere' }}
              >
                {event.event_type}
              </Anchor>
            </Table.Td>
            <Table.Td data-label={t('provider')}>
              <ProviderLink code={event.provider} />
            </Table.Td>
            <Table.Td data-label={t('status')}>
              <EventBadge status={event.status} />
            </Table.Td>
            <Table.Td data-label={t('outcome')} data-wide>
              {event.outcome === null ? (
                '–'
              ) : (
                <Text span fz="inherit" lang="en" style={{ overflowWrap: 'anywhere' }}>
                  {event.outcome}
                </Text>
              )}
            </Table.Td>
            <Table.Td data-label={t('subject')}>
              <Subject event={event} />
            </Table.Td>
            <Table.Td data-label={t('received')}>
              <DateTime value={event.received_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
