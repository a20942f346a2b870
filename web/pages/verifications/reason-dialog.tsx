import { Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KYC_KEY } from '../../api/queries/kyc.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';

const MOST_REASON = 1000;

export interface ReasonDialogProps {
  readonly title: string;
  readonly detail: string;
  readonly confirm: string;
  readonly isDangerous?: boolean;
  readonly isReasonRequired?: boolean;
  /** @param reason null where none was given */
  readonly change: (reason: string | null) => Promise<unknown>;
  readonly done: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Asks why, before something about a verification is done. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslation('verifications');
  const { title, detail, confirm, isDangerous = false, isReasonRequired = false, done, onClose, children } = props;
  const [reason, setReason] = useState('');
  const changing = useToldChange({
    change: () => props.change(reason.trim() || null),
    affects: [KYC_KEY],
    done: () => ({ title: done }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={title}
      confirm={confirm}
      isDangerous={isDangerous}
      isPending={changing.isPending}
      isOff={isReasonRequired && reason.trim() === ''}
      error={changing.error}
      onConfirm={() => changing.mutate()}
      onClose={onClose}
    >
      <Text>{detail}</Text>
      {children}
      <Textarea
        label={t('decide.reason')}
        description={t('decide.reasonHint')}
        withAsterisk={isReasonRequired}
        autosize
        maxLength={MOST_REASON}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
