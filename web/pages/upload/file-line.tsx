import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CodeText } from '../../parts/code-text.tsx';
import classes from './file-line.module.css';

export interface FileLineProps {
  readonly name: string;
  /** Size, kind, how far it is: what is known beside the name. */
  readonly facts: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** One file: its name and facts, what can be done with it, and what is to be said about it. */
export function FileLine({ name, facts, actions, children }: FileLineProps) {
  return (
    <li className={classes.file} aria-label={name}>
      <div className={classes.head}>
        <div className={classes.about}>
          <Text fw={600} className={classes.name ?? ''} component="h3">
            <CodeText value={name} />
          </Text>
          <Text size="sm" c="dimmed" component="div">
            {facts}
          </Text>
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </li>
  );
}
