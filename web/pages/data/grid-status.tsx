import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useProblemWords } from '../../parts/states.tsx';
import classes from './data-grid.module.css';
import type { Rows } from './use-rows.ts';

export interface GridStatusProps {
  readonly first: number;
  readonly last: number;
  readonly rows: Rows;
  readonly onGoTo: () => void;
}

/** Where one is in the list, and, in a long one, what scrolling reaches and what it does not. */
export function GridStatus({ first, last, rows, onGoTo }: GridStatusProps) {
  const { t } = useTranslation(['data', 'common']);
  const formats = useFormats();
  const { totalCount, reach, isFetching, error } = rows;
  const failure = useProblemWords(error);
  if (totalCount === 0) return null;
  return (
    <div className={classes.status}>
      <span className={classes.position} data-testid="position">
        {t('grid.position', {
          first: formats.count(first + 1),
          last: formats.count(Math.min(last + 1, totalCount)),
          total: formats.count(totalCount),
        })}
      </span>
      {isFetching && <Loader size={12} aria-label={t('common:states.loading')} />}
      {error !== undefined ? (
        <span className={classes.statusNote} role="alert">
          {failure.title}
        </span>
      ) : (
        reach < totalCount && (
          <span className={classes.statusNote}>{t('grid.reach', { reach: formats.count(reach) })}</span>
        )
      )}
      {error !== undefined && (
        <Button size="compact-xs" variant="default" onClick={rows.readAnew}>
          {t('common:actions.retry')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" ml="auto" onClick={onGoTo}>
        {t('goTo.open')}
      </Button>
    </div>
  );
}
