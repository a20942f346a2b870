import { Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './figure-list.module.css';

/** The few figures that matter most, large and beside each other. @param areLong whether they are exact amounts, of which none may be cut */
export function FigureList({
  areLong = false,
  children,
}: {
  readonly areLong?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <dl className={classes.figures} data-long={areLong || undefined}>
      {children}
    </dl>
  );
}

export interface FigureProps {
  readonly name: string;
  /** What the name leaves open. */
  readonly hint?: string;
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

export function Figure({ name, hint, below, children }: FigureProps) {
  return (
    <div>
      <dt className={classes.name}>
        {hint === undefined ? (
          name
        ) : (
          <Tooltip label={hint} multiline maw={260}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation is reached by keyboard too */}
            <span className={classes.explained} tabIndex={0}>
              {name}
            </span>
          </Tooltip>
        )}
      </dt>
      <dd className={classes.figure}>
        {children}
        {below !== undefined && below !== false && (
          <Text size="xs" c="dimmed" fw={400}>
            {below}
          </Text>
        )}
      </dd>
    </div>
  );
}
