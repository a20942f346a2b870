/** Of verified persons and requests to verify them. */
export const kycSentences = {
  'kyc-request-final': 'The verification is {status} since {at}, and that does not change any more.',
  'kyc-own-request':
    'You asked for this verification, with this credential or another one of yours: somebody else decides it.',
  'kyc-own-identity': 'This verification is about yourself: somebody else decides it.',
  'kyc-profile-not-verified': 'The profile is {status}; only one that is VERIFIED can be revoked.',
  'kyc-profile-verified': 'The profile is VERIFIED: {fields} stays what was verified. Revoke it before that changes.',
  'kyc-under-way': 'The verification {request_id} of this person is under way: decide or cancel it first.',
  'kyc-user-taken': 'There is a profile of this user already.',
  'kyc-number-taken': 'There is a profile with this mobile number already.',
  'kyc-data-required': 'This field is required, as text, for a verification of the type {type}.',
  'kyc-request-type': 'Must be provider where a provider is named, and institution where none is; or be left out.',
  'kyc-no-provider': 'There is no provider {provider} of the type kyc that is active.',
  'kyc-no-provider-key': 'The provider {provider} has no such key in force.',
  'kyc-key-without-provider': 'This field is required where provider_key is given: the key is one of that provider.',
  'kyc-documents-most': 'The verification has {most} documents, and it may have no more.',
  'kyc-document-awaited': 'The document was announced, and has not arrived.',
  'kyc-document-deleted': 'The document was deleted at {at}, as it is configured.',
  'kyc-mobile-number':
    'Must be a mobile number of 7 to 15 digits, such as +90 532 000 00 01: with + and the country, or without.',
  'kyc-birth-date': 'Must be a day from 1900-01-01 until today.',
  'kyc-document-kind': 'Must be a name in small letters, digits and _, such as passport_front.',
} as const;
