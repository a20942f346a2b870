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
      c="var(--tranche-link)"
      title={title}
      onClick={onClick}
    >
      {children}
    </Anchor>
  );
}

const SHOWN = 8;

/** Ids that were made one after the other begin alike; their ends tell them apart. */
export const shortId = (id: string): string => (id.length > 2 * SHOWN ? `…${id.slice(-SHOWN)}` : id);
