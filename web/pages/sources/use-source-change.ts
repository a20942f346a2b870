import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AUDIT_KEY } from '../../api/queries/audit.ts';
import { SOURCES_KEY } from '../../api/queries/sources.ts';

export interface SourceChangeOptions<T, R> {
  readonly change: (values: T) => Promise<R>;
  /** What is said once it is done. */
  readonly done: (answer: R) => { readonly title: string; readonly message?: string };
  /** Called before others look again, so that nobody looks for what is gone. */
  readonly onDone?: (answer: R) => void;
}

/** Changes something about a source, and shows it wherever sources are shown. */
export function useSourceChange<R, T = void>({ change, done, onDone }: SourceChangeOptions<T, R>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      onDone?.(answer);
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      const { title, message = '' } = done(answer);
      const closeButtonProps = { 'aria-label': t('actions.close') };
      notifications.show({ color: 'teal', title, message, closeButtonProps });
      await queries.invalidateQueries({ queryKey: SOURCES_KEY });
    },
    // Credentials may be among the values.
    gcTime: 0,
  });
}
