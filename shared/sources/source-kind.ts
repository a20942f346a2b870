import type * as z from 'zod';
import type { FieldError } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';

/** A file of a configuration, as far as it is the same for all kinds. */
export interface SourceFile {
  /** By column of the file, where its values come from. Left out: what the source calls them is what they are. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly allow_empty: boolean;
}

/** What there is to know of a kind of source without asking one. What reads them is in connectors.ts. */
export interface SourceKind<Config, Credentials> {
  readonly config: z.ZodType<Config>;
  readonly credentials: z.ZodType<Credentials>;
  /** The field of the configuration that has the files. */
  readonly filesField: string;
  filesOf(config: Config): Readonly<Record<string, SourceFile>>;
  /** Where the source is, for people and the audit: a host, with its port where it is not the usual one. */
  hostOf(config: Config): string;
  /** What is connected to: a name or an address, and the field that says so. */
  targetOf(config: Config): { readonly hostname: string; readonly field: string };
  /** Credentials are kept for it: where it changes, they are to be given again. */
  placeOf(config: Config): string;
  readonly credentialsAnew: Sentence;
  /** What is particular to the kind. */
  fileFaults(field: string, file: SourceFile): FieldError[];
  credentialsFaults(credentials: Credentials): FieldError[];
}
