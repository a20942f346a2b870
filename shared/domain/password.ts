import { isPlainText } from './plain-text.ts';
import type { Sentence } from './sentences/sentence.ts';
import { serviceSentence } from './sentences/service-sentence.ts';

/** NIST SP 800-63B: length is what counts; which characters it is made of is nobody's business. */
export const SHORTEST_PASSWORD = 12;
export const MOST_PASSWORD_BYTES = 1024;

/** The same password, however a keyboard puts its accents together. */
export const normalisedPassword = (text: string): string => text.normalize('NFC');

export type PasswordFault = 'too-short' | 'too-long' | 'format' | 'is-username';

/**
 * What keeps a text from being a new password of this user: there are no rules besides.
 * @param username in any case
 */
export function passwordFault(text: string, username: string): PasswordFault | undefined {
  if (!isPlainText(text)) return 'format';
  const password = normalisedPassword(text);
  if (new TextEncoder().encode(password).length > MOST_PASSWORD_BYTES) return 'too-long';
  if ([...password].length < SHORTEST_PASSWORD) return 'too-short';
  return password.toLowerCase() === username.toLowerCase() ? 'is-username' : undefined;
}

export const PASSWORD_FAULTS: Readonly<Record<PasswordFault, Sentence>> = {
  'too-short': serviceSentence('password-too-short', { least: SHORTEST_PASSWORD }),
  'too-long': serviceSentence('password-too-long', { most: MOST_PASSWORD_BYTES.toLocaleString('en') }),
  format: serviceSentence('password-format'),
  'is-username': serviceSentence('password-is-username'),
};
