import { notifications } from '@mantine/notifications';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_KEY } from './queries/audit.ts';

export interface ChangeOptions<T, R> {
  readonly change: (values: T) => Promise<R>;
  /** What is asked for again, wherever it is shown; the audit is always. */
  readonly affects: readonly QueryKey[];
  /** What is said once it is done; nothing where what was changed shows it. */
  readonly done?: (answer: R, values: T) => { readonly title: string; readonly message?: string };
  /** Called before others look again, so that nobody looks for what is gone. */
  readonly onDone?: (answer: R) => void;
}

/** Changes something, says so, and has it shown wherever it is shown. */
export function useChange<R, T = void>({ change, affects, done, onDone }: ChangeOptions<T, R>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isRunning = useRef(false);
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: async (answer, values) => {
      onDone?.(answer);
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      if (done) {
        const { title, message = '' } = done(answer, values);
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
