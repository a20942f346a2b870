import { createInstance, type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type DatasetResources, loadDatasetWords } from '../datasets/dataset-words.ts';
import type en from './en/index.ts';
import { isLanguage, type Language, preferredLanguage } from './language.ts';
import { type ServerDictionary, type ServerWords, serverWords } from './server-words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en & DatasetResources;
  }
}

/** Only the language that is read is loaded. */
const DICTIONARIES = {
  en: () => import('./en/index.ts'),
  tr: () => import('./tr/index.ts'),
} as const satisfies Record<Language, () => Promise<{ default: object; server?: ServerDictionary }>>;

const instance: i18n = createInstance();
const wordsOfServer = new Map<Language, ServerWords>();

async function load(language: Language): Promise<object> {
  const own: Promise<{ default: object; server?: ServerDictionary }> = DICTIONARIES[language]();
  const [dictionary, datasets] = await Promise.all([own, loadDatasetWords(language)]);
  wordsOfServer.set(language, serverWords(dictionary.server, datasets.server));
  return { ...dictionary.default, ...datasets.words };
}

/** What the service says, in a language that was loaded. */
export const serverWordsIn = (language: Language): ServerWords => wordsOfServer.get(language) ?? serverWords(undefined);

/** Resolves when the page can be drawn in the reader's language. */
export async function startTranslation(): Promise<i18n> {
  const language = preferredLanguage();
  await instance.use(initReactI18next).init({
    lng: language,
    resources: { [language]: await load(language) } as Resource,
    defaultNS: 'common',
    // React escapes what it draws.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return instance;
}

export async function changeLanguage(language: Language): Promise<void> {
  for (const [namespace, texts] of Object.entries(await load(language)))
    instance.addResourceBundle(language, namespace, texts);
  await instance.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem('tranche.language', language);
  } catch {
    // Storage may be switched off: then the choice lasts until a reload.
  }
}

export const currentLanguage = (): Language => (isLanguage(instance.language) ? instance.language : 'en');
