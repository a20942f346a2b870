import { Badge, Loader } from '@mantine/core';
import type { ReactNode } from 'react';

export type Meaning = 'waiting' | 'running' | 'good' | 'bad' | 'over';

const COLOURS = { waiting: 'yellow', running: 'petrol', good: 'teal', bad: 'red', over: 'gray' } as const;

/** A state: the word says it, the colour only helps. */
export function MeaningBadge({ meaning, children }: { readonly meaning: Meaning; readonly children: ReactNode }) {
  return (
    <Badge
      color={COLOURS[meaning]}
      tt="none"
      leftSection={meaning === 'running' ? <Loader size={10} color="currentColor" aria-hidden /> : undefined}
    >
      {children}
    </Badge>
  );
}
