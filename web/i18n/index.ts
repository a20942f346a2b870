import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from './en/index.ts';
import { isLanguage, type Language, preferredLanguage } from './language.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}

/** Only the language that is read is loaded. */
const DICTIONARIES = {
  en: () => import('./en/index.ts'),
  tr: () => import('./tr/index.ts'),
} as const satisfies Record<Language, () => Promise<{ default: object }>>;

const instance: i18n = createInstance();

/** Resolves when the page can be drawn in the reader's language. */
export async function startTranslation(): Promise<i18n> {
  const language = preferredLanguage();
  await instance.use(initReactI18next).init({
    lng: language,
    resources: { [language]: (await DICTIONARIES[language]()).default },
    defaultNS: 'common',
    // React escapes what it draws.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return instance;
}

export async function changeLanguage(language: Language): Promise<void> {
  const { default: dictionary } = await DICTIONARIES[language]();
  for (const [namespace, texts] of Object.entries(dictionary)) instance.addResourceBundle(language, namespace, texts);
  await instance.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem('tranche.language', language);
  } catch {
    // Storage may be switched off: then the choice lasts until a reload.
  }
}

export const currentLanguage = (): Language => (isLanguage(instance.language) ? instance.language : 'en');
