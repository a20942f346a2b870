import { createHash } from 'node:crypto';
import type { Bank } from './bank.ts';

export interface KycProfile {
  readonly profile_id: string;
  readonly user_id: string;
  readonly status: string;
  readonly is_verified: boolean;
  readonly verified_at: string | null;
  readonly expires_at: string | null;
}

export interface KycRequest {
  readonly request_id: string;
  readonly status: string;
  readonly status_details: string | null;
  readonly result: Record<string, unknown> | null;
  readonly history: readonly { readonly status: string; readonly by: string; readonly reason: string | null }[];
}

export interface AnnouncedDocument {
  readonly document_id: string;
  readonly upload: { readonly method: 'PUT'; readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

let numbers = 0;

export const newProfile = (userId: string) => ({
  user_id: userId,
  full_name: 'Ann Example',
  date_of_birth: '1990-04-01',
  mobile_number: `+49 151 ${String(++numbers).padStart(7, '0')}`,
});

export const newRequest = (subjectId: string) => ({
  verification_type: 'document',
  subject_type: 'individual',
  subject_id: subjectId,
  request_data: { document_type: 'passport', document_number: 'U00000001' },
});

export const announcedDocument = (content: string) => ({
  kind: 'passport_front',
  file_name: 'passport.pdf',
  size_bytes: Buffer.byteLength(content),
  content_type: 'application/pdf',
  sha256: createHash('sha256').update(content).digest('hex'),
});

/** A profile, a verification of it and a document of that. */
export async function verifiedPerson(bank: Bank, userId = 'of-a') {
  const post = <T>(path: string, body: unknown) => bank.call<T>(path, { method: 'POST', body });
  const { profile_id } = await post<KycProfile>('/api/kyc/profiles', newProfile(userId));
  const { request_id } = await post<KycRequest>('/api/kyc/requests', newRequest(userId));
  const documents = `/api/kyc/requests/${request_id}/documents`;
  const { document_id } = await post<AnnouncedDocument>(documents, announcedDocument('scanned'));
  return { profile_id, request_id, document_id };
}
