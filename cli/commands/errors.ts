import type { TrancheClient } from '../../shared/client/tranche-client.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import type { ErrorGroup } from '../../shared/domain/error-group.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import { SEVERITIES, type Severity, type ValidationError } from '../../shared/domain/validation-error.ts';
import type { CommandContext } from '../context.ts';
import { download, STANDARD_OUTPUT, writeTo } from '../download.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import { findLive, findRejecting, findSync, stillRejected } from '../find-sync.ts';
import { findingLines, groupLines } from '../finding-lines.ts';
import { hasEnded } from '../follow-sync.ts';
import { besides } from '../named-files.ts';
import { stepsAfterSaving } from '../next-steps.ts';
import { oneOf, type SliceOptions, sliceName } from '../slice-options.ts';
import { inTableOrder } from '../table-order.ts';
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
}

const MOST_OF_A_PAGE = 1000;
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
    if (options.rejected !== undefined) await saveRejected(context, client, sync, options.rejected, options.fileType);
    return EXIT.ok;
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

/** Rows of several files go to as many; the command that sends them, mended, is told with their names. */
async function saveRejected(
  context: CommandContext,
  client: TrancheClient,
  sync: SyncLog,
  target: string,
  only: string | undefined,
): Promise<void> {
  const withRows = inTableOrder(sync.dataset, sync.files)
    .filter(([fileType, file]) => (only === undefined || fileType === only) && file.rejected_rows)
    .map(([fileType]) => fileType);
  if (withRows.length === 0) {
    const rejecting = await findRejecting(client, sync);
    throw new CommandFailure(
      EXIT.failed,
      [
        `No row${only ? ` of the ${only} file` : ''} of sync ${sync.id} was rejected.`,
        ...(rejecting ? [stillRejected(sync)!.detail] : []),
      ].join(' '),
      rejecting &&
        `They are among the rejected rows of that one: npx tranche errors ${rejecting.id} --rejected ${target}. Send them mended with --corrects live.`,
    );
  }
  if (withRows.length > 1 && target === STANDARD_OUTPUT) {
    throw usageFailure(`Rows of several files were rejected: say which with --file-type ${oneOf(withRows)}.`);
  }
  const saved = new Map<string, string>();
  for (const fileType of withRows) {
    const file = withRows.length === 1 ? target : besides(target, fileType);
    const url = await client.rejectedCsvUrl(sync.id, fileType);
    await writeTo(context, file, (sink) => download(url, sink, context.interrupted));
    if (file !== STANDARD_OUTPUT) {
      saved.set(fileType, file);
      const rows = counted(sync.files[fileType]?.rejected_rows ?? 0, 'rejected row');
      context.terminal.note(`${rows} of the ${fileType} file, as sent, each with what is wrong with it: ${file}`);
    }
  }
  const correctable = saved.size > 0 ? await findCorrectable(client, sync) : undefined;
  if (correctable) for (const line of stepsAfterSaving(sync, correctable, saved)) context.terminal.note(line);
}

/** The sync that a correction with the rejected rows of this one would correct; undefined where another book is live. */
async function findCorrectable(client: TrancheClient, sync: SyncLog): Promise<SyncLog | undefined> {
  if (sync.publication === 'pending') return sync;
  const published = await findLive(client, sync);
  if (published === undefined) return undefined;
  if (published.sync_id === sync.id) return sync;
  const live = await client.getSync(published.sync_id);
  return (await findRejecting(client, live))?.id === sync.id ? live : undefined;
}
