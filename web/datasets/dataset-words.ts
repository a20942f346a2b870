/// <reference types="vite/client" />
import type { Language } from '../i18n/language.ts';
import type { DatasetServerWords } from '../i18n/server-words.ts';

/**
 * What the page calls the things of a dataset, in one language: the default export of `web/datasets/<name>/words/<language>.ts`.
 * What is left out is called as the contract calls it. Words of the dataset's own pages stand beside these.
 */
export interface DatasetWords {
  readonly title?: string;
  /** What a variant is called, and each of them. */
  readonly variant?: string;
  readonly variants?: Readonly<Record<string, string>>;
  readonly table?: Readonly<Record<string, string>>;
  /** So many rows of a table: `credit_one`, `credit_other`. */
  readonly rows?: Readonly<Record<string, string>>;
  readonly column?: Readonly<Record<string, string>>;
  /** What the columns of each table mean, where that is not to be said in the contract's English. */
  readonly meaning?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values of codes; those of one column alone stand in `codeOf`. */
  readonly code?: Readonly<Record<string, string>>;
  readonly codeOf?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly group?: Readonly<Record<string, string>>;
  /** The named questions. */
  readonly analysis?: Readonly<Record<string, string>>;
  /** Parameters of analyses and settings, and what each is for. */
  readonly option?: Readonly<Record<string, string>>;
  readonly hint?: Readonly<Record<string, string>>;
  /** Pages that only this dataset has. */
  readonly page?: Readonly<Record<string, string>>;
  /** Sentences of the page that are said in the dataset's own words: `said.syncs.fix.sendHint` for `syncs:fix.sendHint`. */
  readonly said?: object;
}

/** Namespaces of i18next: each dataset that has words of its own adds the type of its English ones. */
// biome-ignore lint/suspicious/noEmptyInterface: datasets add to it
export interface DatasetResources {}

interface WordsModule {
  readonly default: DatasetWords;
  /** Sentences of the service, where its own language is not the reader's. */
  readonly server?: DatasetServerWords;
}

const FOUND = import.meta.glob<WordsModule>(['./*/words/en.ts', './*/words/tr.ts']);

export interface LoadedWords {
  /** By dataset. */
  readonly words: Readonly<Record<string, DatasetWords>>;
  readonly server: readonly DatasetServerWords[];
}

/** The words of all datasets in a language. */
export async function loadDatasetWords(language: Language): Promise<LoadedWords> {
  const paths = Object.keys(FOUND).filter((path) => path.endsWith(`/words/${language}.ts`));
  const modules = await Promise.all(paths.map((path) => FOUND[path]!()));
  return {
    words: Object.fromEntries(paths.map((path, at) => [path.split('/')[1] ?? '', modules[at]!.default])),
    server: modules.flatMap(({ server }) => server ?? []),
  };
}
