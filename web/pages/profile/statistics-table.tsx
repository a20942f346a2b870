import { useTranslation } from 'react-i18next';
import type { NumericStats } from '../../api/queries/profile.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ExactValue } from '../../parts/exact-value.tsx';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { Share } from '../../parts/values.tsx';
import classes from './figures-table.module.css';
import { zeroShare } from './notable.ts';
import { useStatisticText } from './statistic-text.ts';

const STATISTICS = ['min', 'p05', 'p25', 'p50', 'p75', 'p95', 'max', 'avg', 'stddev'] as const;

/** What one decimal of a percentage can show. */
const LEAST_CHANGE = 0.001;

export interface StatisticsTableProps {
  readonly column: ServedColumn;
  readonly title: string;
  readonly now: NumericStats;
  readonly before: NumericStats | undefined;
}

/** Quantiles and the like, now and before. */
export function StatisticsTable({ column, title, now, before }: StatisticsTableProps) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const statistic = useStatisticText(column);
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : <ExactValue shown={statistic(value)} exact={String(value)} />;
  const change = (from: number | null | undefined, to: number | null) => {
    if (from === null || from === undefined || to === null || from === to || from === 0) return '';
    const share = to / from - 1;
    if (Math.abs(share) < LEAST_CHANGE / 2) return `±${formats.share(0, 1)}`;
    return `${share > 0 ? '+' : '−'}${formats.share(Math.abs(share), 1)}`;
  };
  return (
    <table className={classes.table} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{t('column.statistic')}</th>
          <th scope="col">{t('column.now')}</th>
          {before && (
            <>
              <th scope="col">{t('column.before')}</th>
              <th scope="col">{t('column.change')}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {STATISTICS.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`column.stat.${name}`)}</th>
            <td>{shown(now[name])}</td>
            {before && (
              <>
                <td className={classes.before}>{shown(before[name])}</td>
                <td className={classes.before}>{change(before[name], now[name])}</td>
              </>
            )}
          </tr>
        ))}
        <tr>
          <th scope="row">{t('column.stat.zeros')}</th>
          <td>
            <Share value={zeroShare(now)} />
          </td>
          {before && (
            <>
              <td className={classes.before}>
                <Share value={zeroShare(before)} />
              </td>
              <td />
            </>
          )}
        </tr>
      </tbody>
    </table>
  );
}
