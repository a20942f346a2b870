import { between, type Kind } from './kind.ts';

interface TextOptions {
  /** In characters. */
  readonly maxLength?: number;
  /** True for columns of few distinct values, stored as a dictionary. */
  readonly lowCardinality?: boolean;
  readonly sample?: (random: () => number) => string;
}

/** Free text: any characters but NUL and line breaks outside quotes, trimmed, at most `maxLength` long. */
export function text({ maxLength = 255, lowCardinality = false, sample }: TextOptions = {}): Kind {
  return {
    name: 'text',
    storedType: 'String',
    lowCardinality,
    faults: new Map([[3, { expected: `at most ${maxLength} characters`, example: 'x'.repeat(maxLength + 1) }]]),
    fastLane: (cell) => ({
      steps: [],
      value: cell,
      ...(lowCardinality ? { valueOrNull: `nullIf(toLowCardinality(${cell}), '')` } : {}),
      // Bytes bound characters from above: a longer cell with many-byte letters is left to the slow lane.
      accepts: [
        `notEmpty(${cell}) AND length(${cell}) <= ${maxLength}`,
        ...[' ', '\\t'].flatMap((blank) => [
          `NOT startsWith(${cell}, '${blank}')`,
          `NOT endsWith(${cell}, '${blank}')`,
        ]),
      ].join(' AND '),
    }),
    slowLane: (cell) => ({ steps: [], value: cell, fault: `if(lengthUTF8(${cell}) > ${maxLength}, 3, 0)` }),
    read: (cell) => ([...cell].length > maxLength ? { fault: 3 } : { value: cell }),
    jsonSchema: { type: 'string', maxLength },
    sample: sample ?? ((random) => `T${between(random, 1, 999_999)}`),
    describe: `text, at most ${maxLength} characters`,
  };
}
