import { useTranslation } from 'react-i18next';
import { BALANCE_CURRENCIES, type BalanceCurrency } from '../../../shared/datasets/cash/conversion.ts';
import { FewChoice } from '../../parts/slice-choice.tsx';

export interface CurrencyChoiceProps {
  readonly value: BalanceCurrency;
  readonly onChange: (currency: string | null) => void;
}

/** What figures are given in. */
export function CurrencyChoice({ value, onChange }: CurrencyChoiceProps) {
  const { t } = useTranslation('cash');
  return (
    <FewChoice
      label={t('balances.currency')}
      value={value}
      choices={BALANCE_CURRENCIES.map((currency) => ({ value: currency, label: currency }))}
      onChange={(currency) => onChange(currency === 'EUR' ? null : currency)}
    />
  );
}
