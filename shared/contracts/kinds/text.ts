import { sentence } from '../../domain/sentences/sentence.ts';
import { allHold } from '../../sql/all-hold.ts';
import { hasInvisibleCharacter, hasInvisibleCharacterSql } from '../characters.ts';
import { between, type Kind, readServedText } from './kind.ts';

interface TextOptions {
  /** In characters. */
  readonly maxLength?: number;
  /** True for columns of few distinct values, stored as a dictionary. */
  readonly lowCardinality?: boolean;
  readonly sample?: (random: () => number) => string;
}

/**
 * Free text, at most `maxLength` characters long. What cannot be seen is no part of it: an account number with a zero-width
 * space inside would be another one, and look the same. A line break is, inside quotes.
 */
export function text({ maxLength = 255, lowCardinality = false, sample }: TextOptions = {}): Kind {
  return {
    name: 'text',
    storedType: 'String',
    lowCardinality,
    faults: new Map([
      [
        3,
        {
          expected: sentence('text-length', { most: maxLength }),
          example: 'x'.repeat(maxLength + 1),
          why: sentence('text-length-why'),
        },
      ],
      [
        4,
        {
          expected: sentence('text-visible'),
          example: 'AB\u200bC',
          why: sentence('text-visible-why'),
        },
      ],
    ]),
    fastLane: (cell, _prefix, isLatin) => ({
      steps: [],
      value: cell,
      ...(lowCardinality ? { valueOrNull: `nullIf(toLowCardinality(${cell}), '')` } : {}),
      // Bytes bound characters from above: a longer cell with many-byte letters is left to the slow lane.
      accepts: allHold([
        `notEmpty(${cell})`,
        `length(${cell}) <= ${maxLength}`,
        `(match(${cell}, '^[ -~]+$') OR ${isLatin})`,
        `NOT startsWith(${cell}, ' ')`,
        `NOT endsWith(${cell}, ' ')`,
      ]),
    }),
    slowLane: (cell) => ({
      steps: [],
      value: cell,
      fault: `multiIf(${hasInvisibleCharacterSql(cell)}, 4, lengthUTF8(${cell}) > ${maxLength}, 3, 0)`,
    }),
    read: (cell) => {
      if (hasInvisibleCharacter(cell)) return { fault: 4 };
      return [...cell].length > maxLength ? { fault: 3 } : { value: cell };
    },
    servedAs: 'string',
    jsonSchema: { type: 'string', maxLength },
    readServed: readServedText,
    search: 'part',
    isFreeText: true,
    sample: sample ?? ((random) => `T${between(random, 1, 999_999)}`),
    describe: `text, at most ${maxLength} characters`,
  };
}
