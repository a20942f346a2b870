import type { moneySentences } from '../../../../shared/domain/sentences/money.ts';
import type { MessagesOf } from '../../server-words.ts';

export const money: MessagesOf<typeof moneySentences> = {};
