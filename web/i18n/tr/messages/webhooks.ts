import type { webhookSentences } from '../../../../shared/domain/sentences/webhooks.ts';
import type { MessagesOf } from '../../server-words.ts';

export const webhooks: MessagesOf<typeof webhookSentences> = {};
