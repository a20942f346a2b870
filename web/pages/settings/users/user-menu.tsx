import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconKey, IconTrash, IconUserCheck, IconUserOff, IconUserShield } from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUser, type User } from '../../../api/queries/users.ts';
import { useUserChange } from './use-user-change.ts';
import { ChangeRoleDialog, DeactivateDialog, RemoveUserDialog, ResetPasswordDialog } from './user-dialogs.tsx';

const DIALOGS = {
  change: ChangeRoleDialog,
  reset: ResetPasswordDialog,
  deactivate: DeactivateDialog,
  remove: RemoveUserDialog,
} as const satisfies Record<string, ComponentType<{ user: User; onClose: () => void }>>;

/** What an admin may do to somebody else. */
export function UserMenu({ user }: { readonly user: User }) {
  const { t } = useTranslation('users');
  const [asking, setAsking] = useState<keyof typeof DIALOGS | undefined>();
  const { username, is_active } = user;
  const activating = useUserChange<void>({
    change: () => changeUser(username, { is_active: true }),
    done: () => ({ title: t('activated', { name: username }) }),
  });
  const Dialog = asking && DIALOGS[asking];
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            loading={activating.isPending}
            aria-label={t('actions', { name: username })}
          >
            <IconDotsVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUserShield size={16} aria-hidden />} onClick={() => setAsking('change')}>
            {t('change')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => setAsking('reset')}>
            {t('reset')}
          </Menu.Item>
          {is_active ? (
            <Menu.Item leftSection={<IconUserOff size={16} aria-hidden />} onClick={() => setAsking('deactivate')}>
              {t('deactivate')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => activating.mutate()}>
              {t('activate')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking('remove')}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {Dialog && <Dialog user={user} onClose={() => setAsking(undefined)} />}
    </>
  );
}
