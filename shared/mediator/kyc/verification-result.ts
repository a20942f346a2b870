import type { Answer, Json } from '../adapter.ts';

/** What a provider says once it has an answer, or that it is at it. */
export type ProviderAnswer = Extract<Answer, { readonly data: Json }>;

/** Of a result, what is shown to everybody of the tenant. Scores have two decimals, exact. */
export interface OpenResult {
  readonly isVerified: boolean;
  readonly verificationScore: string | null;
  readonly faceMatchScore: string | null;
  readonly addressVerified: boolean | null;
  readonly backgroundCheckPassed: boolean | null;
}

/** And what is personal: it is sealed. */
export interface PersonalResult {
  readonly document_type: string | null;
  readonly document_number: string | null;
  readonly document_expiry: string | null;
  /** Whatever else the provider said. */
  readonly additional_data: Json;
}

export type Verdict =
  | { readonly status: 'completed' | 'rejected'; readonly result: OpenResult; readonly personal: PersonalResult }
  /** `detail`: a code, of the provider's or of ours. */
  | { readonly status: 'failed'; readonly detail: string; readonly personal: PersonalResult };

/** What was decided by a person says nothing but that. */
export const decidedByPerson = (isVerified: boolean): OpenResult => ({
  isVerified,
  verificationScore: null,
  faceMatchScore: null,
  addressVerified: null,
  backgroundCheckPassed: null,
});

/** Words of providers that could tell, and say no: as a code, or as their own status. By any other they could not tell. */
const REFUSED: readonly string[] = ['rejected', 'declined', 'not_verified', 'verification_rejected'];

/** Words only: a code of a provider is shown, and a person's number must not stand in it. */
const SHOWN_CODE = /^[a-z]+(?:[_.-][a-z]+){0,7}$/;
const MOST_CODE = 64;
const MOST_TEXT = 200;
const MOST_ADDITIONAL_BYTES = 64 * 1024;

const SCORE = /^(\d{1,3})(?:\.(\d{1,2})0*)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A score from 0 to 100 with two decimals. Nothing is rounded: one that is not so is none.
 * @param value as a provider wrote it: a text, or a number of JSON
 */
export function readScore(value: unknown): string | null {
  const [, whole, decimals = ''] = (isFigure(value) && SCORE.exec(String(value))) || [];
  if (whole === undefined) return null;
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return hundredths > 100_00 ? null : `${Number(whole)}.${decimals.padEnd(2, '0')}`;
}

const isFigure = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/**
 * What follows from a provider's answer that is one. It is verified where the answer says so, by `is_verified` or, where there
 * is none, by its outcome; what says something else than true or false there is no answer at all: never taken for a yes.
 */
export function verdictOf({
  outcome,
  data,
  code,
  message,
}: ProviderAnswer & { outcome: 'completed' | 'failed' }): Verdict {
  const { known, personal } = taken(data, { code, message });
  const said = known.is_verified ?? null;
  if (said !== null && typeof said !== 'boolean') return { status: 'failed', detail: 'result-unreadable', personal };
  const isNo = (word: Json | undefined) => typeof word === 'string' && REFUSED.includes(word.toLowerCase());
  const isRefused = said === false || (outcome === 'failed' && (isNo(code) || isNo(known.status)));
  if (outcome === 'failed' && !isRefused) return { status: 'failed', detail: shownCode(code), personal };
  const result = {
    isVerified: !isRefused,
    verificationScore: readScore(known.verification_score),
    faceMatchScore: readScore(known.face_match_score),
    addressVerified: truth(known.address_verified),
    backgroundCheckPassed: truth(known.background_check_passed),
  };
  return { status: isRefused ? 'rejected' : 'completed', result, personal };
}

const shownCode = (code: string | null): string =>
  code !== null && code.length <= MOST_CODE && SHOWN_CODE.test(code) ? code : 'provider-failed';

const truth = (value: Json | undefined): boolean | null => (typeof value === 'boolean' ? value : null);
const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value !== '' && value.length <= MOST_TEXT ? value : null;

/** Members by name, and by which reading each came through; what did not stays with the rest. */
const READ: Readonly<Record<string, (value: Json | undefined) => unknown>> = {
  is_verified: truth,
  verification_score: readScore,
  face_match_score: readScore,
  address_verified: truth,
  background_check_passed: truth,
  document_type: text,
  document_number: text,
  document_expiry: (value) => (typeof value === 'string' && DATE.test(value) ? value : null),
};

function taken(
  data: Json,
  said: { readonly code: string | null; readonly message: string | null },
): { known: Readonly<Record<string, Json>>; personal: PersonalResult } {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  const known = isObject ? (data as Readonly<Record<string, Json>>) : {};
  const isRead = (name: string, value: Json) => Object.hasOwn(READ, name) && READ[name]!(value) !== null;
  const rest: Record<string, Json> = Object.fromEntries(
    Object.entries(known).filter(([name, value]) => value !== null && !isRead(name, value)),
  );
  if (!isObject && data !== null) rest.data = data;
  for (const [name, value] of Object.entries(said)) if (value !== null) rest[name] ??= value;
  const additional = Object.keys(rest).length === 0 ? null : rest;
  const isBearable = Buffer.byteLength(JSON.stringify(additional)) <= MOST_ADDITIONAL_BYTES;
  return {
    known,
    personal: {
      document_type: READ.document_type!(known.document_type) as string | null,
      document_number: READ.document_number!(known.document_number) as string | null,
      document_expiry: READ.document_expiry!(known.document_expiry) as string | null,
      additional_data: isBearable ? additional : { left_out: true },
    },
  };
}
