import { Badge, Loader } from '@mantine/core';
import type { ReactNode } from 'react';

export type Meaning = 'waiting' | 'running' | 'good' | 'bad' | 'over';

const COLOURS = { waiting: 'yellow', running: 'petrol', good: 'teal', bad: 'red', over: 'gray' } as const;

export interface MeaningBadgeProps {
  readonly meaning: Meaning;
  /** What ran once does not move any more. */
  readonly isPast?: boolean;
  readonly children: ReactNode;
}

/** A state: the word says it, the colour only helps. */
export function MeaningBadge({ meaning, isPast = false, children }: MeaningBadgeProps) {
  return (
    <Badge
      color={COLOURS[meaning]}
      tt="none"
      leftSection={meaning === 'running' && !isPast ? <Loader size={10} color="currentColor" aria-hidden /> : undefined}
    >
      {children}
    </Badge>
  );
}
