import { useTranslation } from 'react-i18next';
import { countryName } from './country-names.ts';

/** A country by its ISO 3166 code, in the reader's language. */
export function CountryName({ code }: { readonly code: string }) {
  const { i18n } = useTranslation();
  return countryName(i18n.language, code);
}
