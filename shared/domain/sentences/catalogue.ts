import { cellSentences } from './cells.ts';
import { fileSentences } from './files.ts';
import { findingSentences } from './findings.ts';
import { requestSentences } from './requests.ts';
import { sheetSentences } from './sheets.ts';
import { syncSentences } from './syncs.ts';

/**
 * What the service says, in English, by the ids of its messages: all but the sentences that a dataset declares, and the
 * general texts of problems. An id is never given to another sentence.
 */
export const SENTENCES = {
  ...findingSentences,
  ...cellSentences,
  ...fileSentences,
  ...sheetSentences,
  ...syncSentences,
  ...requestSentences,
} as const;

export type SentenceId = keyof typeof SENTENCES;
