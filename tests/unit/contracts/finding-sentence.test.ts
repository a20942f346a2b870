import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../shared/contracts/characters.ts';
import { findingSentence } from '../../../shared/contracts/finding-sentence.ts';
import { sniffFile } from '../../../shared/contracts/header.ts';
import { FileCheck } from '../../../shared/contracts/offline/file-check.ts';
import { RecordSplitter } from '../../../shared/contracts/offline/record-splitter.ts';
import { NOT_SHOWN } from '../../../shared/contracts/private-values.ts';
import { type Rule, ruleById, rulesOf } from '../../../shared/contracts/rules.ts';
import { csvHeader, csvLine, sampleRow, seededRandom, spoilers } from '../../../shared/contracts/samples.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { DATASETS } from '../../../shared/datasets/registry.ts';

/** What a finding said before messages had ids: its text stays so, byte for byte. */
function saidBefore(rule: Rule, rawValue: string | null, detail: string): string {
  const said = rule.reason.replace(/^the /, 'The ');
  if (rule.errorType === 'STRUCTURE') return detail ? `${said}: ${detail}.` : `${said}.`;
  if (rule.errorType === 'REQUIRED') return `${said}.`;
  if (rule.errorType === 'DUPLICATE') {
    const [first, look] = detail.split('; ');
    const holder = /^\d+$/.test(first!) ? `row ${first} has it already` : first;
    return `${said}: ${holder}${look ? ` (${look})` : ''}.`;
  }
  const cut = rawValue !== null && [...rawValue].length > 80 ? `${[...rawValue].slice(0, 80).join('')}…` : rawValue;
  const got = cut === null ? 'it is empty' : `got "${visibleText(cut)}"`;
  return detail ? `${said}; ${got} (${visibleText(detail)}).` : `${said}; ${got}.`;
}

const slices = DATASETS.flatMap((dataset) => Slice.allOf(dataset));
const rules = DATASETS.flatMap(({ fileTypes }) => fileTypes.flatMap((fileType) => rulesOf(fileType)));

/** Rows that break every rule in turn, then the header, a total, a short row, a repeated key and one that a spreadsheet spoiled. */
function brokenFile(slice: Slice, name: string): Buffer {
  const fileType = slice.fileType(name);
  const { variant } = slice;
  const random = seededRandom(11);
  const header = csvHeader(fileType, variant);
  const sound = csvLine(fileType, variant, sampleRow(fileType, variant, random));
  const key = fileType.key.find((column) => column !== 'row_number')!;
  const rounded = csvLine(fileType, variant, { ...sampleRow(fileType, variant, random), [key]: '1.2E+15' });
  const spoiled = spoilers(fileType, variant).map(({ spoil }) => {
    const row = sampleRow(fileType, variant, random);
    return spoil(row);
  });
  const lines = [header, sound, ...spoiled, header, 'a;b', `${sound};`, sound, rounded, rounded];
  return Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
}

describe('what a finding says', () => {
  it.each(slices.flatMap((slice) => slice.contract.fileTypes.map(({ name }) => ({ slice, name }))))(
    'is what it was, of a $name file of $slice.text, and nothing of it is only a text',
    ({ slice, name }) => {
      const content = brokenFile(slice, name);
      const sniffed = sniffFile(content, { complete: true }, slice, name);
      if (!sniffed.ok) throw new Error(sniffed.detail);
      const seen = new Set<string>();
      for (const isReferred of [true, false]) {
        const check = new FileCheck(slice.fileType(name), slice.variant, sniffed.layout, () => isReferred);
        const splitter = new RecordSplitter(sniffed.layout);
        const rows = [...splitter.push(content), ...splitter.end()].map((record) => check.check(record));
        for (const { ruleId, rawValue, detail } of [...rows, ...check.end()].flatMap((row) => row?.findings ?? [])) {
          const rule = ruleById(slice.contract, ruleId)!;
          const { text, message } = findingSentence(rule, rawValue, detail);
          if (detail === NOT_SHOWN) expect(text).toContain('not shown');
          else expect(text).toBe(saidBefore(rule, rawValue, detail));
          for (const open of ['found', 'besides']) {
            expect(typeof message.parameters[open], detail).not.toBe('string');
          }
          seen.add(rule.errorType);
        }
      }
      expect([...seen]).toEqual(expect.arrayContaining(['STRUCTURE', 'REQUIRED', 'DUPLICATE', 'FORMAT']));
    },
  );

  it('is what it was for every rule, whatever was stored as its detail', () => {
    const piece = fc.constantFrom(
      '; ',
      '", ',
      ' is "',
      '"',
      '12',
      'a live row has it already',
      'x',
      ', ',
      '\u200b',
      ...[
        'it has 3 cells instead of 4',
        'it has 1 cells instead of 4',
        'column 5 has no name',
        '3 rows have it',
        'it looks as if a spreadsheet had rounded it',
      ],
    );
    const details = fc.array(fc.oneof(piece, fc.string()), { maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.option(fc.string()), details, (rule, rawValue, detail) => {
        expect(findingSentence(rule, rawValue, detail).text).toBe(saidBefore(rule, rawValue, detail));
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the other cells that a rule read, also where a value looks like the next of them', () => {
    const rule = rules.find(({ id }) => id === 'LOAN-CREDIT-901')!;
    const [, second, third] = rule.fields as [string, string, string];
    const values = ['1", "2', `9", ${third} is "8`];
    const detail = `${second} is "${values[0]}", ${third} is "${values[1]}"`;
    const { message } = findingSentence(rule, '5', detail);
    expect(message.parameters.besides).toEqual([
      { id: 'found-beside', parameters: { column: second, value: values[0] } },
      { id: 'found-beside', parameters: { column: third, value: values[1] } },
    ]);
  });
});
