import { useTranslation } from 'react-i18next';
import { isLanguage } from '../i18n/language.ts';
import { type Formats, formatsFor } from './formats.ts';

/** Numbers and times as the reader's language writes them. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsFor(isLanguage(i18n.language) ? i18n.language : 'en');
}
