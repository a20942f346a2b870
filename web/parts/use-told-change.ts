import { notifications } from '@mantine/notifications';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AUDIT_KEY } from '../api/queries/audit.ts';

export interface ToldChangeOptions<T, R> {
  readonly change: (values: T) => Promise<R>;
  /** What is said once it is done; nothing where that shows by itself. */
  readonly done?: (answer: R) => { readonly title: string; readonly message?: string };
  /** Called before others look again, so that nobody looks for what is gone. */
  readonly onDone?: (answer: R) => void;
}

/** Changes something, says so, and has it shown wherever things of this key are shown. */
export function useToldChange<R, T = void>(key: QueryKey, { change, done, onDone }: ToldChangeOptions<T, R>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      onDone?.(answer);
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      if (done) {
        const { title, message = '' } = done(answer);
        const closeButtonProps = { 'aria-label': t('actions.close') };
        notifications.show({ color: 'teal', title, message, closeButtonProps });
      }
      await queries.invalidateQueries({ queryKey: key });
    },
    // Secrets may be among the values, and in the answer.
    gcTime: 0,
  });
}
