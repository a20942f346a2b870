import { sentence } from '../../domain/sentences/sentence.ts';
import { allHold } from '../../sql/all-hold.ts';
import { literal } from '../../sql/quoting.ts';
import { cleanCell, cleanCellSql } from '../characters.ts';
import { between, type Fault, type FaultWords, type Kind } from './kind.ts';

interface ListOptions {
  /** What stands between two elements: one ASCII sign. */
  readonly separator?: string;
  readonly maxElements?: number;
  /** Elements of generated samples. */
  readonly typical?: readonly [low: number, high: number];
}

/** The variable of the lambdas in which the elements are read, each alone. */
const ELEMENT = 'element';

/** SQL with every intermediate column written out, so that it can stand in a lambda. */
function inlined(steps: readonly (readonly [alias: string, expression: string])[], expression: string): string {
  const known = new Map<string, string>();
  const resolve = (sql: string) => sql.replace(/\b[a-z]\w*\b/g, (word) => known.get(word) ?? word);
  for (const [alias, sql] of steps) known.set(alias, `(${resolve(sql)})`);
  return resolve(expression);
}

/**
 * Several values of another kind in one cell, in their order. Blanks around an element are no part of it; an empty element is
 * an error, an empty cell an empty list.
 */
export function list(
  element: Kind,
  { separator = '|', maxElements = 1_000, typical = [1, 3] }: ListOptions = {},
): Kind {
  if (element.element) throw new RangeError('a list of lists cannot be told apart in one cell');
  if (!/^[!-~]$/.test(separator) || separator === '"') throw new RangeError(`${separator} cannot separate elements`);
  const split = (cell: string) => `splitByChar(${literal(separator)}, ${cell})`;
  const storedType = `Array(${element.storedType})`;
  const form = { most: maxElements, separator };
  const faults = new Map<Fault, FaultWords>(
    [...element.faults].map(([fault, words]) => [
      fault,
      { ...words, expected: sentence('list-element', { expected: words.expected }) },
    ]),
  );
  const ofElement = element.faults.get(4);
  faults.set(4, {
    expected: ofElement ? sentence('list-of', { ...form, expected: ofElement.expected }) : sentence('list', form),
    example: `${separator}${separator}`,
    why: sentence('list-why'),
  });
  for (const [fault, { example }] of faults) {
    if (fault !== 4 && example.includes(separator)) {
      throw new RangeError(`"${separator}" cannot separate elements of kind ${element.name}: they may contain it`);
    }
  }
  const writtenElement = (sql: string) => element.written?.(sql) ?? `toString(${sql})`;
  return {
    name: 'list',
    storedType,
    lowCardinality: false,
    absent: [],
    faults,
    fastLane: (cell, prefix, isLatin) => {
      const { steps, value, accepts } = element.fastLane(ELEMENT, `${prefix}_e`, isLatin);
      const parts = `${prefix}_parts`;
      // Of an empty cell, no element: what kinds do with an empty text is nobody's business.
      const stored = `arrayMap(${ELEMENT} -> CAST(${inlined(steps, value)}, ${literal(element.storedType)}), ${parts})`;
      return {
        steps: [[parts, `if(empty(${cell}), [], ${split(cell)})`]],
        value: stored,
        valueOrNull: stored,
        accepts: allHold([
          `notEmpty(${parts})`,
          `length(${parts}) <= ${maxElements}`,
          `arrayAll(${ELEMENT} -> ${allHold([
            `notEmpty(${ELEMENT})`,
            `NOT startsWith(${ELEMENT}, ' ')`,
            `NOT endsWith(${ELEMENT}, ' ')`,
            inlined(steps, accepts),
          ])}, ${parts})`,
        ]),
      };
    },
    slowLane: (cell, prefix) => {
      const { steps, value, fault } = element.slowLane(ELEMENT, `${prefix}_e`);
      const parts = `${prefix}_parts`;
      const faultOf = `arrayMap(${ELEMENT} -> toUInt8(if(empty(${ELEMENT}), 4, ${inlined(steps, fault)})), ${parts})`;
      const stored = `arrayMap(${ELEMENT} -> CAST(${inlined(steps, value)}, ${literal(element.storedType)}), ${parts})`;
      return {
        steps: [[parts, `if(empty(${cell}), [], arrayMap(${ELEMENT} -> ${cleanCellSql(ELEMENT)}, ${split(cell)}))`]],
        value: stored,
        valueOrNull: stored,
        fault: `if(length(${parts}) > ${maxElements}, 4, arrayFirst(fault -> fault != 0, ${faultOf}))`,
      };
    },
    read: (cell) => {
      const parts = cell.split(separator).map(cleanCell);
      if (parts.length > maxElements) return { fault: 4 };
      const values: (string | number)[] = [];
      for (const part of parts) {
        const reading = part === '' ? ({ fault: 4 } as const) : element.read(part);
        if (reading.fault !== undefined) return { fault: reading.fault };
        values.push(reading.value as string | number);
      }
      return { value: values };
    },
    written: (value) =>
      `arrayStringConcat(arrayMap(${ELEMENT} -> ${writtenElement(ELEMENT)}, ${value}), ${literal(separator)})`,
    writtenText: (value) =>
      (value as readonly (string | number)[])
        .map((each) => element.writtenText?.(each) ?? String(each))
        .join(separator),
    servedAs: 'list',
    ...(element.served
      ? { served: (value: string) => `arrayMap(${ELEMENT} -> ${element.served!(ELEMENT)}, ${value})` }
      : {}),
    jsonSchema: { type: 'array', items: element.jsonSchema, maxItems: maxElements },
    readServed: () => ({ expected: 'contains, with one element: a list cannot be compared as a whole' }),
    search: 'element',
    element,
    sample: (random) =>
      Array.from({ length: between(random, ...typical) }, () => element.sample(random)).join(separator),
    describe: `list with "${separator}" between its elements; each: ${element.describe}`,
  };
}
