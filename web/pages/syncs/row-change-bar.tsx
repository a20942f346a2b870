import { useTranslation } from 'react-i18next';
import type { FileChanges } from '../../api/queries/changes.ts';
import { Count } from '../../parts/values.tsx';
import classes from './file-changes.module.css';

const KINDS = ['added', 'changed', 'unchanged', 'removed'] as const;

/** All rows of before and now, each once: added, changed, unchanged or removed. */
export function RowChangeBar({ changes }: { readonly changes: FileChanges }) {
  const { t } = useTranslation('syncs');
  return (
    <>
      <div className={classes.bar} aria-hidden>
        {KINDS.filter((kind) => changes[kind] > 0).map((kind) => (
          <span key={kind} data-kind={kind} style={{ flexGrow: changes[kind] }} />
        ))}
      </div>
      <dl className={classes.kinds}>
        {KINDS.map((kind) => (
          <div key={kind}>
            <dt>
              <span className={classes.key} data-kind={kind} />
              {t(`changes.rows.${kind}`)}
            </dt>
            <dd>
              <Count value={changes[kind]} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
