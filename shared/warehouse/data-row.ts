import type { Finding } from '../contracts/check-record.ts';
import {
  type FileType,
  groupRulesOf,
  isFileType,
  type Reference,
  recordKeyOf,
  referencesOf,
  type Table,
} from '../contracts/contract.ts';
import type { DerivedTable } from '../contracts/derivation.ts';
import { validationError } from '../contracts/offline/found.ts';
import { missingReferenceFindings, referenceFindings } from '../contracts/offline/reference-findings.ts';
import { rowWarnings, writtenValues } from '../contracts/offline/row-warnings.ts';
import { mayQuarantine } from '../contracts/quarantine.ts';
import { groupDetail, ruleId } from '../contracts/rules.ts';
import type { Slice } from '../contracts/slice.ts';
import { sliceLabels } from '../datasets/labels.ts';
import type { Filter, Include } from '../domain/filter.ts';
import { notAccepted } from '../domain/not-accepted.ts';
import { type FieldError, fieldError, Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { ValidationError } from '../domain/validation-error.ts';
import type { Warehouse } from './client.ts';
import { countRowsOf, firstRows, type RowsQuery, type ServedRow } from './data-page.ts';
import { liveBatches, type Publication } from './published.ts';
import { LINE_NUMBER } from './served-columns.ts';

/** Rows that belong to a row: the first of them. */
const RELATED_ROWS = 100;

interface RelatedRows {
  readonly rows: ServedRow[];
  /** Whether there are others. */
  readonly more: boolean;
}

/** A live row with what is known of it. */
export interface KnownRow {
  readonly batch_id: string;
  readonly published_at: string;
  readonly row: ServedRow;
  readonly findings: ValidationError[];
  readonly references: { readonly file_type: string; readonly columns: string[]; readonly row: ServedRow | null }[];
  readonly referring: ({ readonly file_type: string; readonly columns: string[] } & RelatedRows)[];
  readonly origins: ({ readonly data_type: string } & RelatedRows)[];
}

/**
 * The live row of a key, all of it from one publication. Its findings are made from the row as it is, by the rules of today:
 * a batch does not say which of several syncs brought a row, and what a correction made of a row that it kept was never
 * stored.
 * @param key that each column of the key has a value
 * @throws {Problem} 400 `invalid-request` · 404 `row-not-found`
 */
export async function readKnownRow(
  warehouse: Warehouse,
  slice: Slice,
  table: Table,
  key: readonly Filter[],
): Promise<KnownRow> {
  requireKey(table, key);
  const live = await liveBatches(warehouse, slice);
  const found = live && (await new LiveRows(warehouse, slice, live).rowOf(table, key));
  if (!found)
    throw new Problem('row-not-found', serviceSentence('no-live-row', { table: table.name, slice: slice.shortText }));
  return found;
}

/** @throws {Problem} 400 `invalid-request`, naming every column that is missing or is none of the key */
function requireKey({ name, key }: Table, given: readonly Filter[]): void {
  const ofKey = { table: name, columns: key.join(', ') };
  const errors: FieldError[] = [
    ...key
      .filter((column) => given.every((filter) => filter.column !== column))
      .map((column) => fieldError(`key[${column}]`, 'required', serviceSentence('key-lacks', ofKey))),
    ...given
      .filter(({ column }) => !key.includes(column))
      .map(({ parameter }) => fieldError(parameter, 'unknown', serviceSentence('key-has-not', ofKey))),
  ];
  if (errors.length === 0) return;
  throw notAccepted(errors);
}

class LiveRows {
  readonly #warehouse: Warehouse;
  readonly #slice: Slice;
  readonly #live: Publication;

  constructor(warehouse: Warehouse, slice: Slice, live: Publication) {
    this.#warehouse = warehouse;
    this.#slice = slice;
    this.#live = live;
  }

  async rowOf(table: Table, key: readonly Filter[]): Promise<KnownRow | undefined> {
    const query = this.#query(table, key, 'quarantined');
    if (!query) return undefined;
    const { rows } = await firstRows(this.#warehouse, query, 1, isFileType(table) ? [LINE_NUMBER] : []);
    if (!rows[0]) return undefined;
    const { [LINE_NUMBER.name]: line, ...row } = rows[0];
    const isFile = isFileType(table);
    const references = isFile ? await this.#referencesOf(table, row) : [];
    const [findings, referring, origins] = await Promise.all([
      isFile ? this.#findingsOf(table, row, Number(line), references) : [],
      isFile ? this.#referringTo(table, row) : [],
      isFile ? [] : this.#originsOf(table as DerivedTable, row),
    ]);
    return {
      batch_id: query.batchId,
      published_at: this.#live.publishedAt,
      row,
      findings,
      references: references.map(({ reference, row: referred }) => ({
        file_type: reference.fileType,
        columns: [...reference.columns],
        row: referred,
      })),
      referring,
      origins,
    };
  }

  /** Undefined where nothing of the table is live. */
  #query(table: Table, filters: readonly Filter[], include?: Include): RowsQuery | undefined {
    const batchId = this.#live.batches[table.name];
    // Only where rows may be quarantined is there anything to say about it.
    const more = include && mayQuarantine(table) ? { include } : {};
    return batchId === undefined ? undefined : { slice: this.#slice, table, filters, batchId, ...more };
  }

  async #first(query: RowsQuery | undefined): Promise<RelatedRows> {
    return query ? firstRows(this.#warehouse, query, RELATED_ROWS) : { rows: [], more: false };
  }

  #referencesOf(table: FileType, row: ServedRow): Promise<ReferredRow[]> {
    return Promise.all(
      referencesOf(table).map(async (reference) => {
        const target = this.#slice.fileType(reference.fileType);
        const filters = sameIn(row, reference.columns, target.key);
        const { rows } = filters
          ? await this.#first(this.#query(target, filters, 'quarantined'))
          : { rows: [] as ServedRow[] };
        return { reference, target, row: rows[0] ?? null };
      }),
    );
  }

  #referringTo(table: FileType, row: ServedRow): Promise<KnownRow['referring']> {
    const referring = this.#slice.contract.fileTypes.flatMap((fileType) =>
      referencesOf(fileType)
        .filter((reference) => reference.fileType === table.name)
        .map(({ columns }) => ({ fileType, columns })),
    );
    return Promise.all(
      referring.map(async ({ fileType, columns }) => ({
        file_type: fileType.name,
        columns: [...columns],
        ...(await this.#first(this.#query(fileType, sameIn(row, table.key, columns)!, 'quarantined'))),
      })),
    );
  }

  /** Nothing is derived from quarantined rows. */
  #originsOf({ origins = [] }: DerivedTable, row: ServedRow): Promise<KnownRow['origins']> {
    return Promise.all(
      origins.map(async ({ table, columns }) => {
        const filters = sameIn(row, Object.keys(columns), Object.values(columns));
        const query = filters && this.#query(this.#slice.table(table), filters);
        return { data_type: table, ...(await this.#first(query)) };
      }),
    );
  }

  async #findingsOf(
    table: FileType,
    row: ServedRow,
    line: number,
    references: readonly ReferredRow[],
  ): Promise<ValidationError[]> {
    const slice = this.#slice;
    const findings = [
      ...rowWarnings(table, slice.variant)(row),
      ...references.flatMap(({ reference, target, row: referred }) =>
        referred
          ? referenceFindings(table, reference.number, row, target, referred)
          : missingReferenceFindings(table, reference, row),
      ),
      ...(await this.#groupFindings(table, row)),
    ];
    const recordKey = recordKeyOf(table)
      .map((name) => row[name])
      .join('/');
    const place = { record: { rowNumber: Number(row.row_number), lineNumber: line }, recordKey };
    return findings
      .toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1))
      .map((finding) => ({
        // Without an upload: rows that a correction kept came with that of another sync.
        ...validationError({ slice, fileType: table.name, row: place, finding }),
        ...sliceLabels(slice),
      }));
  }

  async #groupFindings(table: FileType, row: ServedRow): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const { number, columns } of groupRulesOf(table)) {
      const filters = sameIn(row, columns, columns);
      const query = filters && this.#query(table, filters, 'quarantined');
      const members = query ? await countRowsOf(this.#warehouse, query) : 0;
      if (members < 2) continue;
      findings.push({
        ruleId: ruleId(table, number),
        field: columns[0]!,
        errorType: 'DUPLICATE',
        rawValue: writtenValues(table, columns, row),
        detail: groupDetail(members),
      });
    }
    return findings;
  }
}

interface ReferredRow {
  readonly reference: Reference;
  readonly target: FileType;
  readonly row: ServedRow | null;
}

/** Filters of rows whose columns have the values that a row has in others; undefined where it lacks one. */
function sameIn(row: ServedRow, from: readonly string[], columns: readonly string[]): Filter[] | undefined {
  const values = from.map((name) => row[name] ?? null);
  if (values.includes(null)) return undefined;
  return values.map((value, index) => ({
    column: columns[index]!,
    operator: 'eq',
    value: String(value),
    parameter: columns[index]!,
  }));
}
