import type { Sentence } from '../../domain/sentences/sentence.ts';
import { literal } from '../../sql/quoting.ts';
import { between, CONTROL_CHARACTER, type Kind, readServedText } from './kind.ts';

/** A code of a public list, which is accepted as it is spelled there and in no other way. */
export interface CodeList {
  /** Of the kind. */
  readonly name: string;
  readonly codes: readonly string[];
  /** What a cell must be, after "must be". */
  readonly expected: Sentence;
  /** What is not in the list. */
  readonly example: string;
  readonly why: Sentence;
  /** JSON Schema's. */
  readonly pattern: string;
  readonly describe: string;
  /** Those that generated samples have. */
  readonly typical: readonly string[];
}

export function listedCode({ name, codes, expected, example, why, pattern, describe, typical }: CodeList): Kind {
  const known = new Set(codes);
  const isKnown = (cell: string) => `${cell} IN (${codes.map(literal).join(', ')})`;
  return {
    name,
    storedType: 'String',
    lowCardinality: true,
    faults: new Map([[5, { expected, example, why }], CONTROL_CHARACTER]),
    fastLane: (cell) => ({
      steps: [],
      value: cell,
      valueOrNull: `nullIf(toLowCardinality(${cell}), '')`,
      accepts: isKnown(cell),
    }),
    slowLane: (cell) => ({ steps: [], value: cell, fault: `if(${isKnown(cell)}, 0, 5)` }),
    read: (cell) => (known.has(cell) ? { value: cell } : { fault: 5 }),
    servedAs: 'string',
    jsonSchema: { type: 'string', pattern },
    readServed: readServedText,
    search: 'part',
    sample: (random) => typical[between(random, 0, typical.length - 1)]!,
    describe,
  };
}
