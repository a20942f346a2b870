import { Alert, Radio, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCOUNTS_KEY } from '../../api/queries/accounts.ts';
import {
  completeTransaction,
  failTransaction,
  refundTransaction,
  TRANSACTIONS_KEY,
  type Transaction,
} from '../../api/queries/transactions.ts';
import { RequestKey } from '../../api/request-key.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { shownId } from '../../parts/mediator-links.tsx';
import { NumberField } from '../../parts/number-field.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { partyOf, usePartyName } from './party.tsx';
import { isPartOf, leftToRefund } from './transaction-actions.ts';

export interface ActionDialogProps {
  readonly transaction: Transaction;
  readonly onClose: () => void;
}

const AFFECTED = [TRANSACTIONS_KEY, ACCOUNTS_KEY];
const MOST_MESSAGE = 1000;

export function CompleteDialog({ transaction, onClose }: ActionDialogProps) {
  const { t } = useTranslation('money');
  const { amount } = useFormats(transaction.currency);
  const id = shownId(transaction.transaction_id);
  const [source, target] = [usePartyName(transaction, 'source'), usePartyName(transaction, 'target')];
  const completing = useToldChange({
    change: () => completeTransaction(transaction.transaction_id),
    affects: AFFECTED,
    done: () => ({ title: t('act.completed', { id }) }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={t('act.completeTitle', { id })}
      confirm={t('one.complete')}
      isPending={completing.isPending}
      error={completing.error}
      onConfirm={() => completing.mutate()}
      onClose={onClose}
    >
      <Text>{t('act.moves', { amount: amount(transaction.amount), source, target })}</Text>
      <SentAlready transaction={transaction} />
    </ConfirmDialog>
  );
}

/** Somebody who decides in place of the provider is told what that may mean. */
function SentAlready({ transaction: { status, provider } }: { readonly transaction: Transaction }) {
  const { t } = useTranslation('money');
  if (provider === null || (status !== 'processing' && status !== 'unknown')) return null;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
      {t('act.sent', { provider })}
    </Alert>
  );
}

export function FailDialog({ transaction, onClose }: ActionDialogProps) {
  const { t } = useTranslation('money');
  const { amount } = useFormats(transaction.currency);
  const id = shownId(transaction.transaction_id);
  const account = usePartyName(transaction, 'source');
  const [message, setMessage] = useState<string>(t('act.messageUsual'));
  const failing = useToldChange({
    change: () => failTransaction(transaction.transaction_id, message.trim()),
    affects: AFFECTED,
    done: () => ({ title: t('act.failed', { id }) }),
    onDone: onClose,
  });
  const hasReserved = partyOf(transaction, 'source').account !== null;
  return (
    <ConfirmDialog
      title={t('act.failTitle', { id })}
      confirm={t('one.fail')}
      isDangerous
      isPending={failing.isPending}
      isOff={message.trim() === ''}
      error={failing.error}
      onConfirm={() => failing.mutate()}
      onClose={onClose}
    >
      <Text>
        {hasReserved ? t('act.frees', { amount: amount(transaction.amount), account }) : t('act.movesNothing')}
      </Text>
      <SentAlready transaction={transaction} />
      <Textarea
        label={t('act.message')}
        description={t('act.messageHint')}
        autosize
        maxLength={MOST_MESSAGE}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

export function RefundDialog({ transaction, onClose }: ActionDialogProps) {
  const { t } = useTranslation('money');
  const { transaction_id, currency, provider } = transaction;
  const formats = useFormats(currency);
  const left = leftToRefund(transaction);
  const [isPart, setPart] = useState(false);
  const [text, setText] = useState('');
  const [key] = useState(() => new RequestKey());
  // Money goes back the other way round.
  const [source, target] = [usePartyName(transaction, 'target'), usePartyName(transaction, 'source')];
  const read = formats.read(text);
  const wanted = isPart ? (isPartOf(read, left) ? read : undefined) : left;
  const refunding = useToldChange({
    change: (body: { readonly amount?: string }) => refundTransaction(transaction_id, body, key.of(body)),
    affects: AFFECTED,
    done: () => ({ title: t('act.refunded') }),
    onDone: onClose,
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (wanted !== undefined && !refunding.isPending) refunding.mutate(isPart ? { amount: wanted } : {});
  };
  const words = { amount: formats.amount(wanted ?? left), source, target };
  return (
    <FormDialog
      title={t('act.refundTitle')}
      submit={t('one.refund')}
      isPending={refunding.isPending}
      error={refunding.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{t('act.left', { left: formats.amount(left), amount: formats.amount(transaction.amount) })}</Text>
      <Radio.Group label={t('act.how')} value={isPart ? 'part' : 'all'} onChange={(value) => setPart(value === 'part')}>
        <Stack gap={6} mt={6}>
          <Radio value="all" label={t('act.all', { left: formats.amount(left) })} />
          <Radio value="part" label={t('act.part')} />
        </Stack>
      </Radio.Group>
      {isPart && (
        <NumberField
          label={`${t('act.partAmount')} (${currency})`}
          example={left}
          error={text !== '' && wanted === undefined && t('act.notMore', { left: formats.amount(left) })}
          value={text}
          onChange={setText}
        />
      )}
      {wanted !== undefined && (
        <Text size="md" role="status">
          {provider === null ? t('act.refundMoves', words) : t('act.refundGoesOut', { ...words, provider })}
        </Text>
      )}
    </FormDialog>
  );
}
