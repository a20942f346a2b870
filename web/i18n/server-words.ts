import {
  filled,
  type Message,
  type MessageParameter,
  type Template,
  templateFor,
} from '../../shared/domain/message.ts';
import { FILE_SENTENCES } from '../../shared/domain/sentences/catalogue.ts';
import type { Language } from './language.ts';

/**
 * A text for every message of a catalogue of the service: `{name}` is one of its parameters. What a text does not name is not
 * said; `file_type`, and what ends in `_file_type`, is said as the reader's language calls that file.
 */
export type MessagesOf<Sentences> = { readonly [id in keyof Sentences]: string };

/** Sentences that only one dataset has, by their ids, and what its file types are called within a sentence. */
export interface DatasetServerWords {
  readonly messages: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

export interface ServerWords {
  /** A sentence of the service, which comes in English, as the reader says it; undefined where there are no words for it. */
  text(said: string, message: Message | undefined): string | undefined;
  /** Title of a problem. */
  problemTitle(code: string, title: string): string;
}

export interface ServerDictionary {
  readonly language: Language;
  /** By id. */
  readonly messages: Readonly<Record<string, string>>;
  /** By the codes of the problems. */
  readonly problemTitles: Readonly<Record<string, string>>;
}

/** @param dictionary undefined where the reader's language is the service's own */
export function serverWords(
  dictionary: ServerDictionary | undefined,
  datasets: readonly DatasetServerWords[] = [],
): ServerWords {
  if (dictionary === undefined) {
    return {
      text: (said, message) => (message && beginsWithWords(message) ? capitalised(said, 'en') : said),
      problemTitle: (_, title) => title,
    };
  }
  const texts = new Map([dictionary, ...datasets].flatMap(({ messages }) => Object.entries(messages)));
  const names = new Map(datasets.flatMap((own) => Object.entries(own.names)));
  const titles = new Map(Object.entries(dictionary.problemTitles));

  const worded = (name: string, value: MessageParameter, isFirst: boolean): string => {
    if (Array.isArray(value)) return value.map((message, at) => inWords(message, isFirst && at === 0)).join(', ');
    if (typeof value === 'object') return inWords(value, isFirst);
    if (!/(?:^|_)file_type$/.test(name)) return String(value);
    const named = names.get(String(value)) ?? String(value);
    return isFirst ? capitalised(named, dictionary.language) : named;
  };
  const inWords = ({ id, parameters }: Message, isFirst: boolean): string => {
    const text = texts.get(id);
    if (text === undefined) throw new NoWords(id);
    return filled(text, (name, beginsText) => {
      const value = parameters[name];
      if (value === undefined) throw new NoWords(id);
      return worded(name, value, isFirst && beginsText);
    });
  };
  return {
    text: (_, message) => {
      try {
        return message && inWords(message, true);
      } catch (error) {
        if (error instanceof NoWords) return undefined;
        throw error;
      }
    },
    problemTitle: (code, title) => titles.get(code) ?? title,
  };
}

/** In the language's own way: of a Turkish i, it is İ. */
const capitalised = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/**
 * Whether what a sentence begins with is its own words, which some have in small letters because they stand within another,
 * and not the name of a column, which stays as it is spelled.
 */
function beginsWithWords({ id, parameters }: Message): boolean {
  const template: Template | undefined = (FILE_SENTENCES as Readonly<Record<string, Template>>)[id];
  if (template === undefined) return false;
  const [, slot] = /^\{([a-z_]+)\}/.exec(templateFor(template, parameters.count)) ?? [];
  if (slot === undefined) return true;
  const first = [parameters[slot]].flat()[0];
  return typeof first === 'object' && beginsWithWords(first);
}

/** Of a message of a later release, or of a dataset that has no words in this language: its English is shown then. */
class NoWords extends Error {
  override readonly name = 'NoWords';
}
