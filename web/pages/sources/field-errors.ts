import type { FieldError } from '../../api/problem.ts';
import { FieldsRefused, type PlacedErrors, placeAt, requiredErrors } from '../../parts/placed-errors.ts';
import { draftKind, type SourceDraft } from './source-draft.ts';

/** Each error stands at its own field, or else at the innermost one that it is a part of. */
export const placeErrors = (errors: readonly FieldError[], draft: SourceDraft): PlacedErrors =>
  placeAt(shownFields(draft), errors);

/** What the API calls the fields that the form shows. */
export function shownFields({ kind, files, credentials }: SourceDraft): readonly string[] {
  const { filesField, fields, fieldsOfFile } = draftKind(kind);
  return [
    'name',
    'dataset',
    'variant',
    'interval_minutes',
    ...[...fields, filesField].map((name) => `config.${name}`),
    'credentials',
    ...CREDENTIAL_FIELDS[credentials.kind].map((name) => `credentials.${name}`),
    ...Object.entries(files).flatMap(([name, file]) => {
      if (!file.isPulled) return [];
      const columns = Object.keys(file.columns).map((column) => `columns.${column}`);
      const ofFile = [...fieldsOfFile(file), 'columns', ...columns];
      return ['', ...ofFile.map((field) => `.${field}`)].map((field) => `config.${filesField}.${name}${field}`);
    }),
  ];
}

/** @throws FieldsRefused */
export function requireFields(draft: SourceDraft, isTried: boolean): void {
  const empty = emptyFields(draft, isTried);
  if (empty.length > 0) throw new FieldsRefused(requiredErrors(empty));
}

/**
 * What the API calls the fields that say nothing yet and have to, in the order of the form.
 * @param isTried a source that is only tried needs no name
 */
export function emptyFields(draft: SourceDraft, isTried: boolean): readonly string[] {
  const { kind, name, credentials, files } = draft;
  const { filesField, required, requiredOfFile, requiredCredentials } = draftKind(kind);
  const said: readonly (readonly [string, string])[] = [
    ...(isTried ? [] : [['name', name.trim()] as const]),
    ...required(draft).map(([field, value]) => [`config.${field}`, value] as const),
    ...requiredCredentials(credentials).map((field) => [`credentials.${field}`, credentials[field]] as const),
    ...Object.entries(files).flatMap(([fileType, file]) =>
      file.isPulled
        ? requiredOfFile(file).map(([field, value]) => [`config.${filesField}.${fileType}.${field}`, value] as const)
        : [],
    ),
  ];
  return said.filter(([, value]) => value === '').map(([field]) => field);
}

const CREDENTIAL_FIELDS = {
  keep: [],
  none: [],
  token: ['token'],
  password: ['username', 'password'],
  header: ['headers'],
  query: ['query'],
} as const satisfies Record<SourceDraft['credentials']['kind'], readonly string[]>;
