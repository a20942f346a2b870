import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** For a password that is about to be set: what it takes is said before it is typed. */
export function NewPasswordInput(props: PasswordInputProps) {
  const { t } = useTranslation('users');
  return (
    <PasswordInput
      description={t('passwordHint')}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
      {...props}
    />
  );
}
