/**
 * A sentence of the service in the reader's language: what it says in English, and how it is said. `$1` and so on are what
 * the sentence leaves open; `{$1}` is the name of a file type, and `{{$1}}` holds sentences of their own, with semicolons
 * between them. What no pattern fits stays as the service said it.
 */
export type ServerPhrase = readonly [said: RegExp, translated: string];

/** Sentences that only one dataset has, and what its file types are called within a sentence. */
export interface DatasetServerWords {
  readonly phrases: readonly ServerPhrase[];
  readonly names: Readonly<Record<string, string>>;
}

export interface ServerWords {
  /** What a rule asks for and why, the note of an example, the message of a finding; undefined where it is not known. */
  text(said: string): string | undefined;
  /** Title of a problem. */
  problemTitle(code: string, title: string): string;
}

export interface ServerDictionary {
  readonly phrases: readonly ServerPhrase[];
  /** Titles of problems, by their codes. */
  readonly problems: Readonly<Record<string, string>>;
  /**
   * `got` and `empty` are what a finding adds to its rule's sentence; `first` and `live` what one of a repeated key adds, and
   * `looks` how that key came to be repeated.
   */
  readonly finding: {
    readonly got: string;
    readonly empty: string;
    readonly first: string;
    readonly live: string;
    readonly looks: Readonly<Record<string, string>>;
  };
}

/** `sentence; got "value" (detail).`, `sentence; it is empty.`, `sentence: row 12 has it already.` */
const FINDING =
  /^(?<rule>[\s\S]*?)(?:; (?:got "(?<got>[\s\S]*)"|(?<empty>it is empty))|: (?:row (?<first>[\d,]+)|(?<live>a live row)) has it already)(?<detail> \([\s\S]*\))?\.$/;

/** What a translated sentence leaves open: sentences, the name of a file type, or a value. */
const OPEN = /\{\{\$(\d)\}\}|\{\$(\d)\}|\$(\d)/g;

/**
 * @param dictionary undefined where the reader's language is the service's own
 * @param datasets what the datasets have besides; theirs is tried first
 */
export function serverWords(
  dictionary: ServerDictionary | undefined,
  datasets: readonly DatasetServerWords[] = [],
): ServerWords {
  if (dictionary === undefined) return { text: (said) => said, problemTitle: (_, title) => title };
  const { problems, finding } = dictionary;
  const phrases = [...datasets.flatMap((own) => own.phrases), ...dictionary.phrases];
  const names: Readonly<Record<string, string>> = Object.assign({}, ...datasets.map((own) => own.names));
  const sentenceOf = (said: string): string | undefined => {
    for (const [pattern, translated] of phrases) {
      const groups = pattern.exec(said);
      if (!groups) continue;
      const group = (at: string) => groups[Number(at)] ?? '';
      // Values stand in what the service said; none is taken for a pattern.
      return translated.replace(OPEN, (open, sentences, name, value, offset: number) => {
        if (sentences !== undefined) return group(sentences).split('; ').map(sentenceOrSaid).join('; ');
        if (name === undefined) return value === undefined ? open : group(value);
        const named = names[group(name)] ?? group(name);
        return offset === 0 ? named.charAt(0).toUpperCase() + named.slice(1) : named;
      });
    }
    return undefined;
  };
  const sentenceOrSaid = (said: string): string => sentenceOf(said) ?? said;
  const findingOf = (said: string): string | undefined => {
    const { rule, got = '', empty, first, live, detail = '' } = FINDING.exec(said)?.groups ?? {};
    const sentence = rule === undefined ? undefined : sentenceOf(`${rule}.`)?.replace(/\.$/, '');
    if (sentence === undefined) return undefined;
    // Values stand in what the service said; none is taken for a pattern.
    if (first !== undefined || live !== undefined) {
      const look = detail.slice(' ('.length, -')'.length);
      const told = detail === '' ? '' : ` (${finding.looks[look] ?? look})`;
      const holder = first === undefined ? finding.live : finding.first.replace('$1', () => first);
      return `${sentence}: ${holder}${told}.`;
    }
    return `${sentence}; ${empty === undefined ? finding.got.replace('$1', () => got) : finding.empty}${detail}.`;
  };
  return {
    text: (said) => sentenceOf(said) ?? findingOf(said),
    problemTitle: (code, title) => problems[code] ?? title,
  };
}
