/** Checks one file beside the page, which stays responsive: told what to do by one message, it answers with one. */
import { checkFile, recogniseFile } from './check-file.ts';
import type { Answer, Question } from './run-check.ts';

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const working = data.kind ? checkFile(data.file, data.kind) : recogniseFile(data.file, data.table);
  working.then(
    (result) => postMessage({ result } satisfies Answer),
    // The file was moved or changed since it was chosen, or the disk failed.
    (error: unknown) => postMessage({ failure: String(error) } satisfies Answer),
  );
});
