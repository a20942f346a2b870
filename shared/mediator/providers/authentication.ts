import { createHmac } from 'node:crypto';
import type { Authentication } from './description.ts';

export type Credentials = Readonly<Record<string, string>>;

/** What of credentials would give them away: themselves, and a login as its header has it. */
export const givingAway = (known: Authentication, credentials: Credentials): string[] => [
  ...Object.values(credentials),
  ...(known.scheme === 'basic' ? [`${credentials[known.username]}:${credentials[known.password]}`] : []),
];

/** A request as it is signed. */
export interface Signed {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** '' where there is none. */
  readonly body: string;
}

/** A call needs a credential that is not kept. */
export class CredentialMissing extends Error {
  override readonly name = 'CredentialMissing';
  readonly credential: string;

  constructor(credential: string) {
    super(`no credential ${credential}`);
    this.credential = credential;
  }
}

/** The headers by which the provider knows us. @throws {CredentialMissing} */
export function authenticationHeaders(
  known: Authentication,
  credentials: Credentials,
  signed: Signed,
  nowMs = Date.now(),
): Record<string, string> {
  const credential = (name: string): string => {
    const value = Object.hasOwn(credentials, name) ? credentials[name] : undefined;
    if (value === undefined) throw new CredentialMissing(name);
    return value;
  };
  const named = (headers: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(headers).map(([header, name]) => [header, credential(name)]));
  switch (known.scheme) {
    case 'none':
      return {};
    case 'bearer':
      return { authorization: `Bearer ${credential(known.token)}` };
    case 'basic': {
      const login = `${credential(known.username)}:${credential(known.password)}`;
      return { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
    }
    case 'headers':
      return named(known.headers);
    case 'hmac': {
      const timestamp = String(Math.floor(nowMs / 1000));
      const parts: Readonly<Record<string, string>> = { ...signed, timestamp };
      const content = known.content.replace(/\{(method|path|timestamp|body)\}/g, (_, part: string) => parts[part]!);
      const signature = createHmac('sha256', credential(known.secret)).update(content).digest(known.encoding);
      return {
        ...named(known.headers),
        ...(known.timestamp_header === undefined ? {} : { [known.timestamp_header]: timestamp }),
        [known.signature_header]: signature,
      };
    }
  }
}
