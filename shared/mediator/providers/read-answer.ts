import { valueAt } from '../../domain/json-pointer.ts';
import type { Answer, Json } from '../adapter.ts';
import type { AnswerMapping, HttpDescription } from './description.ts';
import type { Noted } from './http-adapter.ts';
import { cleanText, idAt, kept, messageAt, readProviderJson, textAt } from './read-text.ts';

interface Received {
  readonly status: number;
  readonly body: Uint8Array;
  /** Whether it was only asked what became of something. */
  readonly isAsking: boolean;
  /** Whether it may have been sent before. That it is refused this time does not say what became of it then. */
  readonly wasSent: boolean;
  /** What must not be kept, should it be said back. */
  readonly secrets: readonly string[];
}

interface Read {
  readonly answer: Answer;
  readonly noted: Noted;
}

/** Long enough for any word of a state; what is longer is no word, and may quote what it is about. */
const LONGEST_WORD = 50;

/** With the word that the description lacks, for whoever has to add it. */
const withWord = (why: string, word: string | null): string =>
  word === null || word.length > LONGEST_WORD ? why : `${why}: ${word}`;

/** What an answer means, by the description: nothing that it does not name counts as done, and nothing as not done. */
export function readAnswer(
  { statuses, refused, not_done, unheard }: HttpDescription,
  mapping: AnswerMapping,
  { status, body, isAsking, wasSent, secrets }: Received,
): Read {
  const json = readProviderJson(body);
  const word = textAt(json, mapping.status);
  const meant = word !== undefined && Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  const noted = (outcome: Noted['outcome'], failure: string | null, mayPass = false): Noted => ({
    outcome,
    httpStatus: status,
    failure,
    mayPass,
  });
  const without = (outcome: 'unknown' | 'not-sent' | 'unheard', reason: string, note: Noted): Read => ({
    answer: { outcome, reason },
    noted: note,
  });
  const said = (outcome: 'processing' | 'completed' | 'failed', otherwise: string | null): Answer => ({
    outcome,
    reference: masked(idAt(json, mapping.reference)),
    data: kept(mapping.data === undefined ? json : (valueAt(json, mapping.data) as Json | undefined), secrets),
    code: outcome === 'failed' ? (masked(idAt(json, mapping.code)) ?? otherwise) : null,
    message: outcome === 'failed' ? masked(messageAt(json, mapping.message)) : null,
  });
  const masked = (text: string | null): string | null => (text === null ? null : cleanText(text, secrets));
  const answered = `answered ${status}`;

  if (status >= 200 && status < 300) {
    if (meant !== undefined) {
      return { answer: said(meant, word ?? null), noted: noted(meant === 'failed' ? 'declined' : 'answered', null) };
    }
    const why = json === undefined ? 'answered no JSON' : 'answered a status that nobody knows';
    const reason = withWord(why, masked(idAt(json, mapping.status)));
    // Who asks or gives back by the provider's own id needs it, whatever its word means.
    const reference = masked(idAt(json, mapping.reference));
    // The record of a call has nothing of what was answered.
    return { answer: { outcome: 'unknown', reason, reference }, noted: noted('error', why) };
  }
  if (isAsking && unheard.includes(status)) return without('unheard', answered, noted('answered', null));
  if (not_done.includes(status)) {
    return without('not-sent', answered, noted('not-sent', answered, status === 429));
  }
  // An answer that says two things at once says nothing. Of what may have been sent before, only the provider's own word does: a
  // status alone may just as well say that it has it already.
  const mayHaveFailed = meant === 'failed' || (meant === undefined && !wasSent);
  if (!isAsking && refused.includes(status) && mayHaveFailed) {
    return { answer: said('failed', `http-${status}`), noted: noted('declined', null) };
  }
  return without('unknown', answered, noted('error', answered, status >= 500 || status === 408 || status === 425));
}
