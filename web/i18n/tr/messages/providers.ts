import type { providerSentences } from '../../../../shared/domain/sentences/providers.ts';
import type { MessagesOf } from '../../server-words.ts';

export const providers: MessagesOf<typeof providerSentences> = {};
