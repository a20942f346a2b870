import { useTranslation } from 'react-i18next';
import { serverWordsIn } from './index.ts';
import { isLanguage } from './language.ts';
import type { ServerWords } from './server-words.ts';

/** What the service says in English, in the reader's language as far as the page knows the sentence. */
export function useServerWords(): ServerWords {
  const { i18n } = useTranslation();
  return serverWordsIn(isLanguage(i18n.language) ? i18n.language : 'en');
}
