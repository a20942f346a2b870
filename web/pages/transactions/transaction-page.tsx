import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconHelpCircle, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ComponentType, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { type Transaction, transactionPagesQuery, transactionQuery } from '../../api/queries/transactions.ts';
import { useAllowed } from '../../api/use-session.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { JsonText } from '../../parts/json-text.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { ProviderLink, shownId, TransactionLink } from '../../parts/mediator-links.tsx';
import { Money } from '../../parts/money.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { DateTime } from '../../parts/values.tsx';
import { mediatorPath } from '../../shell/mediator-path.ts';
import { type ActionDialogProps, CompleteDialog, FailDialog, RefundDialog } from './action-dialogs.tsx';
import { Party } from './party.tsx';
import { type Action, actionsOf, isAboveZero } from './transaction-actions.ts';
import { TransactionBadge } from './transaction-badge.tsx';
import { TransactionTable } from './transaction-table.tsx';

export default function TransactionPage() {
  const { t } = useTranslation('money');
  const { transactionId = '' } = useParams();
  const transaction = useQuery(transactionQuery(transactionId));
  const all = mediatorPath('/transactions');
  if (isMissing(transaction.error)) {
    return (
      <NotFound
        title={t('one.missing')}
        detail={t('one.missingDetail')}
        asked={transactionId}
        to={all}
        back={t('one.all')}
      />
    );
  }
  const one = transaction.data;
  return (
    <>
      <PageHeader
        title={one ? `${t(`type.${one.transaction_type}`)} ${shownId(one.transaction_id)}` : t('transactions.title')}
        intro={
          one && (
            <Group component="span" gap="xs">
              <TransactionBadge status={one.status} />
              <Money value={one.amount} currency={one.currency} />
            </Group>
          )
        }
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
            {t('one.all')}
          </Anchor>
        }
      />
      <Loaded query={transaction}>{(loaded) => <Panels transaction={loaded} />}</Loaded>
    </>
  );
}

function Panels({ transaction }: { readonly transaction: Transaction }) {
  const { t } = useTranslation(['money', 'mediator']);
  return (
    <Stack gap="md">
      {transaction.status === 'unknown' && (
        <Alert color="yellow" icon={<IconHelpCircle aria-hidden />} title={t('one.unknownTitle')}>
          {t('one.unknownDetail')}
        </Alert>
      )}
      <Actions transaction={transaction} />
      <Facts transaction={transaction} />
      <Panel title={t('mediator:history.title')}>
        <Timeline
          label={t('mediator:history.title')}
          entries={transaction.history}
          state={({ status }, isPast) => <TransactionBadge status={status} isPast={isPast} />}
        />
      </Panel>
      {transaction.refund_of === null && <Refunds transaction={transaction} />}
      <SentAndAnswered transaction={transaction} />
    </Stack>
  );
}

const DIALOGS: Readonly<Record<Action, ComponentType<ActionDialogProps>>> = {
  complete: CompleteDialog,
  fail: FailDialog,
  refund: RefundDialog,
};
const ICONS = { complete: IconCheck, fail: IconX, refund: IconArrowBackUp } as const;

/** What may be done with it, by its state and the reader's role. */
function Actions({ transaction }: { readonly transaction: Transaction }) {
  const { t } = useTranslation('money');
  const allowed = useAllowed();
  const [asking, setAsking] = useState<Action>();
  const actions = actionsOf(transaction);
  if (actions.length === 0 && asking === undefined) return null;
  if (!allowed.write) {
    return (
      <Text size="sm" c="dimmed">
        {t('one.viewer')}
      </Text>
    );
  }
  const Dialog = asking && DIALOGS[asking];
  return (
    <Group gap="xs">
      {actions.map((action) => {
        const Icon = ICONS[action];
        return (
          <Button
            key={action}
            variant={action === 'complete' ? 'filled' : 'default'}
            {...(action === 'fail' ? { c: 'red' } : {})}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => setAsking(action)}
          >
            {t(`one.${action}`)}
          </Button>
        );
      })}
      {Dialog && <Dialog transaction={transaction} onClose={() => setAsking(undefined)} />}
    </Group>
  );
}

function Facts({ transaction }: { readonly transaction: Transaction }) {
  const { t } = useTranslation('money');
  const { currency, provider, provider_reference, provider_key, user_id, refund_of } = transaction;
  const { error_code, error_message, refunded_amount, refunding_amount } = transaction;
  const optional = (label: string, value: string | null, shown: ReactNode): (readonly [string, ReactNode])[] =>
    value === null ? [] : [[label, shown]];
  return (
    <Panel title={t('one.facts')}>
      <KeyValueList
        items={[
          [t('transactions.id'), <CodeText key="id" value={transaction.transaction_id} />],
          ...optional(t('one.refundOf'), refund_of, <TransactionLink key="of" id={refund_of ?? ''} />),
          [t('transactions.amount'), <Money key="amount" value={transaction.amount} currency={currency} />],
          [t('one.source'), <Party key="source" transaction={transaction} side="source" />],
          [t('one.target'), <Party key="target" transaction={transaction} side="target" />],
          [t('transactions.provider'), <Provider key="provider" transaction={transaction} />],
          ...optional(t('one.reference'), provider_reference, <CodeText value={provider_reference ?? ''} />),
          ...optional(t('one.key'), provider && provider_key, <CodeText value={provider_key ?? ''} />),
          ...optional(t('one.user'), user_id, <CodeText value={user_id ?? ''} />),
          ...optional(
            t('one.error'),
            error_message ?? error_code,
            <>
              {error_message} {error_code !== null && <CodeText value={error_code} />}
            </>,
          ),
          ...(isAboveZero(refunded_amount)
            ? [[t('one.given'), <Money key="given" value={refunded_amount} currency={currency} />] as const]
            : []),
          ...(isAboveZero(refunding_amount)
            ? [[t('one.giving'), <Money key="giving" value={refunding_amount} currency={currency} />] as const]
            : []),
          [t('one.made'), <DateTime key="made" value={transaction.created_at} />],
          [t('one.changed'), <DateTime key="changed" value={transaction.updated_at} />],
        ]}
      />
    </Panel>
  );
}

function Provider({ transaction: { provider, routing, status } }: { readonly transaction: Transaction }) {
  const { t } = useTranslation('money');
  const tried = routing?.tried ?? [];
  return (
    <>
      {provider !== null && <ProviderLink code={provider} />}
      {provider === null && routing === null && t(status === 'pending' ? 'one.byHand' : 'one.none')}
      {routing !== null && (
        <Text size="sm" c="dimmed">
          {routing.country === null ? t('one.routingAny') : t('one.routingCountry', { country: routing.country })}
          {tried.length > 0 && `; ${t('one.tried', { codes: tried.join(', ') })}`}
        </Text>
      )}
    </>
  );
}

function Refunds({ transaction: { transaction_id, status } }: { readonly transaction: Transaction }) {
  const { t } = useTranslation('money');
  const isDone = status === 'completed' || status === 'refunded';
  const refunds = useInfiniteQuery({ ...transactionPagesQuery({ refund_of: transaction_id }), enabled: isDone });
  if (!isDone) return null;
  return (
    <Panel title={t('one.refunds')} flush>
      <PagedList
        query={refunds}
        none={
          <Text c="dimmed" size="md" px="md" pb="md">
            {t('one.noRefunds')}
          </Text>
        }
      >
        {(rows) => <TransactionTable label={t('one.refunds')} transactions={rows} />}
      </PagedList>
    </Panel>
  );
}

function SentAndAnswered({ transaction: { request_data, response_data } }: { readonly transaction: Transaction }) {
  const { t } = useTranslation('money');
  const [hasRequest, hasResponse] = [request_data != null, response_data != null];
  return (
    <Panel title={t('one.data')}>
      <Stack gap="md">
        {hasRequest && <JsonText label={t('one.request')} value={pretty(request_data)} />}
        {hasResponse && <JsonText label={t('one.response')} value={pretty(response_data)} />}
        {!hasRequest && !hasResponse && (
          <Text c="dimmed" size="md">
            {t('one.noData')}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

/** A text is JSON too, and is shown as such. */
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
