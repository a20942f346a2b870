import { Card, Table, Text } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Provider, providersQuery, statisticsQuery } from '../../api/queries/providers.ts';
import { useAllowed } from '../../api/use-session.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { ProviderLink } from '../../parts/mediator-links.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { DateTime, Duration, Share } from '../../parts/values.tsx';
import { mediatorPath } from '../../shell/mediator-path.ts';
import { HealthBadge, ProviderStatusBadge } from './provider-badges.tsx';

export default function ProvidersPage() {
  const { t } = useTranslation('providers');
  const allowed = useAllowed();
  const providers = useQuery(providersQuery);
  const isListed = providers.data !== undefined && providers.data.length > 0;
  const add = allowed.providers && (
    <ButtonLink to={mediatorPath('/providers/new')} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('add')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} actions={isListed && add} />
      <Card py={isListed ? 0 : 'md'}>
        <Loaded query={providers} loading={<LoadingState rows={6} />}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState title={t('none')} icon={IconPlugConnected} action={add}>
                {t('noneDetail')}
              </EmptyState>
            ) : (
              <Card.Section>
                <ProviderTable providers={all} />
              </Card.Section>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

function ProviderTable({ providers }: { readonly providers: readonly Provider[] }) {
  const { t } = useTranslation('providers');
  return (
    <ScrollTable label={t('title')} minWidth={900} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('code')}</Table.Th>
          <Table.Th>{t('type')}</Table.Th>
          <Table.Th>{t('status')}</Table.Th>
          <Table.Th>{t('health')}</Table.Th>
          <Table.Th data-number>{t('success')}</Table.Th>
          <Table.Th data-number>{t('p95')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {providers.map((provider) => (
          <Table.Tr key={provider.code}>
            <Table.Td>
              <div>
                <ProviderLink code={provider.code} />
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {provider.name}
                </Text>
              </div>
            </Table.Td>
            <Table.Td data-label={t('type')}>{t(`typeOf.${provider.provider_type}`)}</Table.Td>
            <Table.Td data-label={t('status')}>
              <div>
                <ProviderStatusBadge provider={provider} />
                {provider.status_message !== null && (
                  <Text size="xs" c="dimmed">
                    {provider.status_message}
                  </Text>
                )}
              </div>
            </Table.Td>
            <Table.Td data-label={t('health')}>
              <div>
                <HealthBadge provider={provider} />
                {provider.last_check_at !== null && (
                  <Text size="xs" c="dimmed" component="div">
                    <DateTime value={provider.last_check_at} ago />
                  </Text>
                )}
              </div>
            </Table.Td>
            <LastDay code={provider.code} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

/** Two cells: how the calls of the last 24 hours went, and how long they took. */
function LastDay({ code }: { readonly code: string }) {
  const { t } = useTranslation('providers');
  const { data } = useQuery(statisticsQuery(code));
  const hasCalls = data !== undefined && data.total_requests > 0;
  const none = data === undefined ? '…' : t('noCalls');
  return (
    <>
      <Table.Td data-label={t('success')} data-number>
        {hasCalls ? (
          <Share value={data.success_rate} />
        ) : (
          <Text span c="dimmed" fz="inherit">
            {none}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t('p95')} data-number>
        {hasCalls ? <Duration milliseconds={data.p95_response_time} /> : '–'}
      </Table.Td>
    </>
  );
}
