import { Card, Stack, Text, Title } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { requestPagesQuery, waitsForDecision } from '../../api/queries/kyc.ts';
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filter-bar.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { useListView } from '../../parts/use-list-view.ts';
import { REQUEST_STATUSES, TYPES } from './kyc-badges.tsx';
import { ListSwitch } from './list-switch.tsx';
import { RequestTable } from './request-table.tsx';

const FIELDS = { status: REQUEST_STATUSES, verification_type: TYPES, subject_id: 'text', provider: 'text' } as const;
/** Of those that are pending, so many at once: some of them wait for a provider. */
const PENDING_AT_ONCE = 200;

export default function VerificationsPage() {
  const { t } = useTranslation(['verifications', 'mediator']);
  const { view, filter, isFiltered, show, clear } = useListView(FIELDS);
  const requests = useInfiniteQuery(requestPagesQuery(filter));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} actions={<ListSwitch open="verifications" />} />
      <Stack gap="md">
        <WaitingPanel />
        <Card component="section" aria-label={t('all')}>
          <Title order={2} mb="sm">
            {t('all')}
          </Title>
          <FilterBar onClear={clear}>
            <ChoiceFilter
              label={t('status')}
              options={REQUEST_STATUSES.map((value) => ({ value, label: t(`statusOf.${value}`) }))}
              value={view.status}
              onChange={(value) => show({ status: REQUEST_STATUSES.find((known) => known === value) })}
            />
            <ChoiceFilter
              label={t('type')}
              options={TYPES.map((value) => ({ value, label: t(`typeOf.${value}`) }))}
              value={view.verification_type}
              onChange={(value) => show({ verification_type: TYPES.find((known) => known === value) })}
            />
            <TextFilter
              label={t('subject')}
              hint={t('profiles.userHint')}
              value={view.subject_id}
              onChange={(subject_id) => show({ subject_id })}
            />
            <TextFilter label={t('provider')} value={view.provider} onChange={(provider) => show({ provider })} />
          </FilterBar>
          <PagedList
            query={requests}
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
                <RequestTable label={t('all')} requests={rows} />
              </Card.Section>
            )}
          </PagedList>
        </Card>
      </Stack>
    </>
  );
}

/** What nobody but a person decides, first of all. */
function WaitingPanel() {
  const { t } = useTranslation('verifications');
  const pending = useInfiniteQuery(requestPagesQuery({ status: 'pending' }, PENDING_AT_ONCE));
  const waiting = pending.data?.pages.flatMap(({ data }) => data).filter(waitsForDecision) ?? [];
  return (
    <Panel title={t('waiting')} hint={t('waitingHint')} flush={waiting.length > 0}>
      {pending.isPending && <LoadingState />}
      {pending.isError && <ErrorState error={pending.error} retry={() => void pending.refetch()} />}
      {pending.isSuccess && waiting.length === 0 && (
        <Text size="md" c="dimmed">
          {t('waitingNone')}
        </Text>
      )}
      {waiting.length > 0 && <RequestTable label={t('waiting')} requests={waiting} />}
      <MoreButton query={pending} />
    </Panel>
  );
}
