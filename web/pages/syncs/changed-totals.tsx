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
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('changes.total')}</th>
            <th scope="col">{t(isAhead ? 'changes.live' : 'changes.before')}</th>
            <th scope="col">{t(isAhead ? 'changes.wouldBe' : 'changes.after')}</th>
            <th scope="col">{t('changes.difference')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('files.rows')}</th>
            <td>
              <Count value={changes.rows_before} />
            </td>
            <td>
              <Count value={changes.rows_after} />
            </td>
            <td>
              <Difference exact={String(changes.rows_after - changes.rows_before)} />
            </td>
          </tr>
          {Object.entries(changes.totals).map(([column, { before, after }]) => (
            <tr key={column}>
              <th scope="row" title={column}>
                {texts.title(column)}
              </th>
              <td>
                <Amount value={before} />
              </td>
              <td>
                <Amount value={after} />
              </td>
              <td>{before === null ? '–' : <Difference exact={exactDifference(after, before)} />}</td>
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
