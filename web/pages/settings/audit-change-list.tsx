import { useTranslation } from 'react-i18next';
import { DATASETS } from '../../../shared/datasets/registry.ts';
import type { AuditEntry } from '../../api/audit-entry.ts';
import { type AuditChange, changesOf } from './audit-changes.ts';
import classes from './audit-table.module.css';
import { useAuditWords } from './use-audit-words.ts';

/** What the page of the sync tells better, or the name of the user. */
const ELSEWHERE = /\.(?:upload_ids?|rejected_rows|error_count)$|^user_id$/;
/** What is read first; the rest follows as it comes. */
const FIRST = ['status', 'failure', 'dataset', 'variant', 'file_type'];
/** A variant that is said once more by the name of the dataset's variants. */
const labels = new Set(DATASETS.flatMap(({ variants }) => variants?.column ?? []));
const withoutTwice = (changes: readonly AuditChange[]): readonly AuditChange[] =>
  changes.some(({ name }) => name === 'variant') ? changes.filter(({ name }) => !labels.has(name)) : changes;
const placeOf = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

/** What of the target mattered: value by value, and before → after where something was changed. */
export function AuditChangeList({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('settings');
  const words = useAuditWords();
  const changes = withoutTwice(changesOf(entry))
    .filter(({ name }) => !ELSEWHERE.test(name))
    .sort((a, b) => placeOf(a.name) - placeOf(b.name));
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
