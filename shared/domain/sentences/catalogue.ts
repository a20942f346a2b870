import { cellSentences } from './cells.ts';
import { fileSentences } from './files.ts';
import { findingSentences } from './findings.ts';
import { sheetSentences } from './sheets.ts';

/**
 * What is said of files and their rows, in English, by the ids of the messages. The page has it too, to say the same before a
 * file is sent. An id is never given to another sentence.
 */
export const FILE_SENTENCES = {
  ...findingSentences,
  ...cellSentences,
  ...fileSentences,
  ...sheetSentences,
} as const;
