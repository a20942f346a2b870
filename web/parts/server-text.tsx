import { useServerWords } from '../i18n/use-server-words.ts';

/** A sentence of the service in the reader's language, or else marked as the English that it is. */
export function ServerText({ said }: { readonly said: string }) {
  const translated = useServerWords().text(said);
  return translated === undefined ? <span lang="en">{said}</span> : translated;
}
