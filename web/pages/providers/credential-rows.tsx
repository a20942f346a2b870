import { ActionIcon, Button, Group, Input, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CredentialDraft } from './provider-draft.ts';

export interface CredentialRowsProps {
  readonly label: string;
  readonly hint: string;
  readonly rows: readonly CredentialDraft[];
  readonly onChange: (rows: readonly CredentialDraft[]) => void;
  readonly error: ReactNode;
}

/** Names and secrets, as many as a provider needs. */
export function CredentialRows({ label, hint, rows, onChange, error }: CredentialRowsProps) {
  const { t } = useTranslation('providers');
  const change = (id: number, changes: Partial<CredentialDraft>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...changes } : row)));
  const add = () => onChange([...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, name: '', value: '' }]);
  return (
    <Input.Wrapper label={label} description={hint} labelElement="div" error={error}>
      <Stack gap={6} mt={6} role="group" aria-label={label}>
        {rows.map(({ id, name, value }, index) => {
          const at = index + 1;
          return (
            <Group key={id} gap="xs" wrap="nowrap">
              <TextInput
                aria-label={t('form.credentialName', { at })}
                placeholder="api_key"
                flex={1}
                autoComplete="off"
                spellCheck={false}
                value={name}
                onChange={(event) => change(id, { name: event.currentTarget.value })}
              />
              <PasswordInput
                aria-label={t('form.credentialValue', { at })}
                flex={2}
                // Not what signs in here.
                autoComplete="new-password"
                visibilityToggleButtonProps={{ 'aria-label': t('form.showSecret'), tabIndex: 0 }}
                value={value}
                onChange={(event) => change(id, { value: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('form.credentialRemove', { at })}
                onClick={() => onChange(rows.filter((row) => row.id !== id))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          );
        })}
        <Group>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            {t('form.credentialAdd')}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
