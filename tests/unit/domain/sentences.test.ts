import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Message, slotsOf, templateFor } from '../../../shared/domain/message.ts';
import { message } from '../../../shared/domain/message-schema.ts';
import { FILE_SENTENCES } from '../../../shared/domain/sentences/catalogue.ts';
import { cellSentences } from '../../../shared/domain/sentences/cells.ts';
import { fileSentences } from '../../../shared/domain/sentences/files.ts';
import { findingSentences } from '../../../shared/domain/sentences/findings.ts';
import { hookSentences } from '../../../shared/domain/sentences/hooks.ts';
import { kycSentences } from '../../../shared/domain/sentences/kyc.ts';
import { moneySentences } from '../../../shared/domain/sentences/money.ts';
import { providerSentences } from '../../../shared/domain/sentences/providers.ts';
import { requestSentences } from '../../../shared/domain/sentences/requests.ts';
import { type Filling, joined, type Sentence, sentence } from '../../../shared/domain/sentences/sentence.ts';
import { SERVICE_SENTENCES, serviceSentence } from '../../../shared/domain/sentences/service-sentence.ts';
import { sheetSentences } from '../../../shared/domain/sentences/sheets.ts';
import { sourceSentences } from '../../../shared/domain/sentences/sources.ts';
import { streamSentences } from '../../../shared/domain/sentences/streams.ts';
import { syncSentences } from '../../../shared/domain/sentences/syncs.ts';
import { webhookSentences } from '../../../shared/domain/sentences/webhooks.ts';

const SENTENCES = { ...FILE_SENTENCES, ...SERVICE_SENTENCES };
type SentenceId = keyof typeof SENTENCES;

const ids = Object.keys(SENTENCES) as SentenceId[];
type Say = (id: string, fillings: Readonly<Record<string, Filling>>) => Sentence;
const any: Say = (id, fillings) =>
  ((id in FILE_SENTENCES ? sentence : serviceSentence) as unknown as Say)(id, fillings);

/** English of what travels, made without the service's own functions. */
function english({ id, parameters }: Message): string {
  const text = templateFor(SENTENCES[id as SentenceId], parameters.count);
  return text
    .split(/(\{[a-z_]+\})/)
    .map((piece) => {
      if (!/^\{[a-z_]+\}$/.test(piece)) return piece;
      const value = parameters[piece.slice(1, -1)]!;
      if (Array.isArray(value)) return value.map(english).join(', ');
      return typeof value === 'object' ? english(value) : String(value);
    })
    .join('');
}

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('{column}', '{', '$1', '$&', '"; got "x" (', "it's", '\u200b', 'a', ''),
);
const value = fc.oneof(text, fc.nat());
const leaf = fc.constantFrom(...ids).chain((id) => sentenceOf(id, value));
const filling: fc.Arbitrary<Filling> = fc.oneof(value, leaf, fc.array(leaf, { maxLength: 3 }));

function sentenceOf(id: SentenceId, inSlots: fc.Arbitrary<Filling>): fc.Arbitrary<Sentence> {
  const slots = slotsOf(SENTENCES[id]);
  const fillings = Object.fromEntries(slots.map((slot) => [slot, slot === 'count' ? fc.nat() : inSlots]));
  return fc.record(fillings).map((given) => any(id, given));
}

describe('a sentence of the service', () => {
  it('is what its id and parameters say, whatever these hold', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ids).chain((id) => sentenceOf(id, filling)),
        (said) => {
          const travelled = message.parse(JSON.parse(JSON.stringify(said.message)));
          expect(travelled).toEqual(said.message);
          expect(english(travelled)).toBe(said.text);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('has one form for one and another for more, where English has', () => {
    expect(sentence('found-cells', { count: 1, columns: 3 }).text).toBe('it has 1 cell instead of 3');
    expect(sentence('found-cells', { count: 0, columns: 3 }).text).toBe('it has 0 cells instead of 3');
  });

  it('has an id that no other has', () => {
    const parts = [
      findingSentences,
      cellSentences,
      fileSentences,
      sheetSentences,
      syncSentences,
      requestSentences,
      sourceSentences,
      streamSentences,
      hookSentences,
      kycSentences,
      moneySentences,
      providerSentences,
      webhookSentences,
    ];
    expect(parts.flatMap((part) => Object.keys(part)).sort()).toEqual(ids.toSorted());
  });

  it('says several things one behind the other', () => {
    const and = (first: Filling, last: Filling) => sentence('and', { first, last });
    expect(sentence('key-columns', { columns: joined(['a', 'b', 'c'], and) }).text).toMatch(/^a and b and c must/);
    expect(joined(['a'], and)).toBe('a');
  });
});
