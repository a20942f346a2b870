import { useTranslation } from 'react-i18next';
import { BUCKET_NAMES, type Bucket } from '../../api/queries/portfolio.ts';
import { Count, Percent } from '../../parts/values.tsx';
import classes from './days-past-due.module.css';

/** How many loans are how late: a bar for the eye, and the figures. */
export function DaysPastDue({ buckets }: { readonly buckets: Readonly<Record<Bucket, number>> }) {
  const { t } = useTranslation('overview');
  const total = BUCKET_NAMES.reduce((sum, name) => sum + buckets[name], 0);
  const shareOf = (name: Bucket) => (total === 0 ? 0 : buckets[name] / total);
  return (
    <div>
      <div className={classes.bar} aria-hidden="true">
        {BUCKET_NAMES.map((name) => (
          <span key={name} className={classes.part} data-bucket={name} style={{ flexGrow: shareOf(name) }} />
        ))}
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('portfolio.buckets')}</th>
            <th scope="col">{t('portfolio.bucketLoans')}</th>
            <th scope="col">{t('portfolio.bucketShare')}</th>
          </tr>
        </thead>
        <tbody>
          {BUCKET_NAMES.map((name) => (
            <tr key={name}>
              <th scope="row">
                <span className={classes.key} data-bucket={name} aria-hidden="true" />
                {t(`portfolio.bucket.${name}`)}
              </th>
              <td>
                <Count value={buckets[name]} />
              </td>
              <td>
                <Percent value={shareOf(name)} digits={2} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
