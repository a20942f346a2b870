import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Kinds, UnrecognisedFile } from '../../shared/client/recognise-files.ts';
import type { DeliveryFile } from '../../shared/client/send-file.ts';
import { CSV_HEADER, csvLineOf, type Found, validationError } from '../../shared/contracts/offline/found.ts';
import type { PossibleKind } from '../../shared/contracts/recognise-head.ts';
import { rulesOf } from '../../shared/contracts/rules.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import { allSlices } from '../../shared/datasets/registry.ts';
import { problemDocument } from '../../shared/domain/problems.ts';
import { SEVERITIES, type ValidationError } from '../../shared/domain/validation-error.ts';
import type { CommandContext } from '../context.ts';
import { type Sink, STANDARD_OUTPUT, writeTo } from '../download.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { findingLines, groupLines } from '../finding-lines.ts';
import { recogniseNamedFiles } from '../named-files.ts';
import { ProgressBoard } from '../progress-board.ts';
import { chosenSlices, type SliceOptions, sliceName } from '../slice-options.ts';
import { countLine } from '../sync-report.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text/printable.ts';
import { counted, countText } from '../text/quantities.ts';
import { TransferState } from '../upload/transfer-state.ts';
import { checkSlice, type SliceReport } from '../validate/slice-check.ts';

export interface ValidateOptions extends SliceOptions {
  readonly fileType?: string | undefined;
  readonly maxErrorRate: number;
  readonly allowEmpty?: boolean | undefined;
  readonly correction?: boolean | undefined;
  readonly limit: number;
  readonly csv?: string | undefined;
  readonly ndjson?: string | undefined;
  readonly warnings: boolean;
}

/** The first of each severity: what is rejected is shown before what is remarkable. */
type FirstFindings = Readonly<Record<ValidationError['severity'], ValidationError[]>>;

/** Where all findings go, as text. */
interface FindingsFile {
  readonly target: string;
  readonly header: string;
  readonly line: (found: Found) => string;
}

/** With the variant as older programs know it, too. */
const labelled = (found: Found): ValidationError => ({ ...validationError(found), ...sliceLabels(found.slice) });

/** A finding is a hundred bytes or so: this many are handed on at once. */
const LINES_AT_ONCE = 1000;

export async function validate(
  context: CommandContext,
  paths: readonly string[],
  options: ValidateOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  if (options.csv !== undefined && options.ndjson !== undefined) {
    throw usageFailure('--csv and --ndjson cannot be given together: run the command twice.');
  }
  const file = findingsFile(options);
  if (terminal.json && file?.target === STANDARD_OUTPUT) {
    throw usageFailure('With --json the report goes to standard output: name a file for the findings.');
  }
  const { files, foreign } = await recognise(context, paths, options);
  const first: FirstFindings = { ERROR: [], QUARANTINE: [], WARNING: [] };
  const reports = file
    ? await writeTo(context, file.target, (sink) => check(context, files, options, first, { file, sink }))
    : await check(context, files, options, first);
  const rows = SEVERITIES.flatMap((severity) => first[severity]).slice(0, options.limit);
  if (terminal.json) {
    const loadable = foreign.length === 0 && reports.every((report) => report.loadable);
    const unrecognised = foreign.map(({ path: file, refusal, message }) => ({
      path: file,
      file_name: path.basename(file),
      problem: refusal ? problemDocument(refusal.code, message, refusal.errors && [...refusal.errors]) : null,
    }));
    // They were called portfolios when loans were all there was.
    await terminal.document({ loadable, slices: reports, portfolios: reports, unrecognised, errors: rows });
  } else if (file?.target === STANDARD_OUTPUT) {
    for (const line of foreign.flatMap((file) => foreignLines(terminal, file))) terminal.note(line);
    for (const report of reports) for (const line of reportLines(terminal, report)) terminal.note(line);
  } else {
    for (const file of foreign) await terminal.lines(...foreignLines(terminal, file));
    for (const report of reports) await terminal.lines(...reportLines(terminal, report));
    const total = reports.reduce((sum, { error_count, warning_count }) => sum + error_count + warning_count, 0);
    if (rows.length > 0) {
      await terminal.lines('', ...findingLines(terminal, rows));
      if (total > rows.length && !file) {
        await terminal.lines(`… ${counted(total - rows.length, 'more finding')}: --limit N, or --csv FILE for all`);
      }
    }
    if (file) terminal.note(`${counted(total, 'finding')} in ${file.target}`);
  }
  const isSound = foreign.length === 0 && reports.every(({ loadable, error_count }) => loadable && error_count === 0);
  return isSound ? EXIT.ok : EXIT.findings;
}

function findingsFile({ csv, ndjson }: ValidateOptions): FindingsFile | undefined {
  if (csv !== undefined) return { target: csv, header: CSV_HEADER, line: csvLineOf };
  if (ndjson === undefined) return undefined;
  return { target: ndjson, header: '', line: (found) => `${JSON.stringify(labelled(found))}\n` };
}

/**
 * What the files hold. One that is none of ours does not keep the others from being looked at, unless there is no other.
 */
async function recognise(
  context: CommandContext,
  paths: readonly string[],
  options: ValidateOptions,
): Promise<{ files: readonly DeliveryFile[]; foreign: readonly UnrecognisedFile[] }> {
  const foreign: UnrecognisedFile[] = [];
  for (let left = paths; ; ) {
    try {
      return { files: left.length > 0 ? await recogniseOurs(context, left, options) : [], foreign };
    } catch (error) {
      const isForeign = error instanceof UnrecognisedFile && error.reason === 'foreign';
      const others = isForeign ? left.filter((file) => path.resolve(context.folder, file) !== error.path) : left;
      if (!isForeign || paths.length === 1 || others.length === left.length) throw error;
      foreign.push(error);
      left = others;
    }
  }
}

/** A file alone needs no variant where the rules are the same for all that it may be. */
function recogniseOurs(
  { folder, terminal }: CommandContext,
  paths: readonly string[],
  options: ValidateOptions,
): Promise<DeliveryFile[]> {
  const { isNamed, slices } = chosenSlices(undefined, options);
  const choose = async (file: string, kinds: Kinds): Promise<PossibleKind | undefined> => {
    const [kind] = kinds;
    if (paths.length > 1 || new Set(kinds.map(ruleIdsOf)).size > 1) return undefined;
    const names = kinds.map(({ slice }) => sliceName(slice)).join(' and ');
    terminal.note(
      `${path.basename(file)} is checked as ${sliceName(kind.slice)}: ${kind.fileType} files have the same rules for ${names}.`,
    );
    return kind;
  };
  const { fileType, allowEmpty = false } = options;
  return recogniseNamedFiles(folder, paths, { slices: isNamed ? slices : [], fileType, allowEmpty, choose });
}

const ruleIdsOf = ({ slice, fileType }: PossibleKind): string =>
  rulesOf(slice.fileType(fileType), slice.variant)
    .map(({ id }) => id)
    .join(' ');

async function check(
  { terminal, interrupted }: CommandContext,
  files: readonly DeliveryFile[],
  { maxErrorRate, limit, warnings, allowEmpty = false, correction = false }: ValidateOptions,
  first: FirstFindings,
  output?: { readonly file: FindingsFile; readonly sink: Sink },
): Promise<SliceReport[]> {
  let lines: string[] = output?.file.header ? [output.file.header] : [];
  const flush = async () => {
    if (lines.length > 0) await output?.sink.write(lines.join(''));
    lines = [];
  };
  const sizes = await Promise.all(files.map(async ({ path: file }) => (await stat(file)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const board = new ProgressBoard(terminal.progress, ['validate']);
  const state = new TransferState('CHECKING', total, (shown) => board.set('validate', shown));
  let read = 0;
  const reports: SliceReport[] = [];
  for (const slice of allSlices) {
    const own = files.filter((file) => file.slice.text === slice.text);
    if (own.length === 0) continue;
    const report = await checkSlice(slice, own, {
      maxErrorRate,
      allowEmpty,
      correction,
      signal: interrupted,
      onProgress: (bytes) => {
        read += bytes;
        state.update(read);
      },
      onFinding: (found) => {
        if (!warnings && found.row.severity === 'WARNING') return undefined;
        const shown = first[found.row.severity];
        if (shown.length < limit) shown.push(labelled(found));
        if (!output) return undefined;
        lines.push(output.file.line(found));
        return lines.length < LINES_AT_ONCE ? undefined : flush();
      },
    });
    reports.push(warnings ? report : withoutWarnings(report));
  }
  await flush();
  return reports;
}

const withoutWarnings = (report: SliceReport): SliceReport => ({
  ...report,
  groups: report.groups.filter(({ severity }) => severity === 'ERROR'),
});

const foreignLines = (terminal: Terminal, { message, refusal }: UnrecognisedFile): string[] => [
  `${terminal.style('red', 'REJECTED')}: ${printable(message)}`,
  ...(refusal?.errors ?? []).map(({ field, detail }) => `  ${printable(field)}: ${printable(detail)}`),
];

function reportLines(terminal: Terminal, report: SliceReport): string[] {
  const as = report.correction ? ' as a correction' : '';
  const verdict = !report.loadable
    ? terminal.style('red', `would not be loaded${as}`)
    : report.error_count > 0
      ? terminal.style('yellow', `would be loaded${as}, but for the rejected rows`)
      : terminal.style('green', `would be loaded${as || ' whole'}`);
  return [
    `${terminal.style('bold', sliceName(report))} ${verdict} · rules ${report.ruleset_version}`,
    ...Object.entries(report.files).flatMap(([fileType, file]) => {
      if (file.problem) {
        const problems = (file.problem.errors ?? []).map(
          ({ field, detail }) => `  ${printable(field)}: ${printable(detail)}`,
        );
        return [
          `${printable(file.file_name)} ${terminal.style('red', 'REJECTED')}: ${printable(file.problem.detail)}`,
          ...problems,
        ];
      }
      return [`${countLine(fileType, file, false)}  ${printable(file.file_name)}`];
    }),
    ...(report.failure ? [report.failure.detail] : []),
    ...(report.groups.length > 0 ? ['', ...groupLines(terminal, report.groups)] : []),
    ...(report.warning_count > 0
      ? [
          `${countText(report.warning_count)} ${report.warning_count === 1 ? 'finding is a warning: its row' : 'findings are warnings: their rows'} would be loaded.`,
        ]
      : []),
    ...report.notices.map(({ detail }) => `Note: ${detail}`),
  ];
}
