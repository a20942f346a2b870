import { Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROVIDERS_KEY, rotateCredentials } from '../../api/queries/providers.ts';
import { useFormats } from '../../format/use-formats.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { ShownOnce } from '../../parts/shown-once.tsx';
import { useFormErrors } from '../../parts/use-form-errors.tsx';
import { useToldChange } from '../../parts/use-told-change.ts';
import { CredentialRows } from './credential-rows.tsx';
import { type CredentialDraft, credentialsOf } from './provider-draft.ts';
import { secretItems } from './secret-items.ts';
import type { ProviderDialogProps } from './status-dialog.tsx';

const KINDS = ['both', 'credentials', 'webhook'] as const;
const GRACES = ['0', '3600', '86400', '604800'] as const;

/** Replaces what a provider is called with, and what it signs with; the new ones are shown once. */
export function RotateDialog({ provider, onClose }: ProviderDialogProps) {
  const { t } = useTranslation('providers');
  const formats = useFormats();
  const { code, adapter } = provider;
  const [kind, setKind] = useState<(typeof KINDS)[number]>('both');
  const [grace, setGrace] = useState<(typeof GRACES)[number]>('86400');
  const [given, setGiven] = useState<readonly CredentialDraft[]>([]);
  const takesOwn = adapter === 'http' && kind !== 'webhook';
  const rotating = useToldChange({
    change: () => {
      const credentials = takesOwn ? credentialsOf(given) : undefined;
      return rotateCredentials(code, { kind, grace_seconds: Number(grace), ...(credentials ? { credentials } : {}) });
    },
    affects: [PROVIDERS_KEY],
  });
  const { refusal, errorOf } = useFormErrors(rotating.error, ['credentials']);
  if (rotating.data) {
    const { former_until } = rotating.data;
    return (
      <ShownOnce
        title={t('rotate.doneTitle', { code })}
        intro={
          former_until === null ? t('rotate.doneAtOnce') : t('rotate.done', { time: formats.dateTime(former_until) })
        }
        items={secretItems(rotating.data, t('secrets.webhook'))}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={t('rotate.title', { code })}
      submit={t('rotate.confirm')}
      isPending={rotating.isPending}
      onSubmit={(event) => {
        event?.preventDefault();
        if (!rotating.isPending) rotating.mutate();
      }}
      onClose={onClose}
    >
      <Radio.Group
        label={t('rotate.what')}
        value={kind}
        onChange={(value) => setKind(KINDS.find((known) => known === value) ?? kind)}
      >
        <Stack gap={6} mt={6}>
          {KINDS.map((value) => (
            <Radio key={value} value={value} label={t(`rotate.kindOf.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={t('rotate.grace')}
        allowDeselect={false}
        data={GRACES.map((value) => ({ value, label: t(`rotate.graceOf.${value}`) }))}
        value={grace}
        onChange={(value) => setGrace(GRACES.find((known) => known === value) ?? grace)}
      />
      {takesOwn && (
        <CredentialRows
          label={t('rotate.given')}
          hint={t('rotate.givenHint')}
          rows={given}
          onChange={setGiven}
          error={errorOf('credentials')}
        />
      )}
      {refusal}
    </FormDialog>
  );
}
