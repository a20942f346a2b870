import { Anchor, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextPeriod } from '../../../shared/datasets/cash/periods.ts';
import { useFormats } from '../../format/use-formats.ts';
import { MoreButton } from '../../parts/more-button.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useIsPhone } from '../../parts/use-is-phone.ts';
import { useNames } from '../use-names.ts';
import classes from './balances-table.module.css';
import { type DayRange, daysOf } from './company-view.ts';
import { dayBefore } from './period-text.ts';
import { type CompanyBalances, SLICE } from './queries.ts';
import { usePeriodTexts } from './use-period-texts.ts';

const FIRST_ROWS = { phone: 4, desktop: 12 } as const;
const MORE_ROWS = 100;
const FIGURES = ['opening', 'incoming', 'outgoing', 'closing'] as const;

export interface BalancesTableProps {
  readonly answer: CompanyBalances;
  readonly range: DayRange;
  /** The one whose payments are shown. */
  readonly period: string | undefined;
  readonly onPeriod: (first: string) => void;
}

/** The periods with their exact figures, the last one first. */
export function BalancesTable({ answer, range, period: chosen, onPeriod }: BalancesTableProps) {
  const { t } = useTranslation('cash');
  const names = useNames();
  const texts = usePeriodTexts();
  const formats = useFormats(answer.currency);
  const [shown, setShown] = useState<number>(FIRST_ROWS[useIsPhone() ? 'phone' : 'desktop']);
  const rows = answer.data.slice(-shown).reverse();
  const title = (column: string) => names.column(SLICE.dataset, column);
  const more = {
    hasNextPage: shown < answer.data.length,
    isFetchingNextPage: false,
    fetchNextPage: async () => setShown(shown + MORE_ROWS),
  };
  return (
    <div className={classes.frame}>
      <ScrollTable label={t('balances.table')} minWidth={640} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('balances.period')}</Table.Th>
            {FIGURES.map((name) => (
              <Table.Th key={name} data-number>
                {title(name)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const called = texts.period(row.period, answer.interval);
            const cut = cutDays(row.period, answer.interval, range);
            return (
              <Table.Tr key={row.period} {...(row.period === chosen ? { bg: 'var(--tranche-hover)' } : {})}>
                <Table.Td>
                  <div>
                    <Anchor
                      component="button"
                      type="button"
                      fz="inherit"
                      c="var(--tranche-link)"
                      aria-label={t('balances.show', { period: called })}
                      {...(row.period === chosen ? { 'aria-current': true } : {})}
                      onClick={() => onPeriod(row.period)}
                    >
                      {called}
                    </Anchor>
                    {cut && (
                      <Text size="xs" c="dimmed">
                        {texts.days(cut.from, cut.to)}
                      </Text>
                    )}
                  </div>
                </Table.Td>
                {FIGURES.map((name) => (
                  <Table.Td key={name} data-number data-label={title(name)}>
                    {formats.amount(row[name])}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </ScrollTable>
      <MoreButton query={more} />
    </div>
  );
}

/** The days that count of a period in which the range begins or ends. */
function cutDays(period: string, interval: CompanyBalances['interval'], range: DayRange) {
  const days = daysOf(period, interval, range);
  const isWhole = days.from === period && days.to === dayBefore(nextPeriod(period, interval));
  return isWhole ? undefined : days;
}
