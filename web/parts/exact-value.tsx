import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCopy } from './copy.ts';
import classes from './exact-value.module.css';

export interface ExactValueProps {
  /** As the reader's locale writes it. */
  readonly shown: string;
  /** As the API gave it: what is copied, and shown on hovering. */
  readonly exact: string;
  /** In a grid of many values: reached with the mouse or the grid's own keys, not one by one with Tab. */
  readonly inGrid?: boolean;
}

/** A value in the reader's own writing; a click copies it exactly as it is. */
export function ExactValue({ shown, exact, inGrid = false }: ExactValueProps) {
  const { t } = useTranslation();
  const [state, copy] = useCopy();
  return (
    <UnstyledButton
      className={classes.value}
      data-state={state}
      title={t('actions.copyValue', { value: exact })}
      tabIndex={inGrid ? -1 : 0}
      onClick={(event) => {
        event.stopPropagation();
        copy(exact);
      }}
    >
      {shown}
      <VisuallyHidden aria-live="polite">
        {state === 'copied' ? t('actions.copied') : state === 'failed' ? t('actions.copyFailed') : ''}
      </VisuallyHidden>
    </UnstyledButton>
  );
}
