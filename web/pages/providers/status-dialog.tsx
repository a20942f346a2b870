import { Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROVIDERS_KEY, type Provider, setProviderStatus } from '../../api/queries/providers.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { STATUSES } from './provider-badges.tsx';

export interface ProviderDialogProps {
  readonly provider: Provider;
  readonly onClose: () => void;
}

/** Says whether a provider is to be used, and why not. */
export function StatusDialog({ provider, onClose }: ProviderDialogProps) {
  const { t } = useTranslation('providers');
  const { code } = provider;
  const [status, setStatus] = useState(provider.status);
  const [message, setMessage] = useState(provider.status_message ?? '');
  const saving = useToldChange({
    change: () => setProviderStatus(code, { status, message: message.trim() || null }),
    affects: [PROVIDERS_KEY],
    done: () => ({ title: t('setStatus.done', { code, status: t(`statusOf.${status}`) }) }),
    onDone: onClose,
  });
  return (
    <FormDialog
      title={t('setStatus.title', { code })}
      submit={t('setStatus.save')}
      isPending={saving.isPending}
      error={saving.error}
      onSubmit={(event) => {
        event?.preventDefault();
        saving.mutate();
      }}
      onClose={onClose}
    >
      <Radio.Group
        label={t('setStatus.label')}
        value={status}
        onChange={(value) => setStatus(STATUSES.find((known) => known === value) ?? status)}
      >
        <Stack gap={8} mt={6}>
          {STATUSES.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`statusOf.${value}`)}
              description={t(`setStatus.what.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('setStatus.message')}
        description={t('setStatus.messageHint')}
        autosize
        maxLength={500}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
