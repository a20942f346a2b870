import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './timeline.module.css';
import { DateTime } from './values.tsx';

export interface TimelineEntry {
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
}

export interface TimelineProps<T extends TimelineEntry> {
  readonly label: string;
  /** Oldest first. */
  readonly entries: readonly T[];
  /** What it came to be. */
  readonly state: (entry: T, isPast: boolean) => ReactNode;
}

/** What became of something, in the order in which it happened: state, time, who, why. */
export function Timeline<T extends TimelineEntry>({ label, entries, state }: TimelineProps<T>) {
  const { t } = useTranslation('mediator');
  return (
    <ol className={classes.list} aria-label={label}>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing is ever put between them
        <li key={index} className={classes.entry}>
          <Group gap="xs">
            {state(entry, index < entries.length - 1)}
            <DateTime value={entry.at} />
            <Text span size="sm" c="dimmed">
              {t('history.by', { who: entry.by === 'service' ? t('history.service') : entry.by })}
            </Text>
          </Group>
          {entry.reason !== null && (
            <Text size="sm" className={classes.why ?? ''}>
              {entry.reason}
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}
