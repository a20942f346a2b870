/** Of providers, their keys, and the webhooks that they send. */
export const providerSentences = {
  'provider-json-pointer': 'Must be a JSON pointer (RFC 6901), such as /data/status.',
  'provider-body-pointers': 'Must be pointers of which none leads into another: what stands at /a cannot have /a/b.',
  'provider-header-name':
    'Must be the name of a header; Host, Content-Type, Connection and those of the length or the encoding are not given.',
  'provider-credential-name': 'Must be the name of a credential: small letters, digits and _, such as api_key.',
  'provider-path':
    'Must be a path such as /v1/payments, of visible ASCII without # and \\. In braces it may have transaction_id, reference, refund_of, refund_of_reference and request_id.',
  'provider-source':
    'Must be a field of the order, such as amount; or data:/pointer, setting:/pointer, credential:name.',
  'provider-signed-content': 'Must be a text that has method, path, timestamp and body in braces, and no others.',

  'quota-of-day': 'The provider key {key_id} has made {limit} calls today (UTC), as many as it may.',
  'quota-of-month': 'The provider key {key_id} has made {limit} calls this month (UTC), as many as it may.',
  'provider-code-taken': 'There is a provider {code} already.',
  'no-such-provider': 'There is no provider {code}.',
  'no-such-key': 'The provider {code} has no key {key_id}.',
  'provider-key-taken':
    'The user {user_id} has a key of {code} for {environment} that is in force: deactivate it first.',
  'provider-changed': 'The provider is at version {version} by now. Read it again before you change it.',
  'provider-named': 'The provider {code} is named by transactions or verifications. Switch it off instead.',

  'provider-code': 'Must be 3 to 10 letters and digits.',
  'provider-currency-code': 'Must be a currency of ISO 4217 in capital letters, such as EUR.',
  'provider-country-code': 'Must be a country of ISO 3166-1 in two capital letters, such as DE.',
  'provider-no-currency': 'Must name at least one currency: nothing is sent in any other.',
  'provider-twice': 'Must not have {value} twice.',
  'provider-base-url':
    'Must be an address with http or https, without query and credentials: https://api.provider.example/v1.',
  'provider-address-not-allowed':
    'Is at an address that may not be called: only public ones may, and those that this installation allows.',
  'provider-description-needed': 'A provider with the adapter http needs it: how its interface is to be spoken with.',
  'provider-description-given': 'The adapter sandbox has a description of its own: leave it out.',
  'provider-call-needed': 'A provider of type {type} needs it: without it there is nothing to be called.',
  'provider-no-idempotency':
    'Must be there, with is_honoured, or a call that asks what became of something: else nobody could ever clear up a lost answer.',
  'provider-setting-url': 'Must be an address with http or https.',
  'provider-setting-time': 'Must be a time of the day such as 06:30.',
  'provider-setting-needed': 'A provider of type {type} needs it.',
  'provider-settings-large': 'Must have at most {most} characters as JSON.',
  'provider-credential-needed': 'The description names it: give it in credentials.',
  'provider-credential-value': 'Must be 1 to 4096 plain characters (ASCII) in one line.',
  'provider-credentials-made': 'The adapter sandbox gets credentials made for it: leave them out.',
  'provider-credentials-anew': 'Must be given again: an address leads to another place than the one they are kept for.',
  'provider-credentials-not-rotated': 'kind is webhook: credentials stay as they are, so leave them out.',
  'provider-monthly-limit': 'Must be at least 28 times daily_limit: {least}.',
  'provider-no-sandbox': 'The provider {code} has no sandbox_base_url: there is nothing that a sandbox key could call.',
} as const;
