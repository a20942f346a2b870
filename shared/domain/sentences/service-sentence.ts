import { hookSentences } from './hooks.ts';
import { kycSentences } from './kyc.ts';
import { moneySentences } from './money.ts';
import { providerSentences } from './providers.ts';
import { requestSentences } from './requests.ts';
import { sentencesOf } from './sentence.ts';
import { sourceSentences } from './sources.ts';
import { streamSentences } from './streams.ts';
import { syncSentences } from './syncs.ts';
import { webhookSentences } from './webhooks.ts';

/** What only the service says. No id of it is one of a file's sentences. */
export const SERVICE_SENTENCES = {
  ...syncSentences,
  ...requestSentences,
  ...sourceSentences,
  ...streamSentences,
  ...moneySentences,
  ...providerSentences,
  ...hookSentences,
  ...kycSentences,
  ...webhookSentences,
} as const;

/** Of syncs, uploads and requests. */
export const serviceSentence = sentencesOf(SERVICE_SENTENCES);
