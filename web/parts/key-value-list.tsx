import type { ReactNode } from 'react';
import classes from './key-value-list.module.css';

/** Facts about one thing: name and value, in two columns, or one below the other on a phone. */
export function KeyValueList({ items }: { readonly items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.list}>
      {items.map(([name, value]) => (
        <div key={name} className={classes.item}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
