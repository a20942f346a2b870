/** Of webhooks that go out. */
export const webhookSentences = {} as const;
