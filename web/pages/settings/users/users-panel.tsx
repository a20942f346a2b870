import { Badge, Button, Group, Table } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tenantQuery } from '../../../api/queries/tenant.ts';
import { type User, userPagesQuery } from '../../../api/queries/users.ts';
import { MoreButton } from '../../../parts/more-button.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { ScrollTable } from '../../../parts/scroll-table.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../parts/states.tsx';
import { DateTime } from '../../../parts/values.tsx';
import { AddUserDialog } from './user-dialogs.tsx';
import { UserMenu } from './user-menu.tsx';
import classes from './users-panel.module.css';

/** Who signs in with a password: for the admins of the bank. */
export function UsersPanel() {
  const { t } = useTranslation('users');
  const users = useInfiniteQuery(userPagesQuery);
  const me = useQuery(tenantQuery).data?.username ?? null;
  const [isAdding, setAdding] = useState(false);
  const all = users.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Panel
      title={t('title')}
      hint={t('hint')}
      actions={
        <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      }
      flush
    >
      {users.isPending && <LoadingState />}
      {users.isError && <ErrorState error={users.error} retry={() => void users.refetch()} />}
      {users.isSuccess && all.length === 0 && (
        <EmptyState title={t('none')} icon={IconUsers}>
          {t('noneDetail')}
        </EmptyState>
      )}
      {all.length > 0 && <UserTable users={all} me={me} />}
      <MoreButton query={users} />
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function UserTable({ users, me }: { readonly users: readonly User[]; readonly me: string | null }) {
  const { t } = useTranslation(['users', 'common']);
  return (
    <ScrollTable label={t('title')} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('role')}</Table.Th>
          <Table.Th>{t('state')}</Table.Th>
          <Table.Th>{t('lastLogin')}</Table.Th>
          <Table.Th aria-hidden />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {users.map((user) => (
          <Table.Tr key={user.username} className={classes.user ?? ''}>
            <Table.Td className={classes.name ?? ''}>
              <Group gap={8}>
                <span>{user.username}</span>
                {user.username === me && (
                  <Badge size="sm" color="petrol" tt="none">
                    {t('you')}
                  </Badge>
                )}
              </Group>
            </Table.Td>
            <Table.Td data-label={t('role')}>{t(`common:account.role.${user.role}`)}</Table.Td>
            <Table.Td data-label={t('state')}>
              <Badge color={user.is_active ? 'teal' : 'gray'} tt="none">
                {t(user.is_active ? 'active' : 'inactive')}
              </Badge>
            </Table.Td>
            <Table.Td data-label={t('lastLogin')}>
              {user.last_login_at === null ? t('never') : <DateTime value={user.last_login_at} />}
            </Table.Td>
            <Table.Td className={classes.menu ?? ''}>{user.username !== me && <UserMenu user={user} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
