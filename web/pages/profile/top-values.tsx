import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoricalStats } from '../../api/queries/profile.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { Count, Share } from '../../parts/values.tsx';
import classes from './figures-table.module.css';
import { countOf, sharesOf } from './notable.ts';

const FIRST_VALUES = 8;

export interface TopValuesProps {
  readonly column: ServedColumn;
  readonly title: string;
  readonly now: CategoricalStats;
  readonly before: CategoricalStats | undefined;
}

/** The most frequent values with their shares, now and before. */
export function TopValues({ column, title, now, before }: TopValuesProps) {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const texts = useCellTexts();
  const [isOpen, setOpen] = useState(false);
  const total = countOf(now);
  const sharesBefore = before && sharesOf(before);
  const shown = isOpen ? now.values : now.values.slice(0, FIRST_VALUES);
  const points = (share: number, value: string) => {
    const difference = (share - (sharesBefore?.get(value) ?? 0)) * 100;
    if (Math.abs(difference) < 0.005) return '';
    return t('column.points', { points: `${difference > 0 ? '+' : '−'}${formats.decimal(Math.abs(difference))}` });
  };
  const others = now.values.slice(shown.length).reduce((sum, { frequency }) => sum + frequency, now.other_count);
  return (
    <div>
      <table className={classes.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('column.value')}</th>
            <td className={classes.bar} />
            <th scope="col">{t('column.share')}</th>
            {before && (
              <>
                <th scope="col">{t('column.before')}</th>
                <th scope="col">{t('column.change')}</th>
              </>
            )}
            <th scope="col">{t('column.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ value, frequency }) => {
            const share = total === 0 ? 0 : frequency / total;
            const earlier = sharesBefore?.get(String(value));
            return (
              <tr key={value}>
                <th scope="row" title={String(value)}>
                  {texts.shown(column, value)}
                </th>
                <td className={classes.bar}>
                  <div className={classes.share} aria-hidden="true">
                    {share > 0 && <span style={{ width: `${share * 100}%` }} />}
                    {earlier !== undefined && <i style={{ left: `${earlier * 100}%` }} />}
                  </div>
                </td>
                <td>
                  <Share value={share} />
                </td>
                {before && (
                  <>
                    <td className={classes.before}>
                      <Share value={earlier ?? null} />
                    </td>
                    <td className={classes.points}>{points(share, String(value))}</td>
                  </>
                )}
                <td>
                  <Count value={frequency} />
                </td>
              </tr>
            );
          })}
          {others > 0 && (
            <tr>
              <th scope="row">{t('column.others')}</th>
              <td className={classes.bar} />
              <td>
                <Share value={total === 0 ? 0 : others / total} />
              </td>
              {before && (
                <>
                  <td />
                  <td />
                </>
              )}
              <td>
                <Count value={others} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <Group gap="sm" mt={6}>
        <Text size="xs" c="dimmed">
          {t('column.distinctCount', { count: now.unique_count, shown: formats.count(now.unique_count) })}
        </Text>
        {now.values.length > FIRST_VALUES && (
          <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen
              ? t('column.showFewer')
              : t('column.showAll', { count: now.values.length, shown: formats.count(now.values.length) })}
          </Button>
        )}
      </Group>
    </div>
  );
}
