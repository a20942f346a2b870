import type { Message } from '../../shared/domain/message.ts';
import { useServerWords } from '../i18n/use-server-words.ts';

export interface SaidByService {
  /** In English. */
  readonly said: string;
  /** What that was made from; what is older than messages has none. */
  readonly message: Message | undefined;
}

/** A sentence of the service in the reader's language, or else marked as the English that it is. */
export function ServerText({ said, message }: SaidByService) {
  const translated = useServerWords().text(said, message);
  return translated === undefined ? <span lang="en">{said}</span> : translated;
}
