export const PROFILE_STATUSES = ['PENDING', 'VERIFIED', 'REJECTED', 'EXPIRED', 'REVOKED'] as const;
export type ProfileStatus = (typeof PROFILE_STATUSES)[number];

export const VERIFICATION_TYPES = ['document', 'face', 'address', 'background'] as const;
export type VerificationType = (typeof VERIFICATION_TYPES)[number];

export const SUBJECT_TYPES = ['individual', 'business'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** Who decides: a person of the institution, or a provider. */
export const REQUEST_TYPES = ['institution', 'provider'] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

export const REQUEST_STATUSES = ['pending', 'processing', 'completed', 'failed', 'rejected', 'cancelled'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export const DECISIONS = ['approved', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Where a request may go from where it is; whatever is not here is refused. Nothing leads back, and a final one leads nowhere. */
export const REQUEST_TRANSITIONS: Readonly<Record<RequestStatus, readonly RequestStatus[]>> = {
  pending: ['processing', 'completed', 'failed', 'rejected', 'cancelled'],
  processing: ['completed', 'failed', 'rejected', 'cancelled'],
  // The subject is who it says it is.
  completed: [],
  // Nobody could say.
  failed: [],
  // It is not.
  rejected: [],
  cancelled: [],
};

export const requestMayBecome = (from: RequestStatus, to: RequestStatus): boolean =>
  REQUEST_TRANSITIONS[from].includes(to);
export const isFinal = (status: RequestStatus): boolean => REQUEST_TRANSITIONS[status].length === 0;

/** Where a decision, time or a person may bring a profile. */
export const PROFILE_TRANSITIONS: Readonly<Record<ProfileStatus, readonly ProfileStatus[]>> = {
  PENDING: ['VERIFIED', 'REJECTED'],
  VERIFIED: ['VERIFIED', 'REJECTED', 'EXPIRED', 'REVOKED'],
  REJECTED: ['VERIFIED', 'REJECTED'],
  EXPIRED: ['VERIFIED', 'REJECTED'],
  REVOKED: ['VERIFIED', 'REJECTED'],
};

export const profileMayBecome = (from: ProfileStatus, to: ProfileStatus): boolean =>
  PROFILE_TRANSITIONS[from].includes(to);

/** What must be sent along for a verification of a type. */
export const REQUIRED_DATA: Readonly<Record<VerificationType, readonly string[]>> = {
  document: ['document_type', 'document_number'],
  face: ['face_image'],
  address: ['address_proof'],
  background: ['background_check_type'],
};

/** What is known of a person: sealed where it is kept, and in no list and no log. */
export const PERSONAL_FIELDS = [
  ...(['full_name', 'date_of_birth', 'address'] as const),
  ...(['mobile_number', 'document_type', 'document_number'] as const),
] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];
export type PersonalData = Readonly<Record<PersonalField, string | null>>;

/** What was verified: as long as the profile is VERIFIED, it stays as it is. */
export const IDENTITY_FIELDS: readonly PersonalField[] = [
  'full_name',
  'date_of_birth',
  'document_type',
  'document_number',
];

/** For so long a verification holds, unless the request says otherwise. */
export const VALIDITY_DAYS = 365;
export const MOST_VALIDITY_DAYS = 3650;

export const DOCUMENT_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'] as const;
export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;
/** Of one request. */
export const MOST_DOCUMENTS = 20;
export const DOCUMENT_STATUSES = ['awaited', 'arrived', 'deleted'] as const;

export const MAX_KYC_ID = 100;
export const MAX_REASON_LENGTH = 1000;
/** An image may stand in it as text. */
export const MAX_REQUEST_BYTES = 256 * 1024;
