import { sentence } from '../../domain/sentences/sentence.ts';
import { literal } from '../../sql/quoting.ts';
import { between, CONTROL_CHARACTER, type Kind, readAmong } from './kind.ts';

export interface Code {
  /** What the bank's files say. */
  readonly input: string;
  /** What is stored and served. */
  readonly value: string;
  readonly meaning: string;
  /** Other spellings, compared without case; Turkish letters are understood (AÇIK, açık). */
  readonly synonyms?: readonly string[];
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZÇĞİÖŞÜı';
const LOWER = 'abcdefghijklmnopqrstuvwxyzçğiöşüi';

/** Case folded over ASCII and the Turkish alphabet only, where dotted and dotless i are one: the same in SQL and here. */
export const foldCase = (text: string): string =>
  [...text]
    .map((letter) => {
      const at = [...UPPER].indexOf(letter);
      return at < 0 ? letter : [...LOWER][at];
    })
    .join('');
export const foldCaseSql = (cell: string): string => `translateUTF8(${cell}, ${literal(UPPER)}, ${literal(LOWER)})`;

/** One of a closed list. The input letter, the stored value and every synonym are accepted, without regard to case. */
export function code(codes: readonly Code[]): Kind {
  const spellings = new Map<string, string>();
  for (const { input, value, synonyms = [] } of codes) {
    for (const spelling of [input, value, ...synonyms]) {
      const folded = foldCase(spelling);
      const taken = spellings.get(folded);
      if (taken !== undefined && taken !== value) throw new Error(`code ${spelling} means both ${taken} and ${value}`);
      spellings.set(folded, value);
    }
  }
  const list = (items: Iterable<string>) => `[${[...items].map(literal).join(', ')}]`;
  const inputs = codes.map(({ input }) => input);
  const values = codes.map(({ value }) => value);
  const allowed = [...inputs].sort().join(', ');
  return {
    name: 'code',
    storedType: 'String',
    lowCardinality: true,
    faults: new Map([
      [
        5,
        {
          expected: sentence('code', { codes: allowed }),
          example: '?',
          why: sentence('code-why'),
        },
      ],
      CONTROL_CHARACTER,
    ]),
    fastLane: (cell) => ({
      steps: [],
      value: `transform(toLowCardinality(${cell}), ${list(inputs)}, ${list(values)}, '')`,
      accepts: `${cell} IN (${inputs.map(literal).join(', ')})`,
    }),
    slowLane: (cell, prefix) => ({
      steps: [
        [
          `${prefix}_code`,
          `transform(${foldCaseSql(cell)}, ${list(spellings.keys())}, ${list(spellings.values())}, '')`,
        ],
      ],
      value: `${prefix}_code`,
      fault: `if(empty(${prefix}_code), 5, 0)`,
    }),
    read: (cell) => {
      const value = spellings.get(foldCase(cell));
      return value === undefined ? { fault: 5 } : { value };
    },
    servedAs: 'string',
    jsonSchema: { type: 'string', enum: values },
    readServed: (text) => readAmong(values, text),
    search: 'part',
    codes,
    sample: (random) => inputs[between(random, 0, inputs.length - 1)]!,
    describe: codes.map(({ input, value, meaning }) => `${input} → ${value} (${meaning})`).join(', '),
  };
}
