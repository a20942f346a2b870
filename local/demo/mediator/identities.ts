import { randomBytes, randomInt } from 'node:crypto';
import { ApiConnection, RefusedRequest } from '../../../shared/client/api-connection.ts';
import type { KycProfileDetailBody, KycRequestDetailBody } from '../../../shared/http/schemas/kyc.ts';
import type { DemoProvider } from './demo-providers.ts';
import { type AtEnd, type Story, until } from './story.ts';

export interface IdentitiesDemo {
  readonly api: ApiConnection;
  readonly story: Story;
  readonly tenantId: string;
  readonly provider: DemoProvider;
  readonly run: string;
  readonly atEnd: AtEnd;
}

/** The second person. */
const DECIDER = 'demo-decider';
export const removeDecider = (api: ApiConnection): Promise<unknown> => api.send('DELETE', `/api/users/${DECIDER}`);

/**
 * A person who is verified twice: by a provider, and by a second person.
 * @returns the ids of both verifications
 */
export async function runIdentities(demo: IdentitiesDemo): Promise<readonly string[]> {
  const { api, story, provider, run, atEnd } = demo;
  const userId = `demo-${run}`;
  story.chapter('Identities (KYC)');

  const profile = await api.send<KycProfileDetailBody>('POST', '/api/kyc/profiles', {
    user_id: userId,
    full_name: 'Ann Example',
    date_of_birth: '1990-04-01',
    // Of one profile only.
    mobile_number: `+49 151 ${String(randomInt(100_000_000)).padStart(8, '0')}`,
  });
  const atProfile = `/api/kyc/profiles/${profile.profile_id}`;
  atEnd((connection) => connection.send('DELETE', atProfile));
  const shown = Object.keys(profile).filter((name) => PERSONAL.includes(name));
  story.step({
    asked: `profile ${userId}`,
    came: profile.status,
    why: 'Name, date of birth and number are sealed, and in no usual answer: this one has none of them.',
    checks: [
      { what: 'status', expected: 'PENDING', came: profile.status },
      { what: 'personal fields of the answer', expected: [], came: shown },
    ],
  });

  const ask = (more: object) =>
    api.send<KycRequestDetailBody>('POST', '/api/kyc/requests', {
      verification_type: 'document',
      subject_type: 'individual',
      subject_id: userId,
      request_data: { document_type: 'passport', document_number: 'U00000001' },
      ...more,
    });
  const { request_id: byProvider } = await ask({ provider: provider.code });
  const verified = await until(
    () => api.send<KycRequestDetailBody>('GET', `/api/kyc/requests/${byProvider}`),
    ({ status }) => status !== 'pending' && status !== 'processing',
  );
  const known = await api.send<KycProfileDetailBody>('GET', atProfile);
  story.step({
    asked: `document, verified by ${provider.code}`,
    came: `${verified.status}, profile ${known.status}`,
    why: `The provider says yes, so the profile is verified, for ${verified.validity_days} days. Nobody can set that by hand.`,
    checks: [
      { what: 'status', expected: 'completed', came: verified.status },
      { what: 'is_verified of the result', expected: true, came: verified.result?.is_verified },
      { what: 'status of the profile', expected: 'VERIFIED', came: known.status },
    ],
  });

  const { request_id: byPerson, status_details: waits } = await ask({});
  const decide = (whose: ApiConnection) =>
    whose.send<KycRequestDetailBody>('POST', `/api/kyc/requests/${byPerson}/decision`, {
      decision: 'approved',
      reason: 'seen in the branch',
    });
  const own = await decide(api).then(
    ({ status }) => status,
    (error) => {
      if (error instanceof RefusedRequest) return `${error.status} ${error.code}`;
      throw error;
    },
  );
  story.step({
    asked: 'another document; who asked for it approves it',
    came: own,
    why: 'Four eyes: an admin all the same, and yet not the one who decides what he has asked for himself.',
    checks: [
      { what: 'status_details', expected: 'waits-for-decision', came: waits },
      { what: 'answer', expected: '403 forbidden', came: own },
    ],
  });

  const decided = await decide(await secondPerson(demo));
  const last = decided.history.at(-1);
  story.step({
    asked: `a second person, ${DECIDER}, approves it`,
    came: `${decided.status}, by ${last?.by}`,
    why: 'The history keeps who decided, when, and why. The user was made for this, and is removed at the end.',
    checks: [
      { what: 'status', expected: 'completed', came: decided.status },
      { what: 'by', expected: DECIDER, came: last?.by },
      { what: 'reason', expected: 'seen in the branch', came: last?.reason },
    ],
  });
  return [byProvider, byPerson];
}

const PERSONAL = ['full_name', 'date_of_birth', 'address', 'mobile_number', 'document_type', 'document_number'];

/** A user of the tenant, signed in with a password that nobody else knows. */
async function secondPerson({ api, tenantId, atEnd }: IdentitiesDemo): Promise<ApiConnection> {
  const password = randomBytes(24).toString('base64url');
  await api.send('POST', '/api/users', { username: DECIDER, role: 'admin', password });
  atEnd(removeDecider);
  const { access_token } = await api.send<{ access_token: string }>('POST', '/api/auth/login', {
    tenant_id: tenantId,
    username: DECIDER,
    password,
  });
  return new ApiConnection(api.url, { tenant_id: tenantId, access_token });
}
