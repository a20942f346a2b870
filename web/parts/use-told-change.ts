import { notifications } from '@mantine/notifications';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_KEY } from '../api/queries/audit.ts';

export interface ToldChangeOptions<T, R> {
  readonly change: (values: T) => Promise<R>;
  /** What is said once it is done; nothing where that shows by itself. */
  readonly done?: (answer: R) => { readonly title: string; readonly message?: string };
  /** Called before others look again, so that nobody looks for what is gone. */
  readonly onDone?: (answer: R) => void;
}

export interface ToldChange<T, R> extends ToldChangeOptions<T, R> {
  /** Keys of what is shown anew, wherever it is shown; the audit is always. */
  readonly affects: readonly QueryKey[];
}

/** Changes something, says so, and has it shown. What is under way is not done a second time. */
export function useToldChange<R, T = void>({ change, affects, done, onDone }: ToldChange<T, R>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isRunning = useRef(false);
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      onDone?.(answer);
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      if (done) {
        const { title, message = '' } = done(answer);
        const closeButtonProps = { 'aria-label': t('actions.close') };
        notifications.show({ color: 'teal', title, message, closeButtonProps });
      }
      await Promise.all(affects.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    onSettled: () => {
      isRunning.current = false;
    },
    // Secrets may be among the values, and in the answer.
    gcTime: 0,
  });
  // A second click comes before the button is seen to be off.
  const mutate: typeof mutation.mutate = (...asked) => {
    if (isRunning.current) return;
    isRunning.current = true;
    mutation.mutate(...asked);
  };
  return { ...mutation, mutate };
}
