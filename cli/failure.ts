import { FileChanged, StorageRefused, StorageUnreachable } from '../shared/client/put-bytes.ts';
import { UnrecognisedFile } from '../shared/client/recognise-files.ts';
import { FileNameRefused } from '../shared/client/send-file.ts';
import { type AnsweredProblem, RefusedRequest, ServiceUnreachable } from '../shared/client/tranche-client.ts';
import { isProblemCode, PROBLEMS } from '../shared/domain/problem-catalogue.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** A command cannot go on; the message says why, and `advice` what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exit: ExitCode;
  readonly advice: string | undefined;

  constructor(exit: ExitCode, message: string, advice?: string) {
    super(message);
    this.exit = exit;
    this.advice = advice;
  }
}

export const usageFailure = (message: string, advice?: string): CommandFailure =>
  new CommandFailure(EXIT.usage, message, advice);

/** An error as it is told: to people as lines, to programs as a document. */
export interface ToldFailure {
  readonly exit: ExitCode;
  readonly code: string;
  readonly message: string;
  readonly advice?: string | undefined;
  readonly errors?: AnsweredProblem['errors'];
  readonly request_id?: string | undefined;
}

/** Of files that were named, to be read or written. */
const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read or write it',
  ENOTDIR: 'a part of the path is no folder',
  ENOSPC: 'the disk is full',
};

export const IS_IT_RUNNING = 'Is the service running, and is this its address? On a laptop: npm start.';

export function tellFailure(error: unknown): ToldFailure {
  if (error instanceof CommandFailure) {
    return { exit: error.exit, code: nameOf(error.exit), message: error.message, advice: error.advice };
  }
  if (error instanceof RefusedRequest) return tellRefusal(error);
  if (error instanceof ServiceUnreachable) {
    const advice = `${IS_IT_RUNNING} npx tranche doctor looks closer.`;
    return { exit: EXIT.unreachable, code: 'unreachable', message: error.message, advice };
  }
  if (error instanceof StorageUnreachable) {
    const advice = 'The file goes to another address than the API: a proxy or firewall must let that one through too.';
    return { exit: EXIT.unreachable, code: 'storage-unreachable', message: error.message, advice };
  }
  if (error instanceof StorageRefused) {
    // The address is signed for the announced number of bytes.
    const advice =
      error.code === 'SignatureDoesNotMatch'
        ? 'Its address takes exactly the bytes that were announced: the file has changed since, or something on the way changes requests. Send the file again.'
        : 'Send the file again.';
    return { exit: EXIT.failed, code: 'storage-refused', message: error.message, advice };
  }
  if (error instanceof FileChanged) {
    const advice = 'Nothing of it is loaded. Send it again when nobody writes it any more.';
    return { exit: EXIT.failed, code: 'file-changed', message: error.message, advice };
  }
  if (error instanceof FileNameRefused) {
    return { exit: EXIT.usage, code: 'invalid-request', message: error.message, advice: 'Rename the file.' };
  }
  if (error instanceof UnrecognisedFile) return tellUnrecognised(error);
  const { message, code, path } = error as NodeJS.ErrnoException;
  if (path !== undefined && code !== undefined && Object.hasOwn(FILE_FAULTS, code)) {
    return { exit: EXIT.usage, code: 'file-unreadable', message: `${path}: ${FILE_FAULTS[code]}.` };
  }
  return { exit: EXIT.failed, code: code ?? 'failed', message: message ?? String(error) };
}

function tellRefusal({ status, code, problem, message }: RefusedRequest): ToldFailure {
  const exit = status === 401 || status === 403 ? EXIT.notAllowed : status >= 502 ? EXIT.unreachable : EXIT.failed;
  return {
    exit: status === 400 || status === 413 ? EXIT.usage : exit,
    code: code || `http-${status}`,
    message: problem.detail ?? problem.title ?? message,
    advice: adviceFor(code),
    errors: problem.errors,
    request_id: problem.request_id,
  };
}

/** What the catalogue advises is for who writes requests; these are for who types commands. */
const ADVICE: Readonly<Record<string, string | undefined>> = {
  unauthorized:
    'npx tranche doctor says which key that was. Another: npx tranche config add; on a laptop: npx tranche tenants rekey ID, which revokes all other keys of that bank too',
  forbidden: 'It takes a key of another role, which whoever runs Tranche makes: npx tranche tenants key ID ROLE',
  'tenant-inactive': 'An operator enables it: npx tranche tenants enable ID',
  'invalid-request': '',
  'not-found': 'npx tranche status shows what there is.',
  'nothing-loaded': 'Load something first: npx tranche upload FILE … --sync',
  'nothing-to-derive': 'npx tranche publications shows what is live.',
  'row-not-found': 'npx tranche data SLICE --type TABLE shows what there is, written as it must be given.',
  'sync-disabled': 'Its schedule and syncs are switched off: npx tranche config set SLICE --on switches them on.',
  'not-live': 'npx tranche publications shows what is live; --corrects live corrects that.',
  'batch-gone':
    'npx tranche publications shows which are kept. To load that book again, send its files again: npx tranche upload FILE… --sync',
  'nothing-to-compare': 'Nothing is wrong: after the next load there is something to compare.',
  'wrong-state': 'npx tranche publications and npx tranche status show how things are.',
  'upload-not-staged': 'Send what is missing, then sync again.',
};

function adviceFor(code: string): string | undefined {
  if (Object.hasOwn(ADVICE, code)) return ADVICE[code];
  // Told with backticks for a page; a terminal does without.
  return isProblemCode(code) ? PROBLEMS[code].remedy.replaceAll('`', '') : undefined;
}

function tellUnrecognised({ reason, message, refusal }: UnrecognisedFile): ToldFailure {
  if (reason !== 'foreign') return { exit: EXIT.usage, code: `file-${reason}`, message };
  const advice =
    refusal?.code === 'empty-file'
      ? 'If a header without rows is meant: --allow-empty.'
      : 'If it is one all the same, say what it holds with --dataset, --variant and --file-type.';
  return { exit: EXIT.findings, code: refusal?.code ?? 'file-foreign', message, advice, errors: refusal?.errors };
}

const nameOf = (exit: ExitCode): string =>
  ({ 0: 'ok', 1: 'failed', 2: 'usage', 3: 'findings', 4: 'unreachable', 5: 'not-allowed', 130: 'interrupted' })[exit];
