import * as z from 'zod';
import {
  DECISIONS,
  DOCUMENT_STATUSES,
  DOCUMENT_TYPES,
  MAX_DOCUMENT_BYTES,
  MAX_KYC_ID,
  MAX_REASON_LENGTH,
  MOST_VALIDITY_DAYS,
  PROFILE_STATUSES,
  REQUEST_STATUSES,
  REQUEST_TYPES,
  REQUIRED_DATA,
  SUBJECT_TYPES,
  VALIDITY_DAYS,
  VERIFICATION_TYPES,
} from '../../domain/kyc.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { count, timestamp } from '../../domain/values.ts';
import { codeParameter } from './provider.ts';

export const profileStatus = z.enum(PROFILE_STATUSES).meta({
  id: 'KycProfileStatus',
  description:
    'PENDING until the first decision; VERIFIED and REJECTED by the last one; EXPIRED once a verification has run out; REVOKED ' +
    'where an admin took it back. What was asked for before a profile was rejected or revoked does not verify it any more.',
});
export const requestStatus = z.enum(REQUEST_STATUSES).meta({
  id: 'KycRequestStatus',
  description:
    'pending → processing → completed (verified), rejected (not), failed (nobody could say) or cancelled. Those four are final.',
});
export const verificationType = z.enum(VERIFICATION_TYPES);
export const subjectType = z.enum(SUBJECT_TYPES);

export const kycId = z.string().trim().min(1).max(MAX_KYC_ID);
const reasonText = z.string().trim().min(1).max(MAX_REASON_LENGTH);

const historyEntry = (status: z.ZodType) =>
  z.strictObject({
    status,
    at: timestamp,
    by: z.string().meta({ description: 'A username, the prefix of a key, the code of a provider, or `service`.' }),
    reason: z.string().nullable(),
  });

const profileFields = {
  profile_id: z.uuid(),
  user_id: z.string().meta({ description: 'Whose it is, as the bank calls him.' }),
  status: profileStatus,
  is_verified: z.boolean().meta({ description: 'Follows from `status`: nobody sets it.' }),
  verified_at: timestamp.nullable(),
  expires_at: timestamp.nullable(),
  version: z.int().min(1),
  created_at: timestamp,
  updated_at: timestamp,
};

export const kycProfile = z
  .strictObject(profileFields)
  .meta({ id: 'KycProfile', description: 'Nothing of it is personal but the id that the bank chose.' });
export type KycProfileBody = z.input<typeof kycProfile>;

const birthDate = z.iso.date().refine((day) => day >= '1900-01-01' && day <= new Date().toISOString().slice(0, 10), {
  error: serviceSentence('kyc-birth-date').text,
  params: { code: 'range', message: serviceSentence('kyc-birth-date').message },
  abort: true,
});
const mobileNumber = textOfForm(
  /^(?=(?:[^0-9]*[0-9]){7,15}[^0-9]*$)\+?[0-9](?:[ ()./-]*[0-9])*$/,
  serviceSentence('kyc-mobile-number'),
  z.string().max(40),
);
const personalText = (most: number) => z.string().trim().min(1).max(most);

/** As they are sent. */
const personalFields = {
  full_name: personalText(200),
  date_of_birth: birthDate,
  address: personalText(500),
  mobile_number: mobileNumber.meta({ description: 'Of one profile only, however it is written.' }),
  document_type: personalText(50),
  document_number: personalText(100),
};
const { full_name, date_of_birth, mobile_number, ...optionalFields } = personalFields;

export const newKycProfile = z
  .strictObject({
    user_id: kycId.meta({
      description: 'Whose it is, as the bank calls him: one profile each. Shown, so no personal data.',
    }),
    full_name,
    date_of_birth,
    mobile_number,
    address: optionalFields.address.nullable().exactOptional(),
    document_type: optionalFields.document_type.nullable().exactOptional(),
    document_number: optionalFields.document_number.nullable().exactOptional(),
  })
  .meta({
    id: 'NewKycProfile',
    description: 'Kept sealed but for `user_id`.',
    examples: [
      {
        user_id: 'customer-1001',
        full_name: 'Ann Example',
        date_of_birth: '1990-04-01',
        mobile_number: '+90 532 000 00 01',
        document_type: 'passport',
        document_number: 'U00000001',
      },
    ],
  });

export const kycProfileChange = z
  .strictObject({
    full_name: full_name.exactOptional(),
    date_of_birth: date_of_birth.exactOptional(),
    mobile_number: mobile_number.exactOptional(),
    address: optionalFields.address.nullable().exactOptional(),
    document_type: optionalFields.document_type.nullable().exactOptional(),
    document_number: optionalFields.document_number.nullable().exactOptional(),
  })
  .meta({ id: 'KycProfileChange', description: 'What is left out stays as it is.' });

const personal = { description: 'Only with `include=personal`.' };
export const kycProfileDetail = z
  .strictObject({
    ...profileFields,
    history: z.array(historyEntry(profileStatus)).meta({ description: 'Oldest first.' }),
    full_name: z.string().nullable().exactOptional().meta(personal),
    date_of_birth: z.string().nullable().exactOptional().meta(personal),
    address: z.string().nullable().exactOptional().meta(personal),
    mobile_number: z.string().nullable().exactOptional().meta(personal),
    document_type: z.string().nullable().exactOptional().meta(personal),
    document_number: z.string().nullable().exactOptional().meta(personal),
  })
  .meta({ id: 'KycProfileDetail' });
export type KycProfileDetailBody = z.input<typeof kycProfileDetail>;

export const revocationBody = z.strictObject({
  reason: reasonText.meta({ description: 'Shown in the history: no personal data.' }),
});

export const includeParameter = z.enum(['personal']).optional().meta({
  description: '`personal`: with all that is known of the person. For admins, and written down in the audit.',
});

const score = z
  .string()
  .regex(/^(?:100[.]00|[0-9]{1,2}[.][0-9]{2})$/)
  .nullable()
  .meta({
    description: '0.00 to 100.00. Null where the provider gave none with at most two decimals: nothing is rounded.',
  });

const openResult = {
  is_verified: z.boolean(),
  verification_score: score,
  face_match_score: score,
  address_verified: z.boolean().nullable(),
  background_check_passed: z.boolean().nullable(),
};
export const kycResult = z.strictObject(openResult).meta({ id: 'KycResult' });

const requestFields = {
  request_id: z.uuid(),
  request_type: z.enum(REQUEST_TYPES).meta({ description: 'Who answers: a person of the institution, or a provider.' }),
  entity_id: z
    .string()
    .meta({ description: 'Of whom it is asked: the tenant or the provider, where nothing else was said.' }),
  verification_type: verificationType,
  subject_type: subjectType,
  subject_id: z.string(),
  profile_id: z.uuid().nullable().meta({ description: 'The profile that `subject_id` leads to.' }),
  provider: z.string().nullable(),
  provider_key: z.uuid().nullable(),
  status: requestStatus,
  status_details: z
    .string()
    .nullable()
    .meta({
      description:
        'A code: waits-for-decision, waits-for-provider, no-answer-yet, not-sent, quota-used-up, approved, rejected, ' +
        'decided-by-provider, result-unreadable, provider-failed, or one of the provider.',
    }),
  validity_days: z.int(),
  requested_by: z.string(),
  version: z.int().min(1),
  created_at: timestamp,
  updated_at: timestamp,
  completed_at: timestamp.nullable(),
};

export const kycRequest = z.strictObject({ ...requestFields, result: kycResult.nullable() }).meta({ id: 'KycRequest' });
export type KycRequestBody = z.input<typeof kycRequest>;

export const kycRequestDetail = z
  .strictObject({
    ...requestFields,
    result: z
      .strictObject({
        ...openResult,
        document_type: z.string().nullable().exactOptional().meta(personal),
        document_number: z.string().nullable().exactOptional().meta(personal),
        document_expiry: z.string().nullable().exactOptional().meta(personal),
        additional_data: z.unknown().exactOptional().meta(personal),
      })
      .nullable(),
    request_data: z.record(z.string(), z.unknown()).nullable().exactOptional().meta(personal),
    history: z.array(historyEntry(requestStatus)).meta({ description: 'Oldest first.' }),
  })
  .meta({ id: 'KycRequestDetail' });
export type KycRequestDetailBody = z.input<typeof kycRequestDetail>;

const requiredOf = VERIFICATION_TYPES.map((type) => `${type}: ${REQUIRED_DATA[type].join(', ')}`).join('; ');

export const newKycRequest = z
  .strictObject({
    verification_type: verificationType,
    subject_type: subjectType,
    subject_id: kycId.meta({ description: 'A `user_id` or `profile_id` of a profile, or any id of yours. Shown.' }),
    request_type: z.enum(REQUEST_TYPES).exactOptional().meta({ description: 'Follows from `provider`.' }),
    entity_id: kycId.exactOptional(),
    provider: codeParameter.exactOptional().meta({
      description: 'A provider of the type kyc: it goes out to it. Without, it waits for somebody to decide.',
    }),
    provider_key: z
      .uuid()
      .exactOptional()
      .meta({ description: 'A key of that provider: its environment and quota hold.' }),
    request_data: z
      .record(z.string().max(100), z.unknown())
      .default({})
      .meta({ description: `What is known of the subject, kept sealed. Required by type: ${requiredOf}.` }),
    validity_days: z
      .int()
      .min(1)
      .max(MOST_VALIDITY_DAYS)
      .default(VALIDITY_DAYS)
      .meta({ description: 'How long the verification holds, once it is there.' }),
  })
  .meta({
    id: 'NewKycRequest',
    examples: [
      {
        verification_type: 'document',
        subject_type: 'individual',
        subject_id: 'customer-1001',
        request_data: { document_type: 'passport', document_number: 'U00000001' },
        validity_days: 365,
      },
    ],
  });

export const cancellationBody = z.strictObject({ reason: reasonText.nullable().exactOptional() });
export const decisionBody = z.strictObject({
  decision: z.enum(DECISIONS),
  reason: reasonText.nullable().exactOptional().meta({ description: 'Shown in the history: no personal data.' }),
});

const documentFields = {
  document_id: z.uuid(),
  request_id: z.uuid(),
  kind: z.string(),
  size_bytes: count,
  content_type: z.string(),
  sha256: z.string(),
  status: z.enum(DOCUMENT_STATUSES),
  sent_by: z.string(),
  created_at: timestamp,
  arrived_at: timestamp.nullable().meta({ description: 'When it was first seen to be there.' }),
  delete_at: timestamp.nullable().meta({ description: 'Known from the decision on.' }),
  deleted_at: timestamp.nullable(),
};
export const kycDocument = z.strictObject(documentFields).meta({ id: 'KycDocument' });
export type KycDocumentBody = z.input<typeof kycDocument>;

export const newKycDocument = z
  .strictObject({
    kind: textOfForm(/^[a-z][a-z0-9_]{0,49}$/, serviceSentence('kyc-document-kind')).meta({
      description: 'What it shows, such as passport_front.',
    }),
    file_name: z.string().trim().min(1).max(255).meta({ description: 'Kept sealed.' }),
    size_bytes: z.int().min(1).max(MAX_DOCUMENT_BYTES),
    content_type: z.enum(DOCUMENT_TYPES),
    sha256: textOfForm(/^[0-9a-f]{64}$/, serviceSentence('field-sha256'), z.string().toLowerCase()),
  })
  .meta({ id: 'NewKycDocument' });

export const announcedKycDocument = z
  .strictObject({
    ...documentFields,
    upload: z.strictObject({
      method: z.literal('PUT'),
      url: z.url().meta({ description: 'Takes the bytes that were announced, and no others.' }),
      headers: z.record(z.string(), z.string()).meta({ description: 'To be sent exactly so.' }),
      expires_at: timestamp,
    }),
  })
  .meta({ id: 'AnnouncedKycDocument' });

export const openedKycDocument = z
  .strictObject({
    ...documentFields,
    file_name: z.string().nullable(),
    download: z.strictObject({ url: z.url(), expires_at: timestamp }),
  })
  .meta({ id: 'OpenedKycDocument' });
