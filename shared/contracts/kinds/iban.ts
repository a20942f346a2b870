import { sentence } from '../../domain/sentences/sentence.ts';
import { literal } from '../../sql/quoting.ts';
import { IBAN_LENGTHS, ibanOf } from '../iban-rules.ts';
import { between, type Kind, readServedText } from './kind.ts';

interface IbanOptions {
  /** Whether small letters are taken, and kept as they are: for a rule to find, where a bad account number must not reject its row. */
  readonly anyCase?: boolean;
  /** Countries of generated samples, of which only digits follow the check digits. */
  readonly typical?: readonly ('DE' | 'ES' | 'FR' | 'PT' | 'AT' | 'PL' | 'TR')[];
}

/**
 * What has the form of an international account number: 5 to 34 letters and digits. Blanks between groups of four are taken
 * out. Whether the country is one, the length its own and the check digits right are rules (iban-rules.ts): a payment with a
 * wrong account number is a payment all the same.
 */
export function iban({ anyCase = false, typical = ['DE', 'FR', 'ES'] }: IbanOptions = {}): Kind {
  const sign = anyCase ? '[A-Za-z0-9]' : '[A-Z0-9]';
  const GROUPED = `^(${sign}{4} )+${sign}{1,4}$`;
  const grouped = new RegExp(GROUPED);
  const SHAPE = `^${sign}{5,34}$`;
  const shape = new RegExp(SHAPE);
  return {
    name: 'iban',
    storedType: 'String',
    lowCardinality: false,
    faults: new Map([
      [
        4,
        {
          expected: sentence(anyCase ? 'iban-of-any-case' : 'iban'),
          example: 'DE89-3704-0044-0532-0130-00',
          why: sentence('iban-why'),
        },
      ],
    ]),
    fastLane: (cell) => ({ steps: [], value: cell, accepts: `match(${cell}, '${SHAPE}')` }),
    slowLane: (cell, prefix) => ({
      steps: [[`${prefix}_iban`, `if(match(${cell}, ${literal(GROUPED)}), replaceAll(${cell}, ' ', ''), ${cell})`]],
      value: `${prefix}_iban`,
      fault: `if(match(${prefix}_iban, '${SHAPE}'), 0, 4)`,
    }),
    read: (cell) => {
      const value = grouped.test(cell) ? cell.replaceAll(' ', '') : cell;
      return shape.test(value) ? { value } : { fault: 4 };
    },
    servedAs: 'string',
    jsonSchema: { type: 'string', pattern: SHAPE },
    readServed: readServedText,
    search: 'part',
    sample: (random) => {
      const country = typical[between(random, 0, typical.length - 1)]!;
      const digits = Array.from({ length: IBAN_LENGTHS[country]! - 4 }, () => between(random, 0, 9)).join('');
      return ibanOf(country, digits);
    },
    describe: 'international account number (IBAN), without blanks',
  };
}
