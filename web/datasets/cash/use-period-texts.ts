import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatLocale, isLanguage } from '../../i18n/language.ts';
import { makePeriodTexts, type PeriodTexts } from './period-text.ts';

export function usePeriodTexts(): PeriodTexts {
  const { t, i18n } = useTranslation('cash');
  const { language } = i18n;
  return useMemo(() => {
    const locale = formatLocale(isLanguage(language) ? language : 'en');
    return makePeriodTexts(locale, (quarter, year) => t('balances.quarter', { quarter, year }));
  }, [t, language]);
}
