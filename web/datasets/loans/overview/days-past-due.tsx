import { useTranslation } from 'react-i18next';
import { Amount, Count, Share } from '../../../parts/values.tsx';
import classes from './days-past-due.module.css';
import type { DaysPastDueBucket } from './portfolio.ts';

/** How many loans are how late: a bar for the eye, and the figures. */
export function DaysPastDue({ buckets }: { readonly buckets: readonly DaysPastDueBucket[] }) {
  const { t } = useTranslation('loans');
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const shareOf = ({ count }: DaysPastDueBucket) => (total === 0 ? 0 : count / total);
  const nameOf = ({ from, to }: DaysPastDueBucket): string => {
    if (to === null) return t('portfolio.bucket.over', { days: from - 1 });
    return to === 0 ? t('portfolio.bucket.current') : t('portfolio.bucket.between', { from, to });
  };
  return (
    <div>
      <div className={classes.bar} aria-hidden="true">
        {buckets.map(
          (bucket, at) =>
            bucket.count > 0 && (
              <span key={bucket.from} className={classes.part} data-bucket={at} style={{ flexGrow: shareOf(bucket) }} />
            ),
        )}
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('portfolio.buckets')}</th>
            <th scope="col">{t('portfolio.bucketLoans')}</th>
            <th scope="col">{t('portfolio.bucketShare')}</th>
            <th scope="col">{t('portfolio.bucketBalance')}</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket, at) => (
            <tr key={bucket.from}>
              <th scope="row">
                <span className={classes.key} data-bucket={at} aria-hidden="true" />
                {nameOf(bucket)}
              </th>
              <td>
                <Count value={bucket.count} />
              </td>
              <td>
                <Share value={shareOf(bucket)} />
              </td>
              <td>
                <Amount value={bucket.outstanding_balance} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
