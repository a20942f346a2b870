import { type FieldError, fieldError } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { type LoginCredentials, loginCredentials } from '../servers/config.ts';
import { serverKind } from '../servers/server-kind.ts';
import type { SourceKind } from '../source-kind.ts';
import { type PostgresConfig, type PostgresTable, postgresConfig } from './config.ts';

export const postgresKind = {
  ...serverKind,
  config: postgresConfig,
  credentials: loginCredentials,
  filesField: 'tables',
  filesOf: ({ tables }) => tables,
  fileFaults: (field, file) => tableFaults(field, file as PostgresTable),
} satisfies SourceKind<PostgresConfig, LoginCredentials>;

function tableFaults(field: string, { query, table, columns }: PostgresTable): FieldError[] {
  return [
    ...(query === undefined && table === undefined
      ? [fieldError(`${field}.query`, 'required', serviceSentence('field-query-or-table'))]
      : []),
    ...(query !== undefined && table !== undefined
      ? [fieldError(`${field}.table`, 'value', serviceSentence('field-query-or-table'))]
      : []),
    ...(table !== undefined && columns === undefined
      ? [fieldError(`${field}.columns`, 'required', serviceSentence('field-required'))]
      : []),
  ];
}
