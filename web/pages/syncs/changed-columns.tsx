import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { Count } from '../../parts/values.tsx';
import classes from './file-changes.module.css';

export interface ChangedColumnsProps {
  /** Changed rows by column, the most first. */
  readonly columns: readonly (readonly [column: string, rows: number])[];
}

/** In which columns rows have changed. */
export function ChangedColumns({ columns }: ChangedColumnsProps) {
  const { t } = useTranslation('syncs');
  const texts = useCellTexts();
  const id = useId();
  return (
    <div>
      <p className={classes.title} id={id}>
        {t('changes.byColumn')}
      </p>
      <dl className={classes.columns} aria-labelledby={id}>
        {columns.map(([column, rows]) => (
          <div key={column}>
            <dt title={column}>{texts.title(column)}</dt>
            <dd>
              <Count value={rows} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
