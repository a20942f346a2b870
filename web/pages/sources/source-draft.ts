import { columnsOfVariant } from '../../../shared/contracts/contract.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { components } from '../../api/schema.ts';
import { sliceParameters } from '../../api/slice-parameters.ts';
import { sliceNameOf } from '../../datasets/contracts.ts';
import type { Formats } from '../../format/formats.ts';
import { readInterval } from '../../format/read-interval.ts';
import { type DraftPair, isSameJson, readDraft, type SchemaField } from '../../parts/schema-form/schema-field.ts';

type Schemas = components['schemas'];
type Source = Schemas['Source'];
export type SourceConfig = Source['config'];
export type FileConfig = SourceConfig['files'][string];
export type NextPage = FileConfig['next'];
type Credentials = NonNullable<Schemas['SourceChange']['credentials']>;

export const NEXT_KINDS = ['none', 'cursor', 'link', 'window'] as const satisfies readonly NextPage['kind'][];
/** `keep` and `none` are of a source that has some: they stay as they are, or are taken away. */
export const CREDENTIAL_KINDS = ['none', 'token', 'password', 'header', 'query'] as const;
export type CredentialKind = 'keep' | (typeof CREDENTIAL_KINDS)[number];

/** What is typed for one kind of next page is there again when that kind is chosen again. */
export interface NextDraft {
  readonly kind: NextPage['kind'];
  readonly cursor: string;
  readonly parameter: string;
  readonly isLinkInHeader: boolean;
  readonly link: string;
  readonly from: string;
  readonly to: string;
  readonly step: string;
  readonly start: string;
  readonly end: string;
}

export interface FileDraft {
  readonly isPulled: boolean;
  readonly path: string;
  readonly records: string;
  /** A column that no field is named for is not in the file. */
  readonly columns: Readonly<Record<string, string>>;
  readonly next: NextDraft;
  readonly allowEmpty: boolean;
  readonly repeated: FileConfig['repeated'];
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
  readonly name: string;
  readonly slice: SliceName;
  readonly isEnabled: boolean;
  readonly interval: string;
  readonly baseUrl: string;
  readonly headers: readonly DraftPair[];
  readonly credentials: CredentialsDraft;
  /** Of each file type of the dataset, and what a newer contract has besides. */
  readonly files: Readonly<Record<string, FileDraft>>;
}

type Numbers = Pick<Formats, 'read' | 'decimal'>;

const NEXT: NextDraft = {
  kind: 'none',
  cursor: '',
  parameter: '',
  isLinkInHeader: false,
  link: '',
  from: '',
  to: '',
  step: '',
  start: '',
  end: '',
};
const NO_CREDENTIALS: CredentialsDraft = { kind: 'none', token: '', username: '', password: '', name: '', secret: '' };

/** The columns that a file of the slice can have, in the contract's order. */
export const columnsFor = ({ dataset, variant }: SliceName, fileType: string) => {
  const table = findDataset(dataset)?.fileTypes.find(({ name }) => name === fileType);
  return table ? columnsOfVariant(table, variant) : [];
};

/** Each column is a field of its name, until somebody says otherwise. */
const newFile = (slice: SliceName, fileType: string): FileDraft => ({
  isPulled: false,
  path: '',
  records: '',
  columns: Object.fromEntries(columnsFor(slice, fileType).map(({ name }) => [name, name])),
  next: NEXT,
  allowEmpty: false,
  repeated: 'dropped',
});

const newFiles = (slice: SliceName): Record<string, FileDraft> =>
  Object.fromEntries((findDataset(slice.dataset)?.fileTypes ?? []).map(({ name }) => [name, newFile(slice, name)]));

/** Of the first file type at least something is to be said. */
export const newDraft = (slice: SliceName, { decimal }: Numbers): SourceDraft => ({
  name: '',
  slice,
  isEnabled: true,
  interval: decimal('60'),
  baseUrl: '',
  headers: [],
  credentials: NO_CREDENTIALS,
  files: withFirstPulled(newFiles(slice)),
});

const withFirstPulled = (files: Record<string, FileDraft>): Record<string, FileDraft> =>
  Object.fromEntries(Object.entries(files).map(([name, file], at) => [name, { ...file, isPulled: at === 0 }]));

export const draftOf = (source: Source, { decimal }: Numbers): SourceDraft => {
  const slice = sliceNameOf(source);
  const given = Object.entries(source.config.files).map(([name, file]) => [name, fileDraft(file)] as const);
  return {
    name: source.name,
    slice,
    isEnabled: source.is_enabled,
    interval: decimal(String(source.interval_minutes)),
    baseUrl: source.config.base_url,
    headers: Object.entries(source.config.headers ?? {}).map(([name, value], id) => ({ id, name, value })),
    credentials: { ...NO_CREDENTIALS, kind: source.has_credentials ? 'keep' : 'none' },
    files: { ...newFiles(slice), ...Object.fromEntries(given) },
  };
};

const fileDraft = ({ path, records, columns, next, allow_empty, repeated }: FileConfig): FileDraft => ({
  isPulled: true,
  path,
  records,
  columns,
  next: nextDraft(next),
  allowEmpty: allow_empty,
  repeated,
});

function nextDraft(next: NextPage): NextDraft {
  switch (next.kind) {
    case 'none':
      return NEXT;
    case 'cursor':
      return { ...NEXT, kind: 'cursor', cursor: next.from, parameter: next.parameter };
    case 'link': {
      const isLinkInHeader = next.from === 'header';
      return { ...NEXT, kind: 'link', isLinkInHeader, link: isLinkInHeader ? '' : next.from };
    }
    case 'window': {
      const { kind, from, to, step, start, end = '' } = next;
      return { ...NEXT, kind, from, to, step, start, end };
    }
  }
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

/** What is sent; the service says what of it is wrong. */
export const configOf = ({ baseUrl, headers, files }: SourceDraft): SourceConfig => ({
  base_url: baseUrl.trim(),
  ...(headers.length === 0
    ? {}
    : { headers: Object.fromEntries(headers.map(({ name, value }) => [name.trim(), value])) }),
  files: Object.fromEntries(
    Object.entries(files).flatMap(([name, file]) => (file.isPulled ? [[name, fileConfig(file)]] : [])),
  ),
});

const fileConfig = ({ path, records, columns, next, allowEmpty, repeated }: FileDraft): FileConfig => ({
  path,
  records,
  columns: Object.fromEntries(Object.entries(columns).filter(([, field]) => field !== '')),
  next: nextPage(next),
  allow_empty: allowEmpty,
  repeated,
});

function nextPage({ kind, cursor, parameter, isLinkInHeader, link, from, to, step, start, end }: NextDraft): NextPage {
  switch (kind) {
    case 'none':
      return { kind };
    case 'cursor':
      return { kind, from: cursor, parameter };
    case 'link':
      return { kind, from: isLinkInHeader ? 'header' : link };
    case 'window':
      return { kind, from, to, step, start, ...(end === '' ? {} : { end }) };
  }
}

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

export const HEADERS_FIELD: SchemaField = {
  name: 'headers',
  form: 'pairs',
  isNullable: false,
  schema: { type: 'string' },
  names: undefined,
  description: undefined,
};

/** What the page itself has to refuse: the rest is told by the service. */
export const canBeSent = ({ interval, headers }: SourceDraft, numbers: Numbers): boolean =>
  readInterval(interval, numbers) !== undefined && 'value' in readDraft(HEADERS_FIELD, headers, numbers);

/** What is tried, without being kept. */
export function triedSource(draft: SourceDraft): Schemas['TriedSource'] {
  const credentials = credentialsOf(draft.credentials);
  return {
    ...sliceParameters(draft.slice),
    kind: 'http_pages',
    config: configOf(draft),
    ...(credentials ? { credentials } : {}),
  };
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
