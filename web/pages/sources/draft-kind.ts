import type { CredentialKind, CredentialsDraft, FileDraft, SourceDraft } from './source-draft.ts';

type Said = readonly (readonly [field: string, value: string])[];

/** What the page knows of a kind of source. Fields are called as the API does, within the configuration or a file of it. */
export interface DraftKind<Config> {
  readonly filesField: string;
  filesOf(config: Config): Readonly<Record<string, object>>;
  /** In full, and as briefly as a list has room for. */
  placeOf(config: Config): string;
  hostOf(config: Config): string;
  readonly credentialKinds: readonly Exclude<CredentialKind, 'keep'>[];
  draftOf(config: Config): Partial<SourceDraft>;
  fileOf(file: object): Partial<FileDraft>;
  /** What is sent; the service says what of it is wrong. */
  configOf(draft: SourceDraft): Config;
  readonly fields: readonly string[];
  fieldsOfFile(file: FileDraft): readonly string[];
  /** What has to be said, and what is said so far. */
  required(draft: SourceDraft): Said;
  requiredOfFile(file: FileDraft): Said;
  requiredCredentials(credentials: CredentialsDraft): readonly ('token' | 'username' | 'password')[];
}

/** Columns that a field is named for: others are not in the file. */
export const columnsRead = (columns: FileDraft['columns']): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).filter(([, field]) => field !== ''));

export const pulledFiles = <File>(files: SourceDraft['files'], of: (file: FileDraft) => File): Record<string, File> =>
  Object.fromEntries(Object.entries(files).flatMap(([name, file]) => (file.isPulled ? [[name, of(file)]] : [])));
