import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  isFinal,
  PROFILE_STATUSES,
  PROFILE_TRANSITIONS,
  REQUEST_STATUSES,
  REQUEST_TRANSITIONS,
  REQUIRED_DATA,
  VERIFICATION_TYPES,
} from '../../../shared/domain/kyc.ts';
import { Problem } from '../../../shared/domain/problems.ts';
import { newKycProfile } from '../../../shared/http/schemas/kyc.ts';
import { requestFaults } from '../../../shared/mediator/kyc/requests.ts';
import {
  mobileHash,
  normalisedMobile,
  openPersonal,
  sealPersonal,
} from '../../../shared/mediator/kyc/sealed-person.ts';
import { assertSecondPerson } from '../../../shared/mediator/kyc/second-person.ts';
import { type ProviderAnswer, readScore, verdictOf } from '../../../shared/mediator/kyc/verification-result.ts';
import { type AuditActor, somebody } from '../../../shared/operations/audit.ts';
import { setSettings } from '../../settings.ts';

beforeAll(() => setSettings({ PERSON_KEY: 'a key of persons for tests only, long enough' }));

describe('states', () => {
  it('lead forward, and end', () => {
    expect(REQUEST_STATUSES.filter(isFinal)).toEqual(['completed', 'failed', 'rejected', 'cancelled']);
    for (const [from, to] of Object.entries(REQUEST_TRANSITIONS)) {
      expect(to).not.toContain('pending');
      expect(to).not.toContain(from);
    }
    // Nothing but a decision makes a profile VERIFIED, and nothing makes it wait again.
    for (const from of PROFILE_STATUSES) expect(PROFILE_TRANSITIONS[from]).not.toContain('PENDING');
    expect(PROFILE_STATUSES.filter((from) => PROFILE_TRANSITIONS[from].includes('REVOKED'))).toEqual(['VERIFIED']);
    expect(PROFILE_STATUSES.filter((from) => PROFILE_TRANSITIONS[from].includes('EXPIRED'))).toEqual(['VERIFIED']);
  });
});

describe('a score', () => {
  it('is read to the second decimal, or not at all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.nat(3), (hundredths, zeros) => {
        const exact = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
        expect(readScore(exact)).toBe(exact);
        expect(readScore(exact + '0'.repeat(zeros))).toBe(exact);
        // As JSON has it.
        expect(readScore(JSON.parse(exact))).toBe(exact);
      }),
    );
  });

  it.each([
    100.01,
    '100.01',
    101,
    -1,
    0.975,
    '97.505',
    1e-7,
    1e21,
    Number.NaN,
    '',
    ' 5',
    '5 ',
    '+5',
    '1e1',
    '0x1',
    'high',
    true,
    null,
    {},
    [5],
  ])('%j is none', (value) => expect(readScore(value)).toBeNull());
});

const answer = (outcome: 'completed' | 'failed', more: Partial<ProviderAnswer> = {}) =>
  verdictOf({ reference: null, data: {}, code: null, message: null, ...more, outcome });

describe("a provider's answer", () => {
  it('is a yes, a no, or none: what says something else than true or false is never a yes', () => {
    expect(answer('completed').status).toBe('completed');
    expect(answer('completed', { data: null }).status).toBe('completed');
    expect(answer('completed', { data: { is_verified: true } }).status).toBe('completed');
    expect(answer('completed', { data: { is_verified: false } }).status).toBe('rejected');
    expect(answer('failed', { data: { is_verified: false } }).status).toBe('rejected');
    expect(answer('failed', { code: 'DECLINED' }).status).toBe('rejected');
    expect(answer('failed', { data: { status: 'rejected' } }).status).toBe('rejected');
    expect(answer('failed').status).toBe('failed');
    expect(answer('failed', { data: { is_verified: true } }).status).toBe('failed');
    for (const is_verified of ['true', 'yes', 1, [], {}]) {
      for (const outcome of ['completed', 'failed'] as const) {
        expect(answer(outcome, { data: { is_verified } })).toMatchObject({
          status: 'failed',
          detail: 'result-unreadable',
        });
      }
    }
  });

  it('is kept whole: what is not understood is with the rest, which is personal', () => {
    const data = {
      is_verified: true,
      verification_score: 97.5,
      face_match_score: '0.977',
      address_verified: 'perhaps',
      background_check_passed: false,
      document_type: 'passport',
      document_number: 'U1',
      document_expiry: 'soon',
      more: { of: ['it'] },
      nothing: null,
    };
    expect(answer('completed', { data, message: 'well' })).toEqual({
      status: 'completed',
      result: {
        isVerified: true,
        verificationScore: '97.50',
        faceMatchScore: null,
        addressVerified: null,
        backgroundCheckPassed: false,
      },
      personal: {
        document_type: 'passport',
        document_number: 'U1',
        document_expiry: null,
        additional_data: {
          face_match_score: '0.977',
          address_verified: 'perhaps',
          document_expiry: 'soon',
          more: { of: ['it'] },
          message: 'well',
        },
      },
    });
    expect(answer('completed', { data: 'plain' })).toMatchObject({ personal: { additional_data: { data: 'plain' } } });
    const large = { more: 'x'.repeat(70_000) };
    expect(answer('completed', { data: large })).toMatchObject({ personal: { additional_data: { left_out: true } } });
  });

  it('shows a code that is made of words, and nothing in which a number of a person could stand', () => {
    expect(answer('failed', { code: 'document.not_readable' })).toMatchObject({ detail: 'document.not_readable' });
    for (const code of ['U00000001', 'Ann Example', 'x'.repeat(65), 'no-11111111110', '']) {
      expect(answer('failed', { code })).toMatchObject({ detail: 'provider-failed' });
    }
  });

  it('of any shape is read without a fault, and is a yes only where it says so', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('completed', 'failed'), (data, outcome) => {
        const verdict = answer(outcome as 'completed', { data: data as ProviderAnswer['data'] });
        if (verdict.status === 'completed') expect(outcome).toBe('completed');
        expect(() => JSON.stringify(verdict.personal)).not.toThrow();
      }),
    );
  });
});

describe('what is personal', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 15 });
  const sign = fc.constantFrom(' ', '-', '.', '(', ')', '/');

  it('opens for its own row of its own tenant only', () => {
    const sealed = sealPersonal('BANK001', 'profile', 'a', { full_name: 'Ann Example' });
    expect(sealed.includes('Ann')).toBe(false);
    expect(openPersonal('BANK001', 'profile', 'a', sealed)).toEqual({ full_name: 'Ann Example' });
    expect(() => openPersonal('BANK002', 'profile', 'a', sealed)).toThrow();
    expect(() => openPersonal('BANK001', 'profile', 'b', sealed)).toThrow();
    expect(() => openPersonal('BANK001', 'request', 'a', sealed)).toThrow();
    setSettings({ PERSON_KEY: 'another key of persons for tests, long enough' });
    expect(() => openPersonal('BANK001', 'profile', 'a', sealed)).toThrow();
    setSettings({ PERSON_KEY: 'a key of persons for tests only, long enough' });
  });

  it('a number is the same however it is written, and another for another tenant', () => {
    fc.assert(
      fc.property(digits, fc.array(sign, { maxLength: 4 }), (number, signs) => {
        const written = [...number].map((digit, at) => (at > 0 ? (signs[at] ?? '') : '') + digit).join('');
        expect(normalisedMobile(`+${written}`)).toBe(`+${number}`);
        expect(mobileHash('BANK001', `+${written}`)).toEqual(mobileHash('BANK001', `+${number}`));
        expect(mobileHash('BANK002', `+${number}`)).not.toEqual(mobileHash('BANK001', `+${number}`));
      }),
    );
    expect(normalisedMobile('0090 532 1')).toBe('+905321');
  });

  it('is not repeated by what refuses it', () => {
    const sound = { user_id: 'u', full_name: 'Ann', date_of_birth: '1990-04-01', mobile_number: '+90 532 000 00 01' };
    expect(newKycProfile.safeParse(sound).success).toBe(true);
    for (const wrong of [
      { full_name: '' },
      { date_of_birth: '1990-02-30' },
      { date_of_birth: '1899-12-31' },
      { date_of_birth: '2999-01-01' },
      { mobile_number: '12345' },
      { mobile_number: '1'.repeat(16) },
      { mobile_number: '+90 532 Zq7Private' },
      { document_number: '' },
    ]) {
      expect(newKycProfile.safeParse({ ...sound, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
    }
  });
});

describe('what a verification needs', () => {
  it.each(VERIFICATION_TYPES)(
    '%s: each of its fields is named where it is missing, or is no text',
    (verification_type) => {
      const asked = { verification_type, subject_type: 'individual', subject_id: 'a', validity_days: 1 } as const;
      const required = REQUIRED_DATA[verification_type];
      const sound = Object.fromEntries(required.map((name) => [name, 'x']));
      expect(requestFaults({ ...asked, request_data: { ...sound, more: 1 } })).toEqual([]);
      for (const field of required) {
        for (const value of [undefined, null, '', ' ', 5, ['x']]) {
          expect(requestFaults({ ...asked, request_data: { ...sound, [field]: value } })).toMatchObject([
            { field: `request_data.${field}`, code: 'required' },
          ]);
        }
      }
    },
  );
});

describe('who decides', () => {
  const nobody = somebody({ address: null, requestId: null });
  const user = (userId: string, username: string): AuditActor => ({
    ...nobody,
    kind: 'user',
    role: 'admin',
    userId,
    username,
  });
  const key = (keyId: string): AuditActor => ({ ...nobody, kind: 'key', role: 'admin', keyId });
  const asked = { requested_key: null, requested_user: null, requested_username: null, subject_id: 'customer' };
  const byAnna = { ...asked, requested_user: 'u-anna', requested_username: 'anna' };
  const byKey = { ...asked, requested_key: 'k1' };
  const decides = (
    actor: AuditActor,
    request: typeof byAnna | typeof byKey,
    keys: string[] = [],
    profile?: { profile_id: string; user_id: string },
  ) => {
    try {
      assertSecondPerson({ actor, keys }, request, profile);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).code).toBe('forbidden');
      return false;
    }
  };

  it('is somebody else than who asked', () => {
    expect(decides(user('u-anna', 'anna'), byAnna)).toBe(false);
    // Removed and made anew.
    expect(decides(user('u-other', 'anna'), byAnna)).toBe(false);
    expect(decides(user('u-bob', 'bob'), byAnna)).toBe(true);
    expect(decides(key('k9'), byAnna, ['k9'])).toBe(true);
    expect(decides(key('k1'), byKey, ['k1'])).toBe(false);
    expect(decides(key('k3'), byKey, ['k3', 'k2', 'k1'])).toBe(false);
    expect(decides({ ...key('k1'), kind: 'session', sessionId: 's' }, byKey, ['k1'])).toBe(false);
    expect(decides(key('k4'), byKey, ['k4'])).toBe(true);
    expect(decides(user('u-bob', 'bob'), byKey)).toBe(true);
  });

  it('is not who it is about, by whatever the bank calls him', () => {
    const bob = user('u-bob', 'bob');
    for (const subject_id of ['bob', 'BOB', ' Bob ', 'u-bob', 'U-BOB']) {
      expect(decides(bob, { ...byAnna, subject_id }), subject_id).toBe(false);
    }
    expect(decides(bob, byAnna, [], { profile_id: 'p', user_id: 'bob' })).toBe(false);
    expect(decides(bob, byAnna, [], { profile_id: 'p', user_id: 'ann' })).toBe(true);
  });
});
