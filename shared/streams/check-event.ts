import { cleanCell, hasControlCharacter } from '../contracts/characters.ts';
import { CONTROL_CHARACTER, FAULT_TYPES, type Fault, type Kind } from '../contracts/kinds/kind.ts';
import { type Stream, type StreamColumn, streamColumn } from '../contracts/stream.ts';
import { ExactNumber } from '../domain/exact-number.ts';
import { isPlainText } from '../domain/plain-text.ts';
import { boundErrors } from '../domain/problem-bounds.ts';
import { type FieldError, fieldError } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';

/** An event that is sound, as it is stored and served. */
export interface SoundEvent {
  readonly id: string;
  /** With the full scale of its column. */
  readonly amount: string;
  /** ISO 8601, UTC, to the millisecond. */
  readonly time: string;
  /** What its category is looked up by. */
  readonly lookedUp: string;
  /** All of it, by column. */
  readonly values: Readonly<Record<string, string | number>>;
}

export type EventCheck =
  | { readonly event: SoundEvent; readonly errors?: undefined }
  | { readonly errors: readonly FieldError[] };

/** Of one event: whoever sends more wrong fields learns how many there are. */
const MOST_ERRORS_OF_EVENT = 10;

/** Checks one event by itself. @param given a record of JSON whose numbers are exact: what was sent */
export function checkEvent(stream: Stream, given: Readonly<Record<string, unknown>>): EventCheck {
  const errors: FieldError[] = Object.keys(given)
    .filter((name) => !stream.columns.some((column) => column.name === name))
    .map((name) => fieldError(name, 'unknown', serviceSentence('no-such-field')));
  const values: Record<string, string | number> = {};
  for (const column of stream.columns) {
    const reading = readMember(column, Object.hasOwn(given, column.name) ? given[column.name] : undefined);
    if (typeof reading === 'object') errors.push(reading);
    else values[column.name] = reading;
  }
  if (errors.length > 0) return { errors: boundErrors(errors.slice(0, MOST_ERRORS_OF_EVENT), errors.length) };
  const { id, amount, time, category } = stream;
  const textOf = (name: string) => String(values[name]);
  return {
    event: { id: textOf(id), amount: textOf(amount), time: textOf(time), lookedUp: textOf(category.of), values },
  };
}

/** An amount that is sent as a setting, by the rules of the stream's own. */
export const readThreshold = (stream: Stream, field: string, given: unknown): string | FieldError => {
  const { kind, meaning } = streamColumn(stream, stream.amount);
  const reading = readMember({ name: field, kind, meaning }, given);
  return typeof reading === 'object' ? reading : String(reading);
};

/** The value of a member, or what is wrong with it. */
function readMember({ name, kind }: StreamColumn, given: unknown): string | number | FieldError {
  if (given === undefined || given === null || given === '') {
    return fieldError(name, 'required', serviceSentence('field-required'));
  }
  if (given instanceof ExactNumber) {
    if (kind.isTime) return readUnixTime(name, kind, given.text);
    return kind.number === undefined ? wrongType(name, kind) : readText(name, kind, given.text);
  }
  if (typeof given !== 'string') return wrongType(name, kind);
  if (!isPlainText(given)) return fieldError(name, 'format', serviceSentence('text-plain'));
  const cell = cleanCell(given);
  if (cell === '') return fieldError(name, 'required', serviceSentence('field-required'));
  return readText(name, kind, kind.isTime ? toTheMillisecond(cell) : cell);
}

function readText(name: string, kind: Kind, cell: string): string | number | FieldError {
  const reading = kind.read(cell);
  if (reading.fault === undefined) return reading.value as string | number;
  const fault: Fault = reading.fault > 1 && hasControlCharacter(cell) ? CONTROL_CHARACTER[0] : reading.fault;
  return fieldError(name, FAULT_TYPES[fault].toLowerCase(), faultSentence(kind, fault));
}

const faultSentence = (kind: Kind, fault: Fault): Sentence =>
  kind.isTime
    ? serviceSentence('event-time')
    : serviceSentence('event-member', { expected: kind.faults.get(fault)!.expected });

function wrongType(name: string, kind: Kind): FieldError {
  if (kind.isTime) return fieldError(name, 'type', serviceSentence('event-time'));
  const type = serviceSentence(kind.number === undefined ? 'type-text' : 'type-exact-number');
  return fieldError(name, 'type', serviceSentence('field-type', { type }));
}

/** Nobody's clock is finer than a nanosecond. */
const UNIX_SECONDS = /^([0-9]{1,11})(?:[.]([0-9]{1,9}))?$/;

/** Clocks give more digits than anybody needs: those beyond the millisecond are left out, never rounded up. */
function readUnixTime(name: string, kind: Kind, text: string): string | number | FieldError {
  const [, seconds, fraction = ''] = UNIX_SECONDS.exec(text) ?? [];
  const said = serviceSentence('event-time');
  if (seconds === undefined) return fieldError(name, 'format', said);
  const moment = new Date(Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3)));
  // Beyond the calendar's end it has no text, or one that no column holds.
  const reading = Number.isNaN(moment.getTime()) ? undefined : kind.read(moment.toISOString());
  return reading?.fault === undefined && reading !== undefined
    ? (reading.value as string)
    : fieldError(name, 'range', said);
}

const toTheMillisecond = (text: string): string => text.replace(/([.][0-9]{3})[0-9]{1,6}(?=$|[Z+-])/, '$1');
