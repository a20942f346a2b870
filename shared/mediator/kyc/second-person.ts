import { Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { AuditActor } from '../../operations/audit.ts';
import type { RequestRow } from './request-record.ts';

type Asked = Pick<RequestRow, 'requested_key' | 'requested_user' | 'requested_username' | 'subject_id'>;

/** Whoever decides, by what does not change: a session is its user or its key, and a key is also those that it replaced. */
export interface Decider {
  readonly actor: AuditActor;
  readonly keys: readonly string[];
}

/**
 * A verification is decided by somebody who neither asked for it nor is its subject.
 * @param profile of the subject, if there is one
 * @throws {Problem} 403 `forbidden`
 */
export function assertSecondPerson(
  { actor, keys }: Decider,
  request: Asked,
  profile: { readonly profile_id: string; readonly user_id: string } | undefined,
): void {
  const { userId, username } = actor;
  // A user who was removed and made anew has another id, and the same name.
  const isSameUser =
    (userId !== null && userId === request.requested_user) ||
    (username !== null && username === request.requested_username);
  if (isSameUser || (request.requested_key !== null && keys.includes(request.requested_key))) {
    throw new Problem('forbidden', serviceSentence('kyc-own-request'));
  }
  const own = [userId, username, ...keys].filter((id) => id !== null).map(alike);
  const subjects = [request.subject_id, profile?.profile_id, profile?.user_id].filter((id) => id !== undefined);
  if (subjects.map(alike).some((id) => own.includes(id))) {
    throw new Problem('forbidden', serviceSentence('kyc-own-identity'));
  }
}

/** Usernames are kept in small letters, whatever a client calls them. */
const alike = (id: string): string => id.normalize('NFKC').trim().toLowerCase();
