import type { FieldError } from '../../api/problem.ts';
import type { SourceDraft } from './source-draft.ts';

/** Errors by the field of the form that shows them; under `''` those that none shows. */
export type PlacedErrors = ReadonlyMap<string, readonly FieldError[]>;

/** Each error stands at its own field, or else at the innermost one that it is a part of. */
export function placeErrors(errors: readonly FieldError[], draft: SourceDraft): PlacedErrors {
  const shown = new Set(shownFields(draft));
  return Map.groupBy(errors, ({ field }) => {
    const parts = field.split('.');
    const prefixes = parts.map((_, at) => parts.slice(0, parts.length - at).join('.'));
    return prefixes.find((prefix) => shown.has(prefix)) ?? '';
  });
}

/** What the API calls the fields that the form shows. */
export function shownFields({ files, credentials }: SourceDraft): readonly string[] {
  return [
    'name',
    'dataset',
    'variant',
    'interval_minutes',
    'config.base_url',
    'config.headers',
    'config.files',
    'credentials',
    ...CREDENTIAL_FIELDS[credentials.kind].map((name) => `credentials.${name}`),
    ...Object.entries(files).flatMap(([name, { isPulled, columns, next }]) =>
      isPulled ? fieldsOfFile(columns, NEXT_FIELDS[next.kind]).map((field) => `config.files.${name}${field}`) : [],
    ),
  ];
}

const CREDENTIAL_FIELDS = {
  keep: [],
  none: [],
  token: ['token'],
  password: ['username', 'password'],
  header: ['headers'],
  query: ['query'],
} as const satisfies Record<SourceDraft['credentials']['kind'], readonly string[]>;

const NEXT_FIELDS = {
  none: [],
  cursor: ['from', 'parameter'],
  link: ['from'],
  window: ['from', 'to', 'step', 'start', 'end'],
} as const;

const fieldsOfFile = (columns: object, next: readonly string[]): readonly string[] => [
  '',
  '.path',
  '.records',
  '.next',
  ...next.map((name) => `.next.${name}`),
  '.columns',
  ...Object.keys(columns).map((column) => `.columns.${column}`),
];
