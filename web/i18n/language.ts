export const LANGUAGES = { en: 'English', tr: 'Türkçe' } as const;
export type Language = keyof typeof LANGUAGES;

export const isLanguage = (text: unknown): text is Language =>
  typeof text === 'string' && Object.hasOwn(LANGUAGES, text);

/** What was chosen here before, or else the first language of the browser that the page speaks. */
export function preferredLanguage(): Language {
  try {
    const chosen = localStorage.getItem('tranche.language');
    if (isLanguage(chosen)) return chosen;
  } catch {
    // Storage may be switched off.
  }
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

/** For numbers and times: the reader's own region of that language where the browser names one (en-GB, en-US, …). */
export function formatLocale(language: Language, preferred: readonly string[] = navigator.languages): string {
  const regional = preferred.find((tag) => tag.startsWith(`${language}-`));
  return regional ?? (language === 'tr' ? 'tr-TR' : 'en-GB');
}
