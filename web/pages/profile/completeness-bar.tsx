import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../api/queries/profile.ts';
import { useFormats } from '../../format/use-formats.ts';
import classes from './completeness-bar.module.css';

export interface CompletenessBarProps {
  readonly title: string;
  readonly now: Completeness;
  readonly before: Completeness | undefined;
}

/** The share of rows that have a value; a tick marks where it was before. */
export function CompletenessBar({ title, now, before }: CompletenessBarProps) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  // Two decimals round a single missing row of a million away; it is missing all the same.
  const isComplete = now.missing_count === 0;
  const share = formats.percent(now.filled_pct / 100, 2);
  const level = now.missing_pct > 50 ? 'poor' : now.missing_pct > 10 ? 'fair' : 'good';
  return (
    <div>
      <div className={classes.bar} role="img" aria-label={t('column.completeness', { column: title, share })}>
        <span className={classes.filled} data-level={level} style={{ width: `${now.filled_pct}%` }} />
        {before && before.filled_pct !== now.filled_pct && (
          <span className={classes.before} style={{ left: `${before.filled_pct}%` }} />
        )}
      </div>
      <p className={classes.words}>
        {isComplete ? t('column.complete') : t('column.filled', { share })}
        {!isComplete &&
          ` · ${t('column.missing', { count: now.missing_count, shown: formats.count(now.missing_count) })}`}
        {before && before.filled_pct !== now.filled_pct && (
          <span className={classes.earlier}>
            {` · ${t('column.before')}: ${formats.percent(before.filled_pct / 100, 2)}`}
          </span>
        )}
      </p>
    </div>
  );
}
