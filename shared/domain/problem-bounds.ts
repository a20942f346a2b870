import type { Message } from './message.ts';
import type { FieldError } from './problems.ts';
import { asDetail, type Sentence } from './sentences/sentence.ts';

/** Errors that one problem names; how many more there are is its last entry. */
export const MOST_ERRORS = 100;
/** A problem document as JSON, whatever is put into it: it fits a record of DynamoDB and an answer many times over. */
export const MAX_PROBLEM_BYTES = 32 * 1024;

/** In bytes of JSON, where a character may take six. */
const MAX_DETAIL_BYTES = 3 * 1024;
const MAX_INSTANCE_BYTES = 2 * 1024;
const MAX_ERRORS_BYTES = 24 * 1024;
const MAX_FIELD_BYTES = 120;
const MAX_ERROR_DETAIL_BYTES = 1000;
const MAX_MESSAGE_BYTES = 2 * 1024;

const bytesOf = (text: string): number => encoder.encode(JSON.stringify(text)).length - 2;
const encoder = new TextEncoder();
const jsonBytes = (value: object): number => encoder.encode(JSON.stringify(value)).length;

/** A text that takes no more bytes of JSON than this; what was cut ends in `…`. */
export function cutText(text: string, maxBytes: number): string {
  if (text.length * 6 <= maxBytes || (text.length <= maxBytes && bytesOf(text) <= maxBytes)) return text;
  let room = maxBytes - bytesOf('…');
  let end = 0;
  for (const character of text) {
    room -= bytesOf(character);
    if (room < 0) break;
    end += character.length;
  }
  return `${text.slice(0, end)}…`;
}

/** The beginning of a list, and that there are more: `a, b, and 3 more`. */
export function firstOf(items: readonly string[], most: number, shown = (item: string): string => item): string {
  const first = items.slice(0, most).map(shown).join(', ');
  return items.length <= most ? first : `${first}, and ${items.length - most} more`;
}

const MORE = 'more';
const moreErrors = (count: number): FieldError => ({ field: '…', code: MORE, detail: `and ${count} more` });
const isMore = (error: FieldError | undefined): boolean => error?.code === MORE;

/** How many errors a bounded list leaves out. */
export function leftOut(errors: readonly FieldError[]): number {
  const last = errors.at(-1);
  return isMore(last) ? Number(/\d+/.exec(last!.detail)?.[0] ?? 0) : 0;
}

/** How many errors a bounded list stands for. */
export const countErrors = (errors: readonly FieldError[]): number =>
  errors.length - (isMore(errors.at(-1)) ? 1 : 0) + leftOut(errors);

/**
 * The first errors, each of a bounded length, and `and N more` where there are others. A list that is bounded stays as it is.
 * @param count of all errors, where `errors` are not all of them
 */
export function boundErrors(errors: readonly FieldError[], count = countErrors(errors)): FieldError[] {
  const kept: FieldError[] = [];
  let room = MAX_ERRORS_BYTES;
  const messages: (Message | undefined)[] = [];
  for (const { field, code, detail, message } of isMore(errors.at(-1)) ? errors.slice(0, -1) : errors) {
    if (kept.length === MOST_ERRORS) break;
    const error = { field: cutText(field, MAX_FIELD_BYTES), code, detail: cutText(detail, MAX_ERROR_DETAIL_BYTES) };
    const bytes = jsonBytes(error) + 1;
    if (bytes > room) break;
    room -= bytes;
    kept.push(error);
    messages.push(error.detail === detail ? message : undefined);
  }
  // Which errors are named hangs on their texts alone: messages get what room is left.
  for (const [index, message] of messages.entries()) {
    if (message === undefined) continue;
    room -= jsonBytes({ message });
    if (room < 0) break;
    kept[index] = { ...kept[index]!, message };
  }
  return count > kept.length ? [...kept, moreErrors(count - kept.length)] : kept;
}

/** What happened, in particular; its message goes with it where neither had to be cut. */
export function boundText(said: string | Sentence): { detail: string; message?: Message } {
  if (typeof said === 'string') return { detail: cutText(said, MAX_DETAIL_BYTES) };
  const detail = cutText(said.text, MAX_DETAIL_BYTES);
  const isWhole = detail === said.text && jsonBytes(said.message) <= MAX_MESSAGE_BYTES;
  return isWhole ? asDetail(said) : { detail };
}

/** The path that a problem is about. */
export const boundInstance = (path: string): string => cutText(path, MAX_INSTANCE_BYTES);
