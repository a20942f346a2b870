import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { ExactValue } from '../../parts/exact-value.tsx';
import { Figure, FigureList } from '../../parts/figure-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Count } from '../../parts/values.tsx';
import { useNames } from '../use-names.ts';
import { type CompanyCash, SLICE } from './queries.ts';
import type { ViewChange } from './use-company-view.ts';

/** All payments that are set aside, whatever was chosen before. */
const SET_ASIDE: ViewChange = {
  include: 'only-quarantined',
  period: null,
  from: null,
  to: null,
  iban: null,
  direction: null,
};

export interface CompanyFiguresProps {
  readonly cash: CompanyCash;
  readonly showPayments: (change: ViewChange) => void;
}

/** What a company has, and which of its payments that leaves out. */
export function CompanyFigures({ cash, showPayments }: CompanyFiguresProps) {
  const { t } = useTranslation('cash');
  const names = useNames();
  const formats = useFormats(cash.currency);
  const { batch_payments, invalid_iban } = cash.excluded;
  const counted = (key: 'batches' | 'invalid', count: number) =>
    count === 0 ? [] : [t(`company.${key}`, { count, shown: formats.count(count) })];
  const setAside = [...counted('batches', batch_payments), ...counted('invalid', invalid_iban)];
  const money = (name: 'balance' | 'debt' | 'credit') => (
    <ExactValue shown={formats.amount(cash[name])} exact={cash[name]} />
  );
  const title = (column: string) => names.column(SLICE.dataset, column);
  return (
    <Panel title={t('company.figures')}>
      <FigureList areLong>
        <Figure name={title('balance')}>{money('balance')}</Figure>
        <Figure name={title('debt')} hint={t('company.debtHint')}>
          {money('debt')}
        </Figure>
        <Figure name={title('credit')} hint={t('company.creditHint')}>
          {money('credit')}
        </Figure>
        <Figure name={title('accounts')}>
          <Count value={cash.accounts.length} />
        </Figure>
        <Figure
          name={t('company.setAside')}
          hint={t('company.setAsideHint')}
          below={
            setAside.length > 0 && (
              <>
                {setAside.join(', ')}
                {' · '}
                <Anchor
                  component="button"
                  type="button"
                  fz="inherit"
                  c="var(--tranche-link)"
                  onClick={() => showPayments(SET_ASIDE)}
                >
                  {t('company.showSetAside')}
                </Anchor>
              </>
            )
          }
        >
          <Count value={batch_payments + invalid_iban} />
        </Figure>
      </FigureList>
    </Panel>
  );
}
