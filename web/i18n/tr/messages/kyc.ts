import type { kycSentences } from '../../../../shared/domain/sentences/kyc.ts';
import type { MessagesOf } from '../../server-words.ts';

export const kyc: MessagesOf<typeof kycSentences> = {};
