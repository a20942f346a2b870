import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { KycRequest } from '../../api/queries/kyc.ts';
import { ProviderLink } from '../../parts/mediator-links.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { DateTime } from '../../parts/values.tsx';
import { verificationPath } from '../../shell/mediator-path.ts';
import { RequestBadge, StatusDetails } from './kyc-badges.tsx';

export interface RequestTableProps {
  readonly label: string;
  readonly requests: readonly KycRequest[];
}

export function RequestTable({ label, requests }: RequestTableProps) {
  const { t } = useTranslation('verifications');
  return (
    <ScrollTable label={label} minWidth={860} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('subject')}</Table.Th>
          <Table.Th>{t('type')}</Table.Th>
          <Table.Th>{t('status')}</Table.Th>
          <Table.Th>{t('by')}</Table.Th>
          <Table.Th>{t('askedBy')}</Table.Th>
          <Table.Th>{t('asked')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {requests.map((request) => (
          <Table.Tr key={request.request_id}>
            <Table.Td>
              <div>
                <Anchor
                  component={Link}
                  to={verificationPath(request.request_id)}
                  fz="inherit"
                  c="var(--tranche-link)"
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {request.subject_id}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {t(`subjectOf.${request.subject_type}`)}
                </Text>
              </div>
            </Table.Td>
            <Table.Td data-label={t('type')}>{t(`typeOf.${request.verification_type}`)}</Table.Td>
            <Table.Td data-label={t('status')}>
              <div>
                <RequestBadge status={request.status} />
                <Text size="xs" c="dimmed" component="div">
                  <StatusDetails details={request.status_details} />
                </Text>
              </div>
            </Table.Td>
            <Table.Td data-label={t('by')}>
              {request.provider === null ? t('byPerson') : <ProviderLink code={request.provider} />}
            </Table.Td>
            <Table.Td data-label={t('askedBy')} style={{ overflowWrap: 'anywhere' }}>
              {request.requested_by}
            </Table.Td>
            <Table.Td data-label={t('asked')}>
              <DateTime value={request.created_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
