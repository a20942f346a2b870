import { sentence } from '../../domain/sentences/sentence.ts';
import { literal } from '../../sql/quoting.ts';
import { foldCase, foldCaseSql } from './code.ts';
import { CONTROL_CHARACTER, type Kind, readAmong } from './kind.ts';

interface FlagOptions {
  /** What the bank's files say for yes and for no; further spellings are compared without case. */
  readonly yes: readonly [input: string, ...synonyms: string[]];
  readonly no: readonly [input: string, ...synonyms: string[]];
}

/** Yes or no, stored as 1 or 0. */
export function flag({ yes, no }: FlagOptions): Kind {
  const yesSpellings = yes.map(foldCase);
  const noSpellings = no.map(foldCase);
  const among = (cell: string, spellings: readonly string[]) => `${cell} IN (${spellings.map(literal).join(', ')})`;
  return {
    name: 'flag',
    storedType: 'UInt8',
    lowCardinality: false,
    faults: new Map([
      [
        5,
        {
          expected: sentence('flag', { codes: [yes[0], no[0]].sort().join(', ') }),
          example: '?',
          why: sentence('flag-why'),
        },
      ],
      CONTROL_CHARACTER,
    ]),
    fastLane: (cell) => ({
      steps: [],
      value: `toUInt8(${cell} = ${literal(yes[0])})`,
      accepts: among(cell, [yes[0], no[0]]),
    }),
    slowLane: (cell, prefix) => ({
      steps: [[`${prefix}_folded`, foldCaseSql(cell)]],
      value: `toUInt8(${among(`${prefix}_folded`, yesSpellings)})`,
      fault: `if(${among(`${prefix}_folded`, [...yesSpellings, ...noSpellings])}, 0, 5)`,
    }),
    read: (cell) => {
      const folded = foldCase(cell);
      if (yesSpellings.includes(folded)) return { value: 1 };
      return noSpellings.includes(folded) ? { value: 0 } : { fault: 5 };
    },
    servedAs: 'number',
    jsonSchema: { type: 'integer', enum: [0, 1] },
    readServed: (text) => readAmong(['0', '1'], text),
    sample: (random) => (random() < 0.5 ? yes[0] : no[0]),
    describe: `${yes[0]} → 1 (yes), ${no[0]} → 0 (no)`,
  };
}
