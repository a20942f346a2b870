import { Input, PasswordInput, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceKindName } from '../../../shared/domain/source.ts';
import { Panel } from '../../parts/panel.tsx';
import type { DraftFieldsProps } from './draft-fields.ts';
import { type CredentialKind, type CredentialsDraft, draftKind } from './source-draft.ts';

export interface CredentialsFieldsProps extends DraftFieldsProps<CredentialsDraft> {
  readonly sourceKind: SourceKindName;
  /** Whether the source has some, which are never shown. */
  readonly hasSome: boolean;
}

/** What the source asks for, to let somebody in. */
export function CredentialsFields({ sourceKind, draft, onChange, errorOf, hasSome }: CredentialsFieldsProps) {
  const { t } = useTranslation('sources');
  const { kind } = draft;
  const kinds: readonly CredentialKind[] = [
    ...(hasSome ? (['keep'] as const) : []),
    ...draftKind(sourceKind).credentialKinds,
  ];
  const what = (of: CredentialKind) =>
    of === 'none' && hasSome
      ? t('form.removesCredentials')
      : of === 'password' && sourceKind !== 'http_pages'
        ? t('form.loginWhat')
        : t(`form.credentialsWhat.${of}`);
  const input = (name: keyof CredentialsDraft, field: string) => ({
    value: draft[name],
    error: errorOf(field),
    spellCheck: false,
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.currentTarget.value }),
  });
  const secret = {
    // Not what signs in here.
    autoComplete: 'new-password',
    visibilityToggleButtonProps: { 'aria-label': t('form.showSecret'), tabIndex: 0 },
  };
  const ofAll = errorOf('');
  return (
    <Panel title={t('form.credentials')} hint={t('form.credentialsHint')}>
      <Stack gap="md">
        <Radio.Group
          aria-label={t('form.credentials')}
          value={kind}
          onChange={(value) => onChange({ kind: kinds.find((known) => known === value) ?? 'none' })}
        >
          <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="sm">
            {kinds.map((value) => (
              <Radio key={value} value={value} label={t(`form.credentialsOf.${value}`)} description={what(value)} />
            ))}
          </SimpleGrid>
        </Radio.Group>
        {ofAll && <Input.Error role="alert">{ofAll}</Input.Error>}
        {kind === 'token' && <PasswordInput {...input('token', '.token')} {...secret} label={t('form.token')} />}
        {kind === 'password' && (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <TextInput {...input('username', '.username')} label={t('form.username')} autoComplete="off" />
            <PasswordInput {...input('password', '.password')} {...secret} label={t('form.password')} />
          </SimpleGrid>
        )}
        {(kind === 'header' || kind === 'query') && (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <TextInput
              {...input('name', kind === 'header' ? '.headers' : '.query')}
              label={t(kind === 'header' ? 'form.headerName' : 'form.queryName')}
              autoComplete="off"
            />
            <PasswordInput {...input('secret', '.secret')} {...secret} label={t('form.secret')} />
          </SimpleGrid>
        )}
      </Stack>
    </Panel>
  );
}
