import { columnsOfVariant } from '../../../shared/contracts/contract.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { SOURCE_KINDS, type SourceKindName } from '../../../shared/domain/source.ts';
import type { components } from '../../api/schema.ts';
import { sliceParameters } from '../../api/slice-parameters.ts';
import { sliceNameOf } from '../../datasets/contracts.ts';
import type { Formats } from '../../format/formats.ts';
import { readInterval } from '../../format/read-interval.ts';
import { isSameJson, readDraft } from '../../parts/schema-form/schema-field.ts';
import {
  mongodbDraft,
  NEW_SERVER,
  NEW_TABLE,
  postgresDraft,
  type ServerDraft,
  type TableDraft,
} from './database-draft.ts';
import type { DraftKind } from './draft-kind.ts';
import {
  type ApiDraft,
  HEADERS_FIELD,
  httpPagesDraft,
  NEW_API,
  NEW_PAGES,
  type PagesDraft,
} from './http-pages-draft.ts';

type Schemas = components['schemas'];
type Source = Schemas['Source'];
export type SourceConfig = Source['config'];
type Credentials = NonNullable<Schemas['SourceChange']['credentials']>;
/** What is read from, and how. */
export interface SourceTarget {
  readonly kind: SourceKindName;
  readonly config: SourceConfig;
}

const KINDS = { http_pages: httpPagesDraft, postgres: postgresDraft, mongodb: mongodbDraft } as const;

export const draftKind = (kind: SourceKindName): DraftKind<SourceConfig> => KINDS[kind] as DraftKind<SourceConfig>;
export const filesOf = ({ kind, config }: SourceTarget) => draftKind(kind).filesOf(config);
export const hostOf = ({ kind, config }: SourceTarget): string => draftKind(kind).hostOf(config);
export const placeOf = ({ kind, config }: SourceTarget): string => draftKind(kind).placeOf(config);

/** `keep` and `none` are of a source that has some: they stay as they are, or are taken away. */
export type CredentialKind = 'keep' | 'none' | 'token' | 'password' | 'header' | 'query';

/** What is typed for one kind of source is there again when that kind is chosen again. */
export interface FileDraft {
  readonly isPulled: boolean;
  /** A column that no field is named for is not in the file. */
  readonly columns: Readonly<Record<string, string>>;
  readonly allowEmpty: boolean;
  readonly pages: PagesDraft;
  readonly table: TableDraft;
  readonly collection: string;
}

export interface CredentialsDraft {
  readonly kind: CredentialKind;
  readonly token: string;
  readonly username: string;
  readonly password: string;
  /** Of the header or the query parameter, which is `secret`. */
  readonly name: string;
  readonly secret: string;
}

/** A source as it is typed. */
export interface SourceDraft {
  readonly kind: SourceKindName;
  readonly name: string;
  readonly slice: SliceName;
  readonly isEnabled: boolean;
  readonly interval: string;
  readonly api: ApiDraft;
  readonly server: ServerDraft;
  readonly credentials: CredentialsDraft;
  /** Of each file type of the dataset, and what a newer contract has besides. */
  readonly files: Readonly<Record<string, FileDraft>>;
}

type Numbers = Pick<Formats, 'read' | 'decimal'>;

const NO_CREDENTIALS: CredentialsDraft = { kind: 'none', token: '', username: '', password: '', name: '', secret: '' };

/** The columns that a file of the slice can have, in the contract's order. */
export const columnsFor = ({ dataset, variant }: SliceName, fileType: string) => {
  const table = findDataset(dataset)?.fileTypes.find(({ name }) => name === fileType);
  return table ? columnsOfVariant(table, variant) : [];
};

/** Each column is a field of its name, until somebody says otherwise. */
const newFile = (slice: SliceName, fileType: string): FileDraft => ({
  isPulled: false,
  columns: Object.fromEntries(columnsFor(slice, fileType).map(({ name }) => [name, name])),
  allowEmpty: false,
  pages: NEW_PAGES,
  table: NEW_TABLE,
  collection: '',
});

const newFiles = (slice: SliceName): Record<string, FileDraft> =>
  Object.fromEntries((findDataset(slice.dataset)?.fileTypes ?? []).map(({ name }) => [name, newFile(slice, name)]));

/** Of the first file type at least something is to be said. */
export const newDraft = (slice: SliceName, { decimal }: Numbers): SourceDraft => ({
  kind: SOURCE_KINDS[0],
  name: '',
  slice,
  isEnabled: true,
  interval: decimal('60'),
  api: NEW_API,
  server: NEW_SERVER,
  credentials: NO_CREDENTIALS,
  files: withFirstPulled(newFiles(slice)),
});

const withFirstPulled = (files: Record<string, FileDraft>): Record<string, FileDraft> =>
  Object.fromEntries(Object.entries(files).map(([name, file], at) => [name, { ...file, isPulled: at === 0 }]));

export const draftOf = (source: Source, { decimal }: Numbers): SourceDraft => {
  const slice = sliceNameOf(source);
  const kind = draftKind(source.kind);
  const given = Object.entries(filesOf(source)).map(([name, file]) => [
    name,
    { ...newFile(slice, name), isPulled: true, ...kind.fileOf(file) },
  ]);
  return {
    ...newDraft(slice, { decimal } as Numbers),
    kind: source.kind,
    name: source.name,
    isEnabled: source.is_enabled,
    interval: decimal(String(source.interval_minutes)),
    credentials: { ...NO_CREDENTIALS, kind: source.has_credentials ? 'keep' : 'none' },
    ...kind.draftOf(source.config),
    files: { ...newFiles(slice), ...Object.fromEntries(given) },
  };
};

/** Of another kind: what it does not ask for is kept, in case that it is chosen again. */
export function withKind(draft: SourceDraft, kind: SourceKindName): SourceDraft {
  const { credentialKinds } = draftKind(kind);
  const isKnown = credentialKinds.some((known) => known === draft.credentials.kind && known !== 'none');
  return {
    ...draft,
    kind,
    credentials: isKnown ? draft.credentials : { ...draft.credentials, kind: credentialKinds[0]! },
  };
}

/** For another slice: what is pulled and how stays, as far as it has the file types and columns. */
export function withSlice(draft: SourceDraft, slice: SliceName): SourceDraft {
  if (slice.dataset !== draft.slice.dataset) return { ...draft, slice, files: withFirstPulled(newFiles(slice)) };
  const files = Object.entries(newFiles(slice)).map(([name, fresh]) => {
    const typed = draft.files[name] ?? fresh;
    const columns = Object.keys(fresh.columns).map((column) => [column, typed.columns[column] ?? column]);
    return [name, { ...typed, columns: Object.fromEntries(columns) }];
  });
  return { ...draft, slice, files: Object.fromEntries(files) };
}

export const configOf = (draft: SourceDraft): SourceConfig => draftKind(draft.kind).configOf(draft);

/** Null where there are none; undefined where those that are kept stay. */
export function credentialsOf({
  kind,
  token,
  username,
  password,
  name,
  secret,
}: CredentialsDraft): Credentials | null | undefined {
  switch (kind) {
    case 'keep':
      return undefined;
    case 'none':
      return null;
    case 'token':
      return { token };
    case 'password':
      return { username, password };
    case 'header':
      return { headers: { [name.trim()]: secret } };
    case 'query':
      return { query: { [name.trim()]: secret } };
  }
}

/** What the page itself has to refuse: the rest is told by the service. */
export const canBeSent = ({ interval, api, server }: SourceDraft, numbers: Numbers): boolean =>
  readInterval(interval, numbers) !== undefined &&
  'value' in readDraft(HEADERS_FIELD, api.headers, numbers) &&
  /^\s*\d*\s*$/.test(server.port);

/** What is tried, without being kept. */
export function triedSource(draft: SourceDraft): Schemas['TriedSource'] {
  const credentials = credentialsOf(draft.credentials);
  return {
    ...sliceParameters(draft.slice),
    kind: draft.kind,
    config: configOf(draft),
    ...(credentials ? { credentials } : {}),
  } as Schemas['TriedSource'];
}

export const newSource = (draft: SourceDraft, numbers: Numbers): Schemas['NewSource'] => ({
  ...triedSource(draft),
  name: draft.name.trim(),
  interval_minutes: readInterval(draft.interval, numbers) ?? 0,
  is_enabled: draft.isEnabled,
});

/** What differs from the source: only that is sent, so that two people change different things at once. */
export function changesOf(source: Source, draft: SourceDraft, numbers: Numbers): Schemas['SourceChange'] {
  const { name, interval_minutes, is_enabled, config } = newSource(draft, numbers);
  const credentials = credentialsOf(draft.credentials);
  return {
    ...(name === source.name ? {} : { name }),
    ...(interval_minutes === source.interval_minutes ? {} : { interval_minutes }),
    ...(is_enabled === source.is_enabled ? {} : { is_enabled: draft.isEnabled }),
    ...(isSameJson(config, source.config) ? {} : { config }),
    ...(credentials === undefined || (credentials === null && !source.has_credentials) ? {} : { credentials }),
  };
}
