import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/audit-entry.ts';
import { changesOf } from './audit-changes.ts';
import classes from './audit-table.module.css';
import { useAuditWords } from './audit-words.ts';

/** What of the target mattered: value by value, and before → after where something was changed. */
export function AuditChangeList({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('settings');
  const words = useAuditWords();
  const changes = changesOf(entry).filter(({ name }) => !name.endsWith('.upload_id'));
  if (changes.length === 0) return '–';
  return (
    <dl className={classes.facts}>
      {changes.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{words.name(name)}</dt>
          <dd>
            {before !== undefined && after !== undefined ? (
              <>
                <del>{words.value(name, before)}</del> <span aria-hidden>→</span> <ins>{words.value(name, after)}</ins>
              </>
            ) : (
              words.value(name, after ?? before)
            )}
            {after === undefined && ` (${t('audit.before')})`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
