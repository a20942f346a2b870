import { type Keyring, timeOf } from '../aws-signature/signature-v4.ts';
import { accessDenied, entityTooLarge, S3Error } from './errors.ts';
import { verifyPolicySignature } from './signature-v4.ts';

/** Limits that a policy puts on the file, in bytes. */
export interface ContentLimits {
  readonly min: number;
  readonly max: number;
}

type Fields = ReadonlyMap<string, string>;
type Condition =
  | { readonly kind: 'eq' | 'starts-with'; readonly field: string; readonly value: string }
  | ({ readonly kind: 'content-length-range' } & ContentLimits);

/** Fields that no condition has to cover. */
const FREE_FIELDS = new Set(['policy', 'x-amz-signature', 'file', 'bucket']);

const refused = (why: string) => accessDenied(`Invalid according to Policy: ${why}`);
const invalidPolicy = (why: string) => new S3Error(400, 'InvalidPolicyDocument', `Invalid Policy: ${why}.`);

/**
 * Authenticates a browser's form upload: the policy is signed, has not expired, and its conditions hold for every
 * field sent. What it says of the file's size is returned, for checking while the file arrives.
 */
export function verifyPostPolicy(fields: Fields, bucket: string, keyring: Keyring): ContentLimits {
  const policy = fields.get('policy');
  if (policy === undefined) throw accessDenied();
  const field = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined) throw accessDenied(`The form field ${name} is missing.`);
    return value;
  };
  if (field('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') throw accessDenied('x-amz-algorithm must be AWS4-HMAC-SHA256.');
  const [credential, date, signature] = [field('x-amz-credential'), field('x-amz-date'), field('x-amz-signature')];
  verifyPolicySignature(policy, { credential, date, signature }, keyring);
  const { expiration, conditions } = readPolicy(policy);
  if (timeOf(keyring) > expiration) throw refused('Policy expired.');
  return checkConditions(conditions, new Map([...fields, ['bucket', bucket]]));
}

function checkConditions(conditions: readonly Condition[], fields: Fields): ContentLimits {
  let limits: ContentLimits = { min: 0, max: 5 * 1024 ** 3 };
  const uncovered = new Set(fields.keys());
  for (const condition of conditions) {
    if (condition.kind === 'content-length-range') {
      limits = { min: Math.max(limits.min, condition.min), max: Math.min(limits.max, condition.max) };
      continue;
    }
    const { kind, field, value } = condition;
    const given = fields.get(field) ?? '';
    const holds = kind === 'eq' ? given === value : given.startsWith(value);
    if (!holds) throw refused(`Policy Condition failed: ["${kind}", "$${field}", "${value}"]`);
    uncovered.delete(field);
  }
  const extra = [...uncovered].filter((name) => !FREE_FIELDS.has(name) && !name.startsWith('x-ignore-'));
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
  return limits;
}

function readPolicy(encoded: string): { expiration: number; conditions: Condition[] } {
  let policy: unknown;
  try {
    policy = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw invalidPolicy('it is not base64 of JSON');
  }
  const { expiration, conditions } = (policy ?? {}) as { expiration?: unknown; conditions?: unknown };
  const time = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(time)) throw invalidPolicy('expiration must be an ISO 8601 time');
  if (!Array.isArray(conditions)) throw invalidPolicy('conditions must be a list');
  return { expiration: time, conditions: conditions.flatMap(readCondition) };
}

/** `{"field": "value"}`, `["eq" | "starts-with", "$field", "value"]` or `["content-length-range", min, max]`. */
function readCondition(condition: unknown): Condition[] {
  if (Array.isArray(condition)) {
    const [kind, second, third] = condition as unknown[];
    if (kind === 'content-length-range') {
      const [min, max] = [Number(second), Number(third)];
      if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max))
        throw invalidPolicy('content-length-range needs two integers');
      return [{ kind, min, max }];
    }
    if ((kind === 'eq' || kind === 'starts-with') && typeof second === 'string' && second.startsWith('$')) {
      return [{ kind, field: second.slice(1).toLowerCase(), value: String(third) }];
    }
  } else if (typeof condition === 'object' && condition !== null) {
    return Object.entries(condition).map(([field, value]) => ({
      kind: 'eq',
      field: field.toLowerCase(),
      value: String(value),
    }));
  }
  throw invalidPolicy(`the condition ${JSON.stringify(condition)} cannot be read`);
}

/** Passes a file on and holds it to the policy's limits. */
export async function* withinLimits(content: AsyncIterable<Buffer>, limits: ContentLimits): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const bytes of content) {
    size += bytes.length;
    if (size > limits.max) throw entityTooLarge(size, limits.max);
    yield bytes;
  }
  if (size < limits.min) {
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: String(size),
      MinSizeAllowed: String(limits.min),
    });
  }
}
