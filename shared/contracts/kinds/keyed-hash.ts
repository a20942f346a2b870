import { PRIVATE_KEY_PARAMETER } from '../private-values.ts';
import type { Kind } from './kind.ts';

/** What stands for a value where the key is not at hand: nothing may depend on it. */
const HIDDEN = '';
const SHAPE = /^[0-9a-f]{64}$/;

/**
 * A text that is private: files hold it in clear, checked as `of` says; stored and served is its HMAC-SHA256, in hex, under the
 * tenant's own key. It is of the cell as it is read: cleaned of blanks around it, its letters as the bank wrote them.
 */
export function keyedHash(of: Kind): Kind {
  if (of.storedType !== 'String' || of.lowCardinality) throw new RangeError(`a ${of.name} cannot be private`);
  const hashed = (cell: string) => `lower(hex(HMAC('sha256', ${cell}, ${PRIVATE_KEY_PARAMETER})))`;
  return {
    name: of.name,
    storedType: 'String',
    lowCardinality: false,
    isPrivate: true,
    faults: of.faults,
    fastLane(cell, prefix, isLatin) {
      const { steps, value, accepts } = of.fastLane(cell, prefix, isLatin);
      return { steps, value: hashed(value), accepts };
    },
    slowLane(cell, prefix) {
      const { steps, value, fault } = of.slowLane(cell, prefix);
      return { steps, value: hashed(value), fault };
    },
    read(cell) {
      const reading = of.read(cell);
      return reading.fault === undefined ? { value: HIDDEN } : reading;
    },
    servedAs: 'string',
    jsonSchema: { type: 'string', pattern: SHAPE.source },
    readServed: (text) =>
      SHAPE.test(text) ? { value: text } : { expected: 'the keyed hash: 64 hexadecimal digits in lower case' },
    sample: of.sample,
    describe: `${of.describe}; private: kept and served as a keyed hash`,
  };
}
