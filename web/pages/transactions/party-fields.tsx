import { Radio, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountChoice } from './account-choice.tsx';
import type { PartyDraft, PartyKind } from './transaction-draft.ts';

export interface PartyFieldsProps {
  readonly side: 'source' | 'target';
  readonly isRequired: boolean;
  readonly currency: string;
  readonly draft: PartyDraft;
  readonly onChange: (draft: PartyDraft) => void;
  readonly errorOf: (field: string) => ReactNode;
}

/** Who is on one side: an account held here, somebody else, or nobody that is named. */
export function PartyFields({ side, isRequired, currency, draft, onChange, errorOf }: PartyFieldsProps) {
  const { t } = useTranslation('money');
  const kinds: readonly PartyKind[] = isRequired ? ['account', 'system'] : ['account', 'system', 'none'];
  const label = t(side === 'source' ? 'make.source' : 'make.target');
  const words = { account: t('make.isAccount'), system: t('make.isSystem'), none: t('make.leftOut') };
  return (
    <Stack gap="sm" role="group" aria-label={label}>
      <Radio.Group
        label={label}
        description={isRequired ? undefined : t('make.optional')}
        value={draft.kind}
        onChange={(value) => onChange({ ...draft, kind: kinds.find((kind) => kind === value) ?? 'account' })}
      >
        <Stack gap={6} mt={6}>
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={words[kind]} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.kind === 'account' && (
        <AccountChoice
          label={t('make.account')}
          description={t('make.accountHint')}
          nothingFoundMessage={t('make.accountNone', { currency })}
          currency={currency}
          error={errorOf(`${side}_account`)}
          value={draft.account}
          onChange={(account) => onChange({ ...draft, account })}
        />
      )}
      {draft.kind === 'system' && (
        <TextInput
          label={t('make.system')}
          description={t('make.systemHint')}
          error={errorOf(`${side}_system`)}
          maxLength={100}
          autoComplete="off"
          value={draft.system}
          onChange={(event) => onChange({ ...draft, system: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
