import { serviceSentence } from '../../../shared/domain/sentences/service-sentence.ts';
import type { FieldError } from '../../api/problem.ts';
import type { NextDraft, SourceDraft } from './source-draft.ts';

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

/** Fields that are empty and may not be: nothing is sent until they are filled. */
export class FieldsRequired extends Error {
  override readonly name = 'FieldsRequired';
  readonly errors: readonly FieldError[];

  constructor(fields: readonly string[]) {
    super(`required: ${fields.join(', ')}`);
    const { text: detail, message } = serviceSentence('field-required');
    this.errors = fields.map((field) => ({ field, code: 'required', detail, message }));
  }
}

/** @throws FieldsRequired */
export function requireFields(draft: SourceDraft, isTried: boolean): void {
  const empty = emptyFields(draft, isTried);
  if (empty.length > 0) throw new FieldsRequired(empty);
}

/**
 * What the API calls the fields that say nothing yet and have to, in the order of the form. The service would take an
 * empty pointer, to the answer as a whole, which is never where a cursor or an address is.
 * @param isTried a source that is only tried needs no name
 */
export function emptyFields(draft: SourceDraft, isTried: boolean): readonly string[] {
  const { name, baseUrl, credentials, files } = draft;
  const required: readonly (readonly [string, string])[] = [
    ...(isTried ? [] : [['name', name.trim()] as const]),
    ['config.base_url', baseUrl.trim()],
    ...(credentials.kind === 'token' ? [['credentials.token', credentials.token] as const] : []),
    ...Object.entries(files).flatMap(([fileType, { isPulled, next }]) =>
      isPulled
        ? requiredOfNext(next).map(([field, value]) => [`config.files.${fileType}.next.${field}`, value] as const)
        : [],
    ),
  ];
  return required.filter(([, value]) => value === '').map(([field]) => field);
}

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
