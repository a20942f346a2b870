import { existsSync } from 'node:fs';
import path from 'node:path';
import { RefusedRequest, type TrancheClient } from '../../shared/client/tranche-client.ts';
import { hasPrivateColumns } from '../../shared/contracts/private-values.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import { findDataset } from '../../shared/datasets/registry.ts';
import type { ErrorGroup } from '../../shared/domain/error-group.ts';
import { WRITERS } from '../../shared/domain/roles.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import { SEVERITIES, type Severity, type ValidationError } from '../../shared/domain/validation-error.ts';
import type { CommandContext } from '../context.ts';
import { download, STANDARD_OUTPUT, writeTo } from '../download.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import { findLive, findSync, isSyncId } from '../find-sync.ts';
import { findingLines, groupLines } from '../finding-lines.ts';
import { hasEnded } from '../follow-sync.ts';
import { findMissing, type MissingRows, rejectedBy, stillRejected } from '../missing-rows.ts';
import { besides } from '../named-files.ts';
import { type SavedRows, stepsAfterSaving } from '../next-steps.ts';
import { whyNothingLoaded } from '../nothing-loaded.ts';
import { oneOf, type SliceOptions, sliceName } from '../slice-options.ts';
import { printable } from '../text/printable.ts';
import { counted } from '../text/quantities.ts';

export interface ErrorsOptions extends SliceOptions {
  readonly fileType?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly rule?: string | undefined;
  readonly field?: string | undefined;
  readonly type?: string | undefined;
  readonly limit: number;
  readonly all?: boolean | undefined;
  readonly csv?: string | undefined;
  readonly rejected?: string | undefined;
  /** Whether it may take the place of a file that is there. */
  readonly force?: boolean | undefined;
}

const MOST_OF_A_PAGE = 1000;
/** In the words of the page. */
const MAY_NOT_SEND = 'Your role can download the rows, but not send files.';
/** What was rejected comes before what is remarkable. */
const severitiesOf = ({ severity }: ErrorsOptions): readonly Severity[] => (severity ? [severity] : SEVERITIES);

export async function errors(
  context: CommandContext,
  which: string | undefined,
  options: ErrorsOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  if (options.csv === STANDARD_OUTPUT && options.rejected === STANDARD_OUTPUT) {
    throw usageFailure('--csv and --rejected cannot both go to standard output.');
  }
  const client = await context.client();
  const sync = await findSync(context, client, which, options);
  if (options.csv !== undefined || options.rejected !== undefined) {
    if (options.csv !== undefined) await saveErrors(context, client, sync, options.csv);
    if (options.rejected === undefined) return EXIT.ok;
    return saveRejected(context, client, sync, isSyncId(which), options);
  }
  const filters = {
    file_type: options.fileType,
    severity: options.severity,
    field_name: options.field,
    error_type: options.type,
  };
  if (terminal.json && options.all) {
    for await (const finding of allFindings(
      client,
      sync.id,
      { ...filters, rule_id: options.rule },
      severitiesOf(options),
    )) {
      await terminal.write(`${JSON.stringify(finding)}\n`);
    }
    return EXIT.ok;
  }
  const groups = await allGroups(client, sync.id, filters);
  const shown = options.rule === undefined ? groups : groups.filter(({ rule_id }) => rule_id === options.rule);
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  const rows: ValidationError[] = [];
  if (!options.all) {
    const limit = Math.min(options.limit, MOST_OF_A_PAGE);
    for (const severity of severitiesOf(options)) {
      if (rows.length >= limit) break;
      const query = { ...filters, severity, rule_id: options.rule, limit: limit - rows.length };
      rows.push(...(await client.listErrors(sync.id, query)).data);
    }
  }
  if (terminal.json) {
    await terminal.document({
      sync_id: sync.id,
      ...sliceLabels(sync),
      status: sync.status,
      groups: shown,
      errors: rows,
    });
    return EXIT.ok;
  }
  await terminal.lines(
    `${terminal.style('bold', `${sliceName(sync)} ${sync.status}`)} · sync ${sync.id}`,
    ...(hasEnded(sync) ? [] : ['It still runs: these are the findings made so far.']),
    ...stillRejected(sync).map(({ detail }) => `Note: ${printable(detail)}`),
    ...(total === 0
      ? ['Nothing was found.']
      : ['', ...groupLines(terminal, shown, options.all ? shown.length : undefined)]),
  );
  if (options.all) {
    await terminal.lines('');
    for await (const finding of allFindings(
      client,
      sync.id,
      { ...filters, rule_id: options.rule },
      severitiesOf(options),
    )) {
      await terminal.lines(...findingLines(terminal, [finding]));
    }
  } else if (rows.length > 0) {
    await terminal.lines('', ...findingLines(terminal, rows));
    if (total > rows.length) {
      await terminal.lines(`… ${counted(total - rows.length, 'more finding')}: --all, --limit N, or --csv FILE`);
    }
  }
  return EXIT.ok;
}

async function allGroups(
  client: TrancheClient,
  id: string,
  filters: Readonly<Record<string, string | undefined>>,
): Promise<ErrorGroup[]> {
  const groups: ErrorGroup[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await client.listErrorGroups(id, { ...filters, cursor, limit: MOST_OF_A_PAGE });
    groups.push(...page.data);
    if (page.next_cursor === null) return groups;
    cursor = page.next_cursor;
  }
}

async function* allFindings(
  client: TrancheClient,
  id: string,
  filters: Readonly<Record<string, string | undefined>>,
  severities: readonly Severity[],
): AsyncGenerator<ValidationError> {
  for (const severity of severities) {
    let cursor: string | undefined;
    do {
      const page = await client.listErrors(id, { ...filters, severity, cursor, limit: MOST_OF_A_PAGE });
      yield* page.data;
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }
}

async function saveErrors(
  context: CommandContext,
  client: TrancheClient,
  sync: SyncLog,
  target: string,
): Promise<void> {
  const url = await client.errorsCsvUrl(sync.id);
  await writeTo(context, target, (sink) => download(url, sink, context.interrupted));
  if (target !== STANDARD_OUTPUT) context.terminal.note(`The findings of sync ${sync.id} are in ${target}`);
}

/**
 * Saves rejected rows, of several files to as many; the command that sends them, mended, is told with their names. Of a sync
 * that is named its own, else all that the live book lacks by now, whichever sync rejected it.
 */
async function saveRejected(
  context: CommandContext,
  client: TrancheClient,
  sync: SyncLog,
  isNamed: boolean,
  { rejected: target = STANDARD_OUTPUT, fileType: only, force = false }: ErrorsOptions,
): Promise<ExitCode> {
  const book = await findBook(client, sync);
  const missing = book ? await findMissing(client, book) : [];
  const wanted = isNamed || !book ? rejectedBy(sync) : missing;
  const chosen = wanted.filter(({ fileType }) => only === undefined || fileType === only);
  const other = !isNamed && book && book.id !== sync.id ? otherThanLive(sync) : undefined;
  if (chosen.length === 0) throw await nothingRejected(client, isNamed ? sync : (book ?? sync), target, only, other);
  if (other !== undefined) context.terminal.note(other);
  if (chosen.length > 1 && target === STANDARD_OUTPUT) {
    const names = oneOf(chosen.map(({ fileType }) => fileType));
    throw usageFailure(`Rows of several files were rejected: say which with --file-type ${names}.`);
  }
  const nameFor = (fileType: string) => (chosen.length === 1 ? target : besides(target, fileType));
  if (!force)
    assertNotThere(
      context,
      chosen.map(({ fileType }) => nameFor(fileType)),
    );
  const saved: SavedRows[] = [];
  const closed: string[] = [];
  for (const rows of chosen) {
    const { sync: rejecting, fileType } = rows;
    const file = nameFor(fileType);
    const url = await addressOf(client, rows).catch((error: unknown) => {
      if (!(error instanceof RejectedRowsClosed)) throw error;
      closed.push(error.message);
    });
    if (url === undefined) continue;
    await writeTo(context, file, (sink) => download(url, sink, context.interrupted));
    if (file === STANDARD_OUTPUT) continue;
    saved.push({ sync: rejecting, fileType, file });
    const count = counted(rejecting.files[fileType]?.rejected_rows ?? 0, 'rejected row');
    context.terminal.note(`${count} of the ${fileType} file, as sent, each with what is wrong with it: ${file}`);
  }
  const steps = stepsAfterSaving(missing, book, saved);
  const maySend = steps.length === 0 || WRITERS.includes((await client.getTenant()).role);
  for (const line of maySend ? steps : [MAY_NOT_SEND]) context.terminal.note(line);
  if (closed.length === 0) return EXIT.ok;
  if (saved.length === 0) throw new CommandFailure(EXIT.notAllowed, closed.join(' '));
  for (const line of closed) context.terminal.warn(line);
  return EXIT.notAllowed;
}

/** Rows hold private values, and the role of the caller may not have them. */
class RejectedRowsClosed extends Error {
  override readonly name = 'RejectedRowsClosed';
}

/** @throws {RejectedRowsClosed} */
async function addressOf(client: TrancheClient, { sync, fileType }: MissingRows): Promise<string> {
  try {
    return await client.rejectedCsvUrl(sync.id, fileType);
  } catch (error) {
    const table = findDataset(sync.dataset)?.fileTypes.find(({ name }) => name === fileType);
    const isClosed = error instanceof RefusedRequest && error.code === 'forbidden' && table && hasPrivateColumns(table);
    throw isClosed ? new RejectedRowsClosed(error.problem.detail ?? error.message) : error;
  }
}

/** A file of rejected rows may have been mended by now. @throws {CommandFailure} */
function assertNotThere({ folder }: CommandContext, files: readonly string[]): void {
  const there = files.find((file) => file !== STANDARD_OUTPUT && existsSync(path.resolve(folder, file)));
  if (there === undefined) return;
  throw usageFailure(
    `${there} is there already, perhaps with rows that you have mended: give another name, or --force to overwrite it.`,
  );
}

async function nothingRejected(
  client: TrancheClient,
  sync: SyncLog,
  target: string,
  only: string | undefined,
  other: string | undefined,
): Promise<CommandFailure> {
  const missing = await findMissing(client, sync);
  const [elsewhere] = missing.filter((rows) => rows.sync.id !== sync.id);
  const said = `No row${only ? ` of the ${only} file` : ''} of sync ${sync.id} was rejected.`;
  return new CommandFailure(
    EXIT.failed,
    [said, ...stillRejected(sync).map(({ detail }) => detail)].join(' '),
    elsewhere
      ? `They are among the rejected rows of that one: npx tranche errors ${elsewhere.sync.id} --rejected ${target} --file-type ${elsewhere.fileType}. Send them mended with --corrects live.`
      : other,
  );
}

/** What is asked for is of the live book, and the last sync is not it. */
function otherThanLive(last: SyncLog): string {
  const why = whyNothingLoaded(last) === undefined ? 'is not live' : 'loaded nothing';
  const own =
    rejectedBy(last).length > 0 ? ` Its own rejected rows: npx tranche errors ${last.id} --rejected FILE` : '';
  return `This is of the live book. The last sync, ${last.id}, ${why}.${own}`;
}

/** The sync whose book a correction would correct: this one where it waits to be published, else what is live. */
async function findBook(client: TrancheClient, sync: SyncLog): Promise<SyncLog | undefined> {
  if (sync.publication === 'pending') return sync;
  const published = await findLive(client, sync);
  if (published === undefined || published.sync_id === sync.id) return published && sync;
  return client.getSync(published.sync_id);
}
