import { useTranslation } from 'react-i18next';
import { isLanguage } from '../i18n/language.ts';
import { type Formats, formatsFor } from './formats.ts';

/**
 * Numbers and times as the reader's language writes them.
 * @param currency of the amounts, by its ISO 4217 code
 */
export function useFormats(currency?: string): Formats {
  const { i18n } = useTranslation();
  return formatsFor(isLanguage(i18n.language) ? i18n.language : 'en', currency);
}
