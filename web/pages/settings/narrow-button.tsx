import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

export interface NarrowButtonProps {
  /** What a click leaves of the list, in words. */
  readonly title: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A word of an entry that lists all entries with the same. */
export function NarrowButton({ title, onClick, children }: NarrowButtonProps) {
  return (
    <Anchor
      component="button"
      type="button"
      fz="inherit"
      ff="monospace"
      ta="start"
      c="var(--tranche-link)"
      title={title}
      onClick={onClick}
    >
      {children}
    </Anchor>
  );
}
