import type { Message } from './message.ts';
import { asDetail, sentence } from './sentences/sentence.ts';

/** In Unicode characters, so at most 1,020 bytes of UTF-8. */
export const MAX_FILE_NAME = 255;
const CONTROL_IN_NAME = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/** They make `exe.csv` of what is called `vsc.exe`. */
const BIDI_CONTROL = /\p{Bidi_Control}/u;
/** Letters that look like nothing, beside all that is a blank or a format character. */
const VISIBLE = /[^\p{Z}\p{C}\u115f\u1160\u2800\u3164\uffa0]/u;

export interface FileNameFault {
  readonly code: 'range' | 'format';
  readonly detail: string;
  readonly message: Message;
}

/**
 * What is wrong with the name of a file. Names are shown and kept, never used as a path. The API, the client, the command
 * line and the page all say it in these words.
 */
export function fileNameFault(name: string): FileNameFault | undefined {
  // Characters are counted only of what is short enough to be counted.
  if (name.length > 2 * MAX_FILE_NAME || [...name].length > MAX_FILE_NAME) {
    return { code: 'range', ...asDetail(sentence('file-name-length', { most: MAX_FILE_NAME })) };
  }
  if (CONTROL_IN_NAME.test(name)) return { code: 'format', ...asDetail(sentence('file-name-control')) };
  if (BIDI_CONTROL.test(name)) return { code: 'format', ...asDetail(sentence('file-name-direction')) };
  if (!VISIBLE.test(name)) return { code: 'format', ...asDetail(sentence('file-name-invisible')) };
  return undefined;
}
