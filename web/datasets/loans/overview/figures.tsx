import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../format/use-formats.ts';
import { ExactValue } from '../../../parts/exact-value.tsx';
import { Figure, FigureList } from '../../../parts/figure-list.tsx';
import { Amount, Count, Percent } from '../../../parts/values.tsx';
import type { PortfolioFigures } from './portfolio.ts';

/** The totals of a portfolio, or of all. */
export function Figures({ figures }: { readonly figures: PortfolioFigures }) {
  const { t } = useTranslation('loans');
  const formats = useFormats();
  const { credit_count, payment_count, outstanding_balance, average_rate, weighted_average_rate } = figures;
  return (
    <FigureList>
      <Figure name={t('portfolio.loans')}>
        <Count value={credit_count} />
      </Figure>
      <Figure
        name={t('portfolio.outstanding')}
        below={outstanding_balance !== null && <Amount value={outstanding_balance} />}
      >
        {outstanding_balance === null ? (
          '–'
        ) : (
          <ExactValue shown={formats.compact(Number(outstanding_balance))} exact={outstanding_balance} />
        )}
      </Figure>
      <Figure
        name={t('portfolio.averageRate')}
        hint={t('portfolio.averageHint')}
        below={
          weighted_average_rate !== null && (
            <>
              <Percent value={weighted_average_rate} digits={2} /> {t('portfolio.weighted')}
            </>
          )
        }
      >
        <Percent value={average_rate} digits={2} />
      </Figure>
      <Figure name={t('portfolio.installments')}>
        <Count value={payment_count} />
      </Figure>
    </FigureList>
  );
}
