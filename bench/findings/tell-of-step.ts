import { isUtf8 } from 'node:buffer';
import { queryOf } from '../../shared/client/api-connection.ts';
import { sliceQuery, type TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { Page } from '../../shared/domain/pagination.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { Names } from './canonical.ts';
import { isRefused, type Outcome } from './deliver.ts';
import type { DumpWriter } from './dump-file.ts';
import { fetchGivenOut, type RejectedRows } from './rejected-rows.ts';

/** What came of a step, in short. */
export interface Told {
  readonly status: string;
  readonly rows: number;
  readonly rejected: number;
  readonly findings: number;
  readonly served: number;
}

const FINDINGS_A_PAGE = 1000;
const ROWS_A_PAGE = 10_000;

const FINDING_COLUMNS = [
  ...['file_type', 'row_number', 'line_number', 'field_name', 'rule_id', 'error_type', 'severity', 'raw_value'],
  ...['value_hidden', 'record_key', 'error_message', 'message', 'upload_id'],
] as const;

/** Writes down all that a client can see of a step. */
export class StepTeller {
  readonly #client: TrancheClient;
  readonly #slice: Slice;
  readonly #rejected: RejectedRows;
  readonly #names: Names;
  readonly #dump: DumpWriter;

  constructor(client: TrancheClient, slice: Slice, rejected: RejectedRows, names: Names, dump: DumpWriter) {
    this.#client = client;
    this.#slice = slice;
    this.#rejected = rejected;
    this.#names = names;
    this.#dump = dump;
  }

  /**
   * @param title of delivery and step
   * @param isFirst whether what was live before is of another delivery
   */
  async tell(title: readonly string[], { uploads, sync }: Outcome, isFirst: boolean): Promise<Told> {
    const names = this.#names;
    const write = (what: string, lines: Iterable<unknown>, columns?: readonly string[]) =>
      this.#dump.section({ section: [...title, what], ...(columns ? { columns } : {}) }, lines);
    write(
      'uploads',
      uploads.flatMap((upload, index) => membersOf(names.canonical(upload), index + 1)),
    );
    const nothing = { rows: 0, rejected: 0, findings: 0, served: 0 };
    if (sync === undefined) return { status: 'not synced', ...nothing };
    write('sync', membersOf(names.canonical(isFirst ? withoutComparison(sync) : sync)));
    if (isRefused(sync)) return { status: 'refused', ...nothing };

    const findings = await this.#findings(sync);
    write('findings', findings, FINDING_COLUMNS);
    const groups = await this.#all((query) => this.#client.listErrorGroups(sync.id, query), FINDINGS_A_PAGE);
    write(
      'groups of findings',
      groups.map((group) => [names.canonical(group)]),
    );
    const csv = await fetchGivenOut(() => this.#client.errorsCsvUrl(sync.id));
    write('errors.csv', this.#linesOf(csv));
    for (const fileType of Object.keys(sync.files).sort()) {
      write(`rejected rows of ${fileType}`, this.#linesOf(await this.#rejected.of(sync.id, fileType)));
    }
    let served = 0;
    for (const table of await this.#tables()) {
      const { columns, rows } = await this.#rows(table, sync);
      served += columns ? rows.length : 0;
      write(`served rows of ${table}`, rows, columns);
    }
    const files = Object.values(sync.files);
    return {
      status: sync.status,
      rows: files.reduce((sum, { total_rows }) => sum + (total_rows ?? 0), 0),
      rejected: files.reduce((sum, { rejected_rows }) => sum + (rejected_rows ?? 0), 0),
      findings: findings.length,
      served,
    };
  }

  async #findings({ id }: SyncLog): Promise<unknown[][]> {
    const findings = await this.#all((query) => this.#client.listErrors(id, query), FINDINGS_A_PAGE);
    return findings.map((finding) => {
      const told: Readonly<Record<string, unknown>> = { ...finding, upload_id: this.#names.of(finding.upload_id) };
      return FINDING_COLUMNS.map((column) => told[column] ?? null);
    });
  }

  /** The file types and derived tables of the dataset, as the service names them. */
  async #tables(): Promise<string[]> {
    const { file_types, derived_tables } = await this.#client.getDataset(this.#slice.dataset);
    return [...file_types, ...derived_tables].map(({ name }) => name);
  }

  /** All rows of a table, if the sync has made them; else whose they are, and how many. */
  async #rows(table: string, { batch_id }: SyncLog): Promise<{ columns?: readonly string[]; rows: unknown[][] }> {
    const address = (query: Readonly<Record<string, string | number | undefined>>) =>
      `/api/data${queryOf({ ...sliceQuery(this.#slice), data_type: table, include: 'quarantined', ...query })}`;
    let page = await this.#client.read<RowPage>(address({ limit: ROWS_A_PAGE }));
    const live = [`live: ${this.#names.of(page.batch_id)}`, page.total_count];
    if (page.batch_id !== batch_id) return { rows: [live] };
    const columns = Object.keys(page.data[0] ?? {});
    const rows: unknown[][] = [];
    for (;;) {
      for (const row of page.data) rows.push(columns.map((column) => this.#names.cell(row[column])));
      if (page.next_cursor === null) break;
      page = await this.#client.read<RowPage>(address({ limit: ROWS_A_PAGE, cursor: page.next_cursor }));
    }
    if (rows.length !== page.total_count) rows.push([`of ${page.total_count} that there are to be`]);
    return { columns, rows };
  }

  #linesOf(given: Awaited<ReturnType<typeof fetchGivenOut>>): unknown[] {
    if (typeof given === 'string') return [[given]];
    const lines: unknown[] = [[this.#names.canonical(given.disposition)]];
    for (let from = 0; from < given.bytes.length; ) {
      const end = given.bytes.indexOf('\n', from);
      const line = given.bytes.subarray(from, end < 0 ? given.bytes.length : end + 1);
      // What is no text is told byte by byte.
      lines.push(isUtf8(line) ? line.toString() : [line.toString('latin1')]);
      from += line.length;
    }
    return lines;
  }

  async #all<Item>(
    ask: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
    limit: number,
  ): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ limit, ...(cursor === undefined ? {} : { cursor }) });
      items.push(...page.data);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return items;
  }
}

interface RowPage {
  readonly batch_id: string | null;
  readonly total_count: number;
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly next_cursor: string | null;
}

/** How many rows a sync removes is a matter of those that were live before. */
const withoutComparison = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutComparison);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => name !== 'removed_rows');
  return Object.fromEntries(members.map(([name, member]) => [name, withoutComparison(member)]));
};

/** A line for each member, so that it can be seen which one differs. */
const membersOf = (value: unknown, ...before: unknown[]): unknown[] =>
  Object.entries(value as object).map(([name, member]) => [...before, name, member]);
