/** Of webhooks that go out. */
export const webhookSentences = {
  'webhooks-most': 'There are {most} webhooks, and there may be no more.',
  'webhook-off': 'The webhook is switched off. Switch it on first.',
  'field-webhook-url':
    'Must be an address with https, without credentials and without #: https://hooks.bank.example/tranche.',
  'field-webhook-address':
    'Is at an address that may not be called: only public ones may, and those that this installation allows.',
  'field-webhook-insecure': 'Must begin with https: what is sent over http could be read on the way.',
} as const;
