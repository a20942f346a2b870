import type { Sentence } from './sentences/sentence.ts';
import { serviceSentence } from './sentences/service-sentence.ts';

/** As it may be written; what is meant is the same in small letters. */
export const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._@+-]{0,62}[A-Za-z0-9]$/;
export const USERNAME_FORM = serviceSentence('username-form');

/** Where it stands in lists of who did what, such a name would be taken for somebody else: a kind of actor, or the schedule. */
const TAKEN: readonly string[] = ['key', 'session', 'user', 'operator', 'service', 'unknown', 'schedule'];
const isTaken = (username: string): boolean => TAKEN.includes(username) || username.startsWith('sk_live_');

/**
 * The name that is meant. Capitals make no difference.
 * @returns undefined for what cannot be one
 */
export const readUsername = (text: string): string | undefined =>
  USERNAME.test(text) ? text.toLowerCase() : undefined;

export type UsernameFault = 'format' | 'reserved';

/** What keeps a new user from having this name. */
export function usernameFault(text: string): UsernameFault | undefined {
  const username = readUsername(text);
  if (username === undefined) return 'format';
  return isTaken(username) ? 'reserved' : undefined;
}

export const USERNAME_FAULTS: Readonly<Record<UsernameFault, Sentence>> = {
  format: serviceSentence('username-format', { form: USERNAME_FORM }),
  reserved: serviceSentence('username-reserved', { names: TAKEN.join(', ') }),
};
