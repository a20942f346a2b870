import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UnrecognisedFile } from '../../shared/client/recognise-files.ts';
import type { PortfolioFile } from '../../shared/client/send-file.ts';
import { CSV_HEADER, csvLineOf, type Found, validationError } from '../../shared/contracts/offline/found.ts';
import { problemDocument } from '../../shared/domain/problems.ts';
import { FILE_TYPES, type FileTypeName, VARIANTS, type Variant } from '../../shared/domain/slice.ts';
import type { ValidationError } from '../../shared/domain/validation-error.ts';
import type { CommandContext } from '../context.ts';
import { type Sink, STANDARD_OUTPUT, writeTo } from '../download.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { findingLines, groupLines } from '../finding-lines.ts';
import { recogniseNamedFiles } from '../named-files.ts';
import { ProgressBoard } from '../progress-board.ts';
import { countLine } from '../sync-report.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text/printable.ts';
import { counted, countText } from '../text/quantities.ts';
import { TransferState } from '../upload/transfer-state.ts';
import { checkPortfolio, type PortfolioReport } from '../validate/portfolio-check.ts';

export interface ValidateOptions {
  readonly loanType?: Variant | undefined;
  readonly fileType?: FileTypeName | undefined;
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
  const first: FirstFindings = { ERROR: [], WARNING: [] };
  const reports = file
    ? await writeTo(context, file.target, (sink) => check(context, files, options, first, { file, sink }))
    : await check(context, files, options, first);
  const rows = [...first.ERROR, ...first.WARNING].slice(0, options.limit);
  if (terminal.json) {
    const loadable = foreign.length === 0 && reports.every((report) => report.loadable);
    const unrecognised = foreign.map(({ path: file, refusal, message }) => ({
      path: file,
      file_name: path.basename(file),
      problem: refusal ? problemDocument(refusal.code, message, refusal.errors && [...refusal.errors]) : null,
    }));
    await terminal.document({ loadable, portfolios: reports, unrecognised, errors: rows });
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
  return { target: ndjson, header: '', line: (found) => `${JSON.stringify(validationError(found))}\n` };
}

/**
 * What the files hold. One that is none of ours does not keep the others from being looked at, unless there is no other.
 */
async function recognise(
  context: CommandContext,
  paths: readonly string[],
  options: ValidateOptions,
): Promise<{ files: readonly PortfolioFile[]; foreign: readonly UnrecognisedFile[] }> {
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

/** A payment plan alone needs no loan type: the rules are the same for all. */
function recogniseOurs(
  { folder, terminal }: CommandContext,
  paths: readonly string[],
  { loanType, fileType, allowEmpty = false }: ValidateOptions,
): Promise<PortfolioFile[]> {
  return recogniseNamedFiles(folder, paths, { loanType, fileType, allowEmpty }, async (file) => {
    if (paths.length > 1) return undefined;
    terminal.note(
      `${path.basename(file)} is checked as ${VARIANTS[0]}: payment plans have the same rules for every loan type.`,
    );
    return VARIANTS[0];
  });
}

async function check(
  { terminal, interrupted }: CommandContext,
  files: readonly PortfolioFile[],
  { maxErrorRate, limit, warnings, allowEmpty = false, correction = false }: ValidateOptions,
  first: FirstFindings,
  output?: { readonly file: FindingsFile; readonly sink: Sink },
): Promise<PortfolioReport[]> {
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
  const reports: PortfolioReport[] = [];
  for (const loanType of VARIANTS) {
    const ofType = files.filter((file) => file.loanType === loanType);
    if (ofType.length === 0) continue;
    const report = await checkPortfolio(loanType, ofType, {
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
        if (shown.length < limit) shown.push(validationError(found));
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

const withoutWarnings = (report: PortfolioReport): PortfolioReport => ({
  ...report,
  groups: report.groups.filter(({ severity }) => severity === 'ERROR'),
});

const foreignLines = (terminal: Terminal, { message, refusal }: UnrecognisedFile): string[] => [
  `${terminal.style('red', 'REJECTED')}: ${printable(message)}`,
  ...(refusal?.errors ?? []).map(({ field, detail }) => `  ${printable(field)}: ${printable(detail)}`),
];

function reportLines(terminal: Terminal, report: PortfolioReport): string[] {
  const as = report.correction ? ' as a correction' : '';
  const verdict = !report.loadable
    ? terminal.style('red', `would not be loaded${as}`)
    : report.error_count > 0
      ? terminal.style('yellow', `would be loaded${as}, but for the rejected rows`)
      : terminal.style('green', `would be loaded${as || ' whole'}`);
  return [
    `${terminal.style('bold', report.loan_type)} ${verdict} · rules ${report.ruleset_version}`,
    ...FILE_TYPES.flatMap((fileType) => {
      const file = report.files[fileType];
      if (!file) return [];
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
