import type { components } from '../../api/schema.ts';
import type { DraftPair, SchemaField } from '../../parts/schema-form/schema-field.ts';
import { columnsRead, type DraftKind, pulledFiles } from './draft-kind.ts';

type Config = components['schemas']['HttpPagesConfig'];
export type PagedFile = Config['files'][string];
export type NextPage = PagedFile['next'];

export const NEXT_KINDS = ['none', 'cursor', 'link', 'window'] as const satisfies readonly NextPage['kind'][];

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

/** Where the API is. */
export interface ApiDraft {
  readonly baseUrl: string;
  readonly headers: readonly DraftPair[];
}

/** Where the pages of a file are. */
export interface PagesDraft {
  readonly path: string;
  readonly records: string;
  readonly next: NextDraft;
  readonly repeated: PagedFile['repeated'];
}

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
export const NEW_API: ApiDraft = { baseUrl: '', headers: [] };
export const NEW_PAGES: PagesDraft = { path: '', records: '', next: NEXT, repeated: 'dropped' };

export const HEADERS_FIELD: SchemaField = {
  name: 'headers',
  form: 'pairs',
  isNullable: false,
  schema: { type: 'string' },
  names: undefined,
  description: undefined,
};

const NEXT_FIELDS = {
  none: [],
  cursor: ['from', 'parameter'],
  link: ['from'],
  window: ['from', 'to', 'step', 'start', 'end'],
} as const;

export const httpPagesDraft: DraftKind<Config> = {
  filesField: 'files',
  filesOf: ({ files }) => files,
  placeOf: ({ base_url }) => base_url,
  hostOf: ({ base_url }) => new URL(base_url).host,
  credentialKinds: ['none', 'token', 'password', 'header', 'query'],
  draftOf: ({ base_url, headers = {} }) => ({
    api: {
      baseUrl: base_url,
      headers: Object.entries(headers).map(([name, value], id) => ({ id, name, value })),
    },
  }),
  fileOf(file) {
    const { path, records, next, repeated, columns, allow_empty } = file as PagedFile;
    return { columns, allowEmpty: allow_empty, pages: { path, records, next: nextDraft(next), repeated } };
  },
  configOf: ({ api: { baseUrl, headers }, files }) => ({
    base_url: baseUrl.trim(),
    ...(headers.length === 0
      ? {}
      : { headers: Object.fromEntries(headers.map(({ name, value }) => [name.trim(), value])) }),
    files: pulledFiles(files, ({ pages, columns, allowEmpty }) => ({
      path: pages.path,
      records: pages.records,
      columns: columnsRead(columns),
      next: nextPage(pages.next),
      allow_empty: allowEmpty,
      repeated: pages.repeated,
    })),
  }),
  fields: ['base_url', 'headers'],
  fieldsOfFile: ({ pages: { next } }) => [
    'path',
    'records',
    'next',
    ...NEXT_FIELDS[next.kind].map((name) => `next.${name}`),
  ],
  required: ({ api }) => [['base_url', api.baseUrl.trim()]],
  requiredCredentials: ({ kind }) => (kind === 'token' ? ['token'] : []),
  requiredOfFile: ({ pages }) => requiredOfNext(pages.next).map(([field, value]) => [`next.${field}`, value]),
};

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

/** The service would take an empty pointer, to the answer as a whole, which is never where a cursor or an address is. */
function requiredOfNext(next: NextDraft): readonly (readonly [string, string])[] {
  switch (next.kind) {
    case 'none':
      return [];
    case 'cursor':
      return [
        ['from', next.cursor],
        ['parameter', next.parameter],
      ];
    case 'link':
      return next.isLinkInHeader ? [] : [['from', next.link]];
    case 'window':
      return (['from', 'to', 'start', 'step'] as const).map((field) => [field, next[field]]);
  }
}
