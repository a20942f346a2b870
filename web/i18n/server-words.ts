import { filled, type Message, type MessageParameter } from '../../shared/domain/message.ts';

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
  if (dictionary === undefined) return { text: (said) => said, problemTitle: (_, title) => title };
  const texts = new Map([dictionary, ...datasets].flatMap(({ messages }) => Object.entries(messages)));
  const names = new Map(datasets.flatMap((own) => Object.entries(own.names)));
  const titles = new Map(Object.entries(dictionary.problemTitles));

  const worded = (name: string, value: MessageParameter, isFirst: boolean): string => {
    if (Array.isArray(value)) return value.map((message, at) => inWords(message, isFirst && at === 0)).join(', ');
    if (typeof value === 'object') return inWords(value, isFirst);
    if (!/(?:^|_)file_type$/.test(name)) return String(value);
    const named = names.get(String(value)) ?? String(value);
    return isFirst ? named.charAt(0).toUpperCase() + named.slice(1) : named;
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

/** Of a message of a later release, or of a dataset that has no words in this language: its English is shown then. */
class NoWords extends Error {
  override readonly name = 'NoWords';
}
