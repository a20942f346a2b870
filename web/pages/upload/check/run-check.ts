import type { Refusal } from '../../../../shared/contracts/header.ts';
import type { FileKind } from '../kind.ts';
import type { RecognisedFile } from './check-file.ts';
import type { Verdict } from './verdict.ts';

export interface Question {
  readonly file: File;
  /** Without it, the question is what the file may be. */
  readonly kind?: FileKind;
  /** The file type whose sheet is meant, of a workbook with several; undefined for whichever comes first. */
  readonly table?: string | undefined;
}

export type Answer = { readonly result: RecognisedFile | Verdict } | { readonly failure: string };

/** The file could not be read: it was moved, changed, or the browser may not. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export const recognise = (
  file: File,
  table: string | undefined,
  signal: AbortSignal,
): Promise<RecognisedFile | Refusal> => ask({ file, table }, signal) as Promise<RecognisedFile | Refusal>;

export const check = (file: File, kind: FileKind, signal: AbortSignal): Promise<Verdict> =>
  ask({ file, kind }, signal) as Promise<Verdict>;

/** A worker of its own for each question: ending it ends the work, whatever it is at. @throws {UnreadableFile} */
function ask(question: Question, signal: AbortSignal): Promise<RecognisedFile | Verdict> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<RecognisedFile | Verdict>();
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if ('result' in data) resolve(data.result);
    else reject(new UnreadableFile(data.failure));
  });
  worker.addEventListener('error', (event) => reject(new Error(event.message)));
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  worker.postMessage(question);
  return promise.finally(() => {
    signal.removeEventListener('abort', abort);
    worker.terminate();
  });
}
