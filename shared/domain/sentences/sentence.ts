import { filled, type Message, type MessageParameter, type Template, templateFor } from '../message.ts';
import { FILE_SENTENCES } from './catalogue.ts';

/** A message and its words in English, which were made from it. */
export interface Sentence {
  readonly text: string;
  readonly message: Message;
}

/** What a sentence may leave open: a value; another sentence; several, which a comma separates. */
export type Filling = string | number | Sentence | readonly Sentence[];

type SlotsIn<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsIn<Rest> : never;
type SlotsOf<Words extends Template> = Words extends { readonly one: infer One; readonly other: infer Other }
  ? SlotsIn<One & string> | SlotsIn<Other & string> | 'count'
  : SlotsIn<Words & string>;

/** What a sentence takes; a count is a number, by which its words are chosen. */
export type Fillings<Words extends Template> = {
  readonly [Slot in SlotsOf<Words>]: Slot extends 'count' ? number : Filling;
};

type Catalogue = Readonly<Record<string, Template>>;

/** What puts the messages of a catalogue into English, by their ids. */
export const sentencesOf =
  <const Sentences extends Catalogue>(sentences: Sentences) =>
  <Id extends keyof Sentences & string>(
    id: Id,
    ...[fillings = {} as Fillings<Sentences[Id]>]: SlotsOf<Sentences[Id]> extends never
      ? []
      : [fillings: Fillings<Sentences[Id]>]
  ): Sentence => {
    const given: Readonly<Record<string, Filling>> = fillings;
    return {
      text: filled(templateFor(sentences[id]!, given.count), (name) => textOf(given[name]!)),
      message: {
        id,
        parameters: Object.fromEntries(Object.entries(given).map(([name, filling]) => [name, parameterOf(filling)])),
      },
    };
  };

/** A sentence that stands elsewhere than in the catalogue: a dataset's own, or the text of a problem. */
export const declaredSentence = (
  id: string,
  text: string,
  parameters: Readonly<Record<string, string | number>> = {},
): Sentence => ({ text, message: { id, parameters: { ...parameters } } });

/** As the API says it, where the English is called `detail`. */
export const asDetail = ({ text, message }: Sentence): { detail: string; message: Message } => ({
  detail: text,
  message,
});

/** What was said in a detail that may have a message. */
export const saidBy = ({ detail, message }: { detail: string; message?: Message }): string | Sentence =>
  message ? { text: detail, message } : detail;

/** Several with the same words between each two of them: `a and b and c`. */
export const joined = (items: readonly Filling[], between: (first: Filling, last: Filling) => Sentence): Filling =>
  items.slice(1).reduce<Filling>((first, last) => between(first, last), items[0] ?? '');

const isSentence = (filling: Filling): filling is Sentence => typeof filling === 'object' && !Array.isArray(filling);

function textOf(filling: Filling): string {
  if (typeof filling !== 'object') return String(filling);
  return isSentence(filling) ? filling.text : filling.map(({ text }) => text).join(', ');
}

function parameterOf(filling: Filling): MessageParameter {
  if (typeof filling !== 'object') return filling;
  return isSentence(filling) ? filling.message : filling.map(({ message }) => message);
}

/** Of files and their rows; what the service says besides is in service-sentence.ts, which the page does not need. */
export const sentence = sentencesOf(FILE_SENTENCES);
