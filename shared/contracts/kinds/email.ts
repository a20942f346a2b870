import { sentence } from '../../domain/sentences/sentence.ts';
import { allHold } from '../../sql/all-hold.ts';
import { hasHidden, hasHiddenSql } from '../characters.ts';
import { utf8Length } from '../utf8.ts';
import { between, type Kind, readServedText } from './kind.ts';

/** What mail programs take (RFC 5321). */
const MAX_BYTES = 254;
/** One @, no blanks, a dot in the domain but none at its ends. */
const SHAPE = '^[^@ ]+@[^@ .]+([.][^@ .]+)+$';
const shape = new RegExp(SHAPE);
/** The same of ASCII that can be seen. */
const ASCII_SHAPE = '^[!-?A-~]+@[!-\\\\-/-?A-~]+([.][!-\\\\-/-?A-~]+)+$';

interface EmailOptions {
  /** In bytes; as long as mail programs take if left out. */
  readonly maxLength?: number;
}

/** An e-mail address, as far as it can be told without sending anything there. It is kept as it is written. */
export function email({ maxLength = MAX_BYTES }: EmailOptions = {}): Kind {
  return {
    name: 'email',
    storedType: 'String',
    lowCardinality: false,
    faults: new Map([
      [
        3,
        {
          expected: sentence('email-length', { most: maxLength }),
          example: `${'x'.repeat(maxLength)}@example.com`,
          why: sentence('email-length-why'),
        },
      ],
      [
        4,
        {
          expected: sentence('email-form'),
          example: 'anna@example',
          why: sentence('email-form-why'),
        },
      ],
    ]),
    fastLane: (cell) => ({
      steps: [],
      value: cell,
      accepts: allHold([`length(${cell}) <= ${maxLength}`, `match(${cell}, '${ASCII_SHAPE}')`]),
    }),
    slowLane: (cell) => ({
      steps: [],
      value: cell,
      fault:
        `multiIf(${hasHiddenSql(cell)} OR NOT match(${cell}, '${SHAPE}'), 4, ` +
        `length(${cell}) > ${maxLength}, 3, 0)`,
    }),
    read: (cell) => {
      if (hasHidden(cell) || !shape.test(cell)) return { fault: 4 };
      return utf8Length(cell) > maxLength ? { fault: 3 } : { value: cell };
    },
    servedAs: 'string',
    jsonSchema: { type: 'string', format: 'email', maxLength },
    readServed: readServedText,
    search: 'part',
    sample: (random) => `customer.${between(random, 1, 999_999)}@example.com`,
    describe: 'e-mail address',
  };
}
