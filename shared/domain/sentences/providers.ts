/** Of providers, their keys, and the webhooks that they send. */
export const providerSentences = {} as const;
