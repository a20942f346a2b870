import * as z from 'zod';
import { MAX_REQUEST_BYTES } from '../../domain/kyc.ts';
import { pageQuery } from '../../domain/pagination.ts';
import { WRITERS } from '../../domain/roles.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import {
  announcedKycDocument,
  cancellationBody,
  decisionBody,
  includeParameter,
  kycDocument,
  kycId,
  kycProfile,
  kycProfileChange,
  kycProfileDetail,
  kycRequest,
  kycRequestDetail,
  newKycDocument,
  newKycProfile,
  newKycRequest,
  openedKycDocument,
  profileStatus,
  requestStatus,
  revocationBody,
  verificationType,
} from '../schemas/kyc.ts';
import { codeParameter } from '../schemas/provider.ts';

const common = { tag: 'kyc', access: 'tenant', function: 'kyc' } as const;
const ofProfile = { ...common, params: z.strictObject({ profile_id: z.uuid() }) };
const ofRequest = { ...common, params: z.strictObject({ request_id: z.uuid() }) };
const included = z.strictObject({ include: includeParameter });
const detailed = (description: string) => ({ status: 200, description, schema: kycRequestDetail });

export const listKycProfiles = endpoint({
  ...common,
  operationId: 'listKycProfiles',
  method: 'GET',
  path: '/api/kyc/profiles',
  summary: 'Persons, and whether they are verified; newest first',
  query: z.strictObject({ status: profileStatus.optional(), user_id: kycId.optional(), ...pageQuery }),
  success: { status: 200, description: 'A page of profiles, without personal data.', schema: listOf(kycProfile) },
  problems: ['invalid-cursor'],
});

export const createKycProfile = endpoint({
  ...common,
  operationId: 'createKycProfile',
  method: 'POST',
  path: '/api/kyc/profiles',
  summary: 'Add a person',
  description: 'Everything but `user_id` is kept sealed, and stands in no answer but the full record.',
  roles: WRITERS,
  personal: true,
  body: newKycProfile,
  success: {
    status: 201,
    description: 'The profile, PENDING, without personal data.',
    schema: kycProfileDetail,
    headers: { Location: 'Path of the profile.' },
  },
  problems: ['profile-exists'],
});

export const getKycProfile = endpoint({
  ...ofProfile,
  operationId: 'getKycProfile',
  method: 'GET',
  path: '/api/kyc/profiles/{profile_id}',
  summary: 'Read a profile',
  query: included,
  success: { status: 200, description: 'The profile and its history.', schema: kycProfileDetail },
  problems: ['not-found'],
});

export const updateKycProfile = endpoint({
  ...ofProfile,
  operationId: 'updateKycProfile',
  method: 'PATCH',
  path: '/api/kyc/profiles/{profile_id}',
  summary: 'Change what is known of a person',
  description:
    'While the profile is VERIFIED, or a verification of it is under way, its name, date of birth and document stay what they are: ' +
    '409. Decide or cancel that, or revoke it, before; or ask for ' +
    'a new verification once it has run out.',
  roles: WRITERS,
  body: kycProfileChange,
  success: { status: 200, description: 'The profile, without personal data.', schema: kycProfileDetail },
  problems: ['not-found', 'profile-exists', 'wrong-state'],
});

export const deleteKycProfile = endpoint({
  ...ofProfile,
  operationId: 'deleteKycProfile',
  method: 'DELETE',
  path: '/api/kyc/profiles/{profile_id}',
  summary: 'Remove a person',
  description:
    'With what its verifications have of the person, documents too. That they were asked for, and what was decided when, stays.',
  roles: ['admin'],
  success: { status: 204, description: 'There is no such profile any more.' },
  problems: ['not-found', 'wrong-state'],
});

export const revokeKycProfile = endpoint({
  ...ofProfile,
  operationId: 'revokeKycProfile',
  method: 'POST',
  path: '/api/kyc/profiles/{profile_id}/revoke',
  summary: 'Take a verification back',
  description: 'Only a verification that is asked for after that makes the profile VERIFIED again.',
  roles: ['admin'],
  body: revocationBody,
  success: { status: 200, description: 'The profile, REVOKED.', schema: kycProfileDetail },
  problems: ['not-found', 'wrong-state'],
});

export const listKycRequests = endpoint({
  ...common,
  operationId: 'listKycRequests',
  method: 'GET',
  path: '/api/kyc/requests',
  summary: 'Verifications, newest first',
  query: z.strictObject({
    status: requestStatus.optional(),
    verification_type: verificationType.optional(),
    subject_id: kycId.optional(),
    provider: codeParameter.optional(),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of verifications, without personal data.', schema: listOf(kycRequest) },
  problems: ['invalid-cursor'],
});

export const createKycRequest = endpoint({
  ...common,
  operationId: 'createKycRequest',
  method: 'POST',
  path: '/api/kyc/requests',
  summary: 'Ask for a verification',
  description:
    'With a `provider` it goes out within a second or so, with what the profile has of the person. Without, it waits for ' +
    '`POST …/decision` by somebody else.',
  roles: WRITERS,
  personal: true,
  body: newKycRequest,
  maxBodyBytes: MAX_REQUEST_BYTES,
  success: {
    status: 201,
    description: 'The verification, pending.',
    schema: kycRequestDetail,
    headers: { Location: 'Path of the verification.' },
  },
  problems: ['kyc-error'],
});

export const getKycRequest = endpoint({
  ...ofRequest,
  operationId: 'getKycRequest',
  method: 'GET',
  path: '/api/kyc/requests/{request_id}',
  summary: 'Read a verification',
  query: included,
  success: detailed('The verification, its result and its history.'),
  problems: ['not-found'],
});

export const cancelKycRequest = endpoint({
  ...ofRequest,
  operationId: 'cancelKycRequest',
  method: 'POST',
  path: '/api/kyc/requests/{request_id}/cancel',
  summary: 'Cancel a verification',
  description: 'Before it is decided. What a provider says of it after that changes nothing.',
  roles: WRITERS,
  body: cancellationBody,
  success: detailed('The verification, cancelled.'),
  problems: ['not-found', 'wrong-state'],
});

export const decideKycRequest = endpoint({
  ...ofRequest,
  operationId: 'decideKycRequest',
  method: 'POST',
  path: '/api/kyc/requests/{request_id}/decision',
  summary: 'Decide a verification, for good',
  description:
    'By an admin who neither asked for it nor is its subject: with another key or session of the same person or key, and with a ' +
    'key that was made in place of it, it is 403 all the same. What a provider says after that changes nothing.',
  roles: ['admin'],
  body: decisionBody,
  success: detailed('The verification, completed or rejected.'),
  problems: ['not-found', 'wrong-state'],
});

export const listKycDocuments = endpoint({
  ...ofRequest,
  operationId: 'listKycDocuments',
  method: 'GET',
  path: '/api/kyc/requests/{request_id}/documents',
  summary: 'Documents of a verification',
  success: {
    status: 200,
    description: 'All of them, in the order in which they were announced.',
    schema: listOf(kycDocument),
  },
  problems: ['not-found'],
});

export const createKycDocument = endpoint({
  ...ofRequest,
  operationId: 'createKycDocument',
  method: 'POST',
  path: '/api/kyc/requests/{request_id}/documents',
  summary: 'Announce a document',
  description:
    'The answer says where to PUT it, within an hour. It is encrypted where it lies, and deleted some days after the decision.',
  roles: WRITERS,
  personal: true,
  body: newKycDocument,
  success: { status: 201, description: 'The document, and where to send it.', schema: announcedKycDocument },
  problems: ['not-found', 'wrong-state'],
});

export const getKycDocument = endpoint({
  ...common,
  params: z.strictObject({ request_id: z.uuid(), document_id: z.uuid() }),
  operationId: 'getKycDocument',
  method: 'GET',
  path: '/api/kyc/requests/{request_id}/documents/{document_id}',
  summary: 'Fetch a document',
  description: 'That somebody looked is written down in the audit. The URL is good for five minutes.',
  roles: ['admin'],
  success: { status: 200, description: 'The document, and where to fetch it.', schema: openedKycDocument },
  problems: ['not-found', 'wrong-state'],
});
