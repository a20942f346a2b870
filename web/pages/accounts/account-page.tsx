import { Anchor, Group, Stack, Table } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconReceipt } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { type Account, accountQuery, postingPagesQuery } from '../../api/queries/accounts.ts';
import { useAllowed } from '../../api/use-session.ts';
import { exactDifference } from '../../format/exact-difference.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { Figure, FigureList } from '../../parts/figure-list.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { TransactionLink } from '../../parts/mediator-links.tsx';
import { Money } from '../../parts/money.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { DateTime } from '../../parts/values.tsx';
import { mediatorPath } from '../../shell/mediator-path.ts';

export default function AccountPage() {
  const { t } = useTranslation('money');
  const { accountId = '' } = useParams();
  const account = useQuery(accountQuery(accountId));
  const all = mediatorPath('/accounts');
  if (isMissing(account.error)) {
    return (
      <NotFound
        title={t('accounts.missing')}
        detail={t('accounts.missingDetail')}
        asked={accountId}
        to={all}
        back={t('accounts.all')}
      />
    );
  }
  return (
    <>
      <PageHeader
        title={account.data?.owner ?? t('accounts.title')}
        intro={account.data?.currency}
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
            {t('accounts.all')}
          </Anchor>
        }
      />
      <Loaded query={account}>{(one) => <Panels account={one} />}</Loaded>
    </>
  );
}

function Panels({ account }: { readonly account: Account }) {
  const { t } = useTranslation(['money', 'mediator']);
  const allowed = useAllowed();
  const { account_id, kind, owner, currency, balance, reserved, allow_negative, created_at } = account;
  const about = `account=${account_id}`;
  return (
    <Stack gap="md">
      <Group gap="xs">
        {allowed.write && kind === 'held' && (
          <>
            <ButtonLink
              to={mediatorPath(`/new-transaction?type=deposit&${about}`)}
              leftSection={<IconArrowDownLeft size={16} aria-hidden />}
            >
              {t('accounts.payIn')}
            </ButtonLink>
            <ButtonLink
              variant="default"
              to={mediatorPath(`/new-transaction?type=withdrawal&${about}`)}
              leftSection={<IconArrowUpRight size={16} aria-hidden />}
            >
              {t('accounts.payOut')}
            </ButtonLink>
          </>
        )}
        <ButtonLink variant="default" to={mediatorPath(`/transactions?${about}`)}>
          {t('accounts.transactions')}
        </ButtonLink>
      </Group>
      <Panel title={t('accounts.facts')}>
        <Stack gap="md">
          <FigureList areLong>
            <Figure name={t('accounts.balance')}>
              <Money value={balance} currency={currency} />
            </Figure>
            {kind === 'held' && (
              <>
                <Figure name={t('accounts.reserved')}>
                  <Money value={reserved} currency={currency} />
                </Figure>
                <Figure name={t('accounts.available')}>
                  <Money value={exactDifference(balance, reserved)} currency={currency} />
                </Figure>
              </>
            )}
          </FigureList>
          <KeyValueList
            items={[
              [t('accounts.id'), <CodeText key="id" value={account_id} />],
              [t('accounts.owner'), kind === 'outside' ? t('accounts.outside') : <CodeText key="o" value={owner} />],
              [t('accounts.negative'), t(allow_negative ? 'mediator:yes' : 'mediator:no')],
              [t('accounts.opened'), <DateTime key="opened" value={created_at} />],
            ]}
          />
        </Stack>
      </Panel>
      <Postings account={account} />
    </Stack>
  );
}

function Postings({ account: { account_id, currency } }: { readonly account: Account }) {
  const { t } = useTranslation('money');
  const postings = useInfiniteQuery(postingPagesQuery(account_id));
  return (
    <Panel title={t('accounts.postings')} hint={t('accounts.postingsHint')} flush>
      <PagedList
        query={postings}
        none={
          <EmptyState title={t('accounts.noPostings')} icon={IconReceipt}>
            {t('accounts.noPostingsDetail')}
          </EmptyState>
        }
      >
        {(rows) => (
          <ScrollTable label={t('accounts.postings')} minWidth={480} asCards>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('accounts.when')}</Table.Th>
                <Table.Th>{t('accounts.transaction')}</Table.Th>
                <Table.Th data-number>{t('accounts.amount')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ posting_id, posted_at, transaction_id, amount }) => (
                <Table.Tr key={posting_id}>
                  <Table.Td>
                    <DateTime value={posted_at} />
                  </Table.Td>
                  <Table.Td data-label={t('accounts.transaction')}>
                    <TransactionLink id={transaction_id} />
                  </Table.Td>
                  <Table.Td data-label={t('accounts.amount')} data-number>
                    <Money value={amount} currency={currency} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ScrollTable>
        )}
      </PagedList>
    </Panel>
  );
}
