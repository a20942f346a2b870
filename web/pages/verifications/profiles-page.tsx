import { Anchor, Card, Table } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type KycProfile, profilePagesQuery } from '../../api/queries/kyc.ts';
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filter-bar.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { useListView } from '../../parts/use-list-view.ts';
import { DateTime } from '../../parts/values.tsx';
import { profilePath } from '../../shell/mediator-path.ts';
import { PROFILE_STATUSES, ProfileBadge } from './kyc-badges.tsx';
import { ListSwitch } from './list-switch.tsx';

const FIELDS = { status: PROFILE_STATUSES, user_id: 'text' } as const;

export default function ProfilesPage() {
  const { t } = useTranslation(['verifications', 'mediator']);
  const { view, filter, isFiltered, show, clear } = useListView(FIELDS);
  const profiles = useInfiniteQuery(profilePagesQuery(filter));
  return (
    <>
      <PageHeader title={t('profiles.title')} intro={t('profiles.intro')} actions={<ListSwitch open="profiles" />} />
      <Card>
        <FilterBar onClear={clear}>
          <ChoiceFilter
            label={t('profiles.status')}
            options={PROFILE_STATUSES.map((value) => ({ value, label: t(`profiles.statusOf.${value}`) }))}
            value={view.status}
            onChange={(value) => show({ status: PROFILE_STATUSES.find((known) => known === value) })}
          />
          <TextFilter
            label={t('profiles.user')}
            hint={t('profiles.userHint')}
            value={view.user_id}
            onChange={(user_id) => show({ user_id })}
          />
        </FilterBar>
        <PagedList
          query={profiles}
          none={
            isFiltered ? (
              <EmptyState title={t('mediator:filter.none')} icon={IconFilterOff}>
                {t('mediator:filter.noneDetail')}
              </EmptyState>
            ) : (
              <EmptyState title={t('profiles.none')}>{t('profiles.noneDetail')}</EmptyState>
            )
          }
        >
          {(rows) => (
            <Card.Section>
              <ProfileTable profiles={rows} />
            </Card.Section>
          )}
        </PagedList>
      </Card>
    </>
  );
}

function ProfileTable({ profiles }: { readonly profiles: readonly KycProfile[] }) {
  const { t } = useTranslation('verifications');
  return (
    <ScrollTable label={t('profiles.title')} minWidth={680} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('profiles.user')}</Table.Th>
          <Table.Th>{t('profiles.status')}</Table.Th>
          <Table.Th>{t('profiles.verified')}</Table.Th>
          <Table.Th>{t('profiles.expires')}</Table.Th>
          <Table.Th>{t('profiles.made')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {profiles.map(({ profile_id, user_id, status, verified_at, expires_at, created_at }) => (
          <Table.Tr key={profile_id}>
            <Table.Td>
              <Anchor
                component={Link}
                to={profilePath(profile_id)}
                fz="inherit"
                c="var(--tranche-link)"
                style={{ overflowWrap: 'anywhere' }}
              >
                {user_id}
              </Anchor>
            </Table.Td>
            <Table.Td data-label={t('profiles.status')}>
              <ProfileBadge status={status} />
            </Table.Td>
            <Table.Td data-label={t('profiles.verified')}>
              <DateTime value={verified_at} />
            </Table.Td>
            <Table.Td data-label={t('profiles.expires')}>
              <DateTime value={expires_at} />
            </Table.Td>
            <Table.Td data-label={t('profiles.made')}>
              <DateTime value={created_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
