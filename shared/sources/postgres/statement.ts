import pg from 'pg';
import type { PostgresTable } from './config.ts';

const quoted = pg.escapeIdentifier;

/**
 * What is read for a file. A query is put in as it is, behind DECLARE … CURSOR FOR and by a protocol that takes one statement
 * only: what is not a single query is refused by the server.
 */
export function queryFor({ query, table, columns = {} }: PostgresTable): string {
  // A comment at the end would take along what stands behind it.
  if (query !== undefined) return `${query}\n`;
  const named = [...new Set(Object.values(columns))].map(quoted).join(', ');
  return `SELECT ${named} FROM ${table!.split('.').map(quoted).join('.')}`;
}
