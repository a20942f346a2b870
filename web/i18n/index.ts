import { createInstance, type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type DatasetResources, loadDatasetWords } from '../datasets/dataset-words.ts';
import type en from './en/index.ts';
import type live from './en/live.ts';
import type mediator from './en/mediator.ts';
import type money from './en/money.ts';
import type providers from './en/providers.ts';
import type sources from './en/sources.ts';
import type verifications from './en/verifications.ts';
import type webhookEvents from './en/webhook-events.ts';
import type webhooks from './en/webhooks.ts';
import { isLanguage, type Language, preferredLanguage } from './language.ts';
import { type ServerDictionary, type ServerWords, serverWords } from './server-words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en & {
      sources: typeof sources;
      live: typeof live;
      mediator: typeof mediator;
      money: typeof money;
      providers: typeof providers;
      verifications: typeof verifications;
      webhookEvents: typeof webhookEvents;
      webhooks: typeof webhooks;
    } & DatasetResources;
  }
}

/** Only the language that is read is loaded. */
const DICTIONARIES = {
  en: () => import('./en/index.ts'),
  tr: () => import('./tr/index.ts'),
} as const satisfies Record<Language, () => Promise<{ default: object; server?: ServerDictionary }>>;

/** Words of pages that are opened seldom: they are loaded with the first of these. */
const OF_PAGES = {
  sources: { en: () => import('./en/sources.ts'), tr: () => import('./tr/sources.ts') },
  live: { en: () => import('./en/live.ts'), tr: () => import('./tr/live.ts') },
  mediator: { en: () => import('./en/mediator.ts'), tr: () => import('./tr/mediator.ts') },
  money: { en: () => import('./en/money.ts'), tr: () => import('./tr/money.ts') },
  providers: { en: () => import('./en/providers.ts'), tr: () => import('./tr/providers.ts') },
  verifications: { en: () => import('./en/verifications.ts'), tr: () => import('./tr/verifications.ts') },
  webhookEvents: { en: () => import('./en/webhook-events.ts'), tr: () => import('./tr/webhook-events.ts') },
  webhooks: { en: () => import('./en/webhooks.ts'), tr: () => import('./tr/webhooks.ts') },
} as const satisfies Record<string, Record<Language, () => Promise<{ default: object }>>>;
export type PageWords = keyof typeof OF_PAGES;

const instance: i18n = createInstance();
const wordsOfServer = new Map<Language, ServerWords>();
const opened = new Set<PageWords>();

async function load(language: Language): Promise<object> {
  const own: Promise<{ default: object; server?: ServerDictionary }> = DICTIONARIES[language]();
  const [dictionary, datasets, pages] = await Promise.all([
    own,
    loadDatasetWords(language),
    Promise.all([...opened].map(async (words) => [words, (await OF_PAGES[words][language]()).default])),
  ]);
  wordsOfServer.set(language, serverWords(dictionary.server, datasets.server));
  return { ...dictionary.default, ...datasets.words, ...Object.fromEntries(pages) };
}

/** What the service says, in a language that was loaded. */
export const serverWordsIn = (language: Language): ServerWords => wordsOfServer.get(language) ?? serverWords(undefined);

/** Resolves when a page can be drawn that has words of its own. */
export async function loadPageWords(words: PageWords): Promise<void> {
  opened.add(words);
  const language = currentLanguage();
  if (instance.hasResourceBundle(language, words)) return;
  instance.addResourceBundle(language, words, (await OF_PAGES[words][language]()).default);
}

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
