import type { DerivationCheck, DerivationContext } from '../../contracts/derivation.ts';

/**
 * Joins are merged in the order of their keys, sorted on disk if need be, and so hold neither side: memory does not grow
 * with the members.
 */
export const IN_ORDER = {
  join_algorithm: 'full_sorting_merge',
  join_use_nulls: 0,
  // Where both sides of an ANY join are asked for, the engine would make another of it, which it cannot merge.
  query_plan_convert_any_join_to_semi_or_anti_join: 0,
  compile_expressions: 0,
} as const;

interface Members {
  readonly table: string;
  readonly key: string;
  readonly natural: string;
  /** The file type that has the known ones. */
  readonly file: string;
  /** A SELECT of the natural keys that transactions name. */
  readonly named: (context: DerivationContext) => string;
  /** The key of the member that stands for what is not named, if there is one. */
  readonly none?: number;
}

/** That a dimension has each member once, by a key of its own, and all that files and transactions name. */
export function checksOfMembers({ table, key, natural, file, named, none }: Members): readonly DerivationCheck[] {
  const isMember = none === undefined ? '1' : `${key} != ${none}`;
  return [
    {
      name: 'no-key-twice',
      sql: ({ rows }) => `SELECT 1 FROM ${rows(table)} GROUP BY ${key} HAVING count() != 1 LIMIT 1`,
    },
    {
      name: 'every-member-once',
      sql: (context) => `
        SELECT 1 FROM (
          SELECT ${natural} AS natural, toInt64(1) AS stored, toUInt8(is_known) AS known, 0 AS given, 0 AS of_file
          FROM ${context.rows(table)} WHERE ${isMember}
          UNION ALL SELECT ${natural}, 0, 0, 1, 1 FROM ${context.rows(file)}
          UNION ALL SELECT ${natural}, 0, 0, 1, 0 FROM (${named(context)})
        ) GROUP BY natural HAVING sum(stored) != 1 OR max(given) != 1 OR max(known) != max(of_file) LIMIT 1`,
    },
    ...(none === undefined
      ? []
      : [
          {
            name: 'one-for-none',
            sql: ({ rows }: DerivationContext) => `
              SELECT 1 FROM (SELECT countIf(${key} = ${none}) AS stored FROM ${rows(table)}) WHERE stored != 1`,
          },
        ]),
  ];
}
