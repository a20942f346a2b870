const made = new Map<string, Intl.DisplayNames>();

/** What a language calls a country; what is no code of one stays as it is. */
export function countryName(language: string, code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const names = made.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
  made.set(language, names);
  return names.of(code) ?? code;
}
