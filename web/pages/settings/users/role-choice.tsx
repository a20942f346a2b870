import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isRole, ROLES, type Role } from '../../../../shared/domain/roles.ts';

export interface RoleChoiceProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

/** The roles, and what each may do. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const { t } = useTranslation(['users', 'common']);
  return (
    <Radio.Group label={t('role')} value={value} onChange={(role) => isRole(role) && onChange(role)}>
      <Stack gap={6} mt={6}>
        {ROLES.toReversed().map((role) => (
          <Radio key={role} value={role} label={t(`common:account.role.${role}`)} description={t(`roleOf.${role}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
