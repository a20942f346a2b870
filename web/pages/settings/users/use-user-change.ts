import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AUDIT_KEY } from '../../../api/queries/audit.ts';
import { USERS_KEY } from '../../../api/queries/users.ts';

export interface UserChangeOptions<T> {
  readonly change: (values: T) => Promise<unknown>;
  /** What is said once it is done. */
  readonly done: (values: T) => { readonly title: string; readonly message?: string };
  readonly onDone?: () => void;
}

/** Changes something about a user, and shows it in the lists. */
export function useUserChange<T>({ change, done, onDone }: UserChangeOptions<T>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (_, values) => {
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      await queries.invalidateQueries({ queryKey: USERS_KEY });
      const { title, message = '' } = done(values);
      const closeButtonProps = { 'aria-label': t('actions.close') };
      notifications.show({ color: 'teal', title, message, closeButtonProps });
      onDone?.();
    },
    // A password may be among the values.
    gcTime: 0,
  });
}
