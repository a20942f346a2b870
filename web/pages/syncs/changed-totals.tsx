import { useTranslation } from 'react-i18next';
import type { FileChanges } from '../../api/queries/changes.ts';
import { exactDifference } from '../../format/exact-difference.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { ExactValue } from '../../parts/exact-value.tsx';
import { Amount, Count } from '../../parts/values.tsx';
import classes from './file-changes.module.css';

export interface ChangedTotalsProps {
  readonly changes: FileChanges;
  /** Nothing has been changed yet. */
  readonly isAhead: boolean;
}

/** Rows and sums of the amounts: before, now, and what is between them, to the last digit. */
export function ChangedTotals({ changes, isAhead }: ChangedTotalsProps) {
  const { t } = useTranslation('syncs');
  const texts = useCellTexts();
  const before = t(isAhead ? 'changes.live' : 'changes.before');
  const after = t(isAhead ? 'changes.wouldBe' : 'changes.after');
  const difference = t('changes.difference');
  return (
    <div className={classes.scroll}>
      <table className={`${classes.table} ${classes.totals}`}>
        <thead>
          <tr>
            <th scope="col">{t('changes.total')}</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
            <th scope="col">{difference}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('files.rows')}</th>
            <td data-label={before}>
              <Count value={changes.rows_before} />
            </td>
            <td data-label={after}>
              <Count value={changes.rows_after} />
            </td>
            <td data-label={difference}>
              <Difference exact={String(changes.rows_after - changes.rows_before)} />
            </td>
          </tr>
          {Object.entries(changes.totals).map(([column, sums]) => (
            <tr key={column}>
              <th scope="row" title={column}>
                {texts.title(column)}
              </th>
              <td data-label={before}>
                <Amount value={sums.before} />
              </td>
              <td data-label={after}>
                <Amount value={sums.after} />
              </td>
              <td data-label={difference}>
                {sums.before === null ? '–' : <Difference exact={exactDifference(sums.after, sums.before)} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Difference({ exact }: { readonly exact: string }) {
  const formats = useFormats();
  if (/^[-0.]+$/.test(exact)) return <span className={classes.same}>=</span>;
  const shown = formats.amount(exact);
  return <ExactValue shown={exact.startsWith('-') ? shown : `+${shown}`} exact={exact} />;
}
