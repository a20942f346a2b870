import type { BSON } from 'mongodb';
import { plainNumber } from '../../domain/plain-number.ts';
import type { Sentence } from '../../domain/sentences/sentence.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { listCell } from '../list-cell.ts';
import { bsonKind } from './bson-kind.ts';

/** Of the kinds of binary values. */
const UUID = 4;

/** A value of a document as a cell, digit by digit; undefined for what is none. */
export function cellOf(value: unknown): string | undefined {
  return Array.isArray(value) ? listCell(value.map(plainCell)) : plainCell(value);
}

function plainCell(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.isWellFormed() ? value : undefined;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return plainNumber(String(value));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  switch (bsonKind(value)) {
    case 'Int32':
    case 'Long':
      return String(value);
    case 'Double':
      // The shortest text that is this very number.
      return plainNumber(String((value as BSON.Double).value));
    case 'Decimal128':
      return plainNumber(String(value));
    case 'ObjectId':
      return (value as BSON.ObjectId).toHexString();
    case 'BSONSymbol':
      return plainCell((value as BSON.BSONSymbol).value);
    case 'Binary':
      return (value as BSON.Binary).sub_type === UUID ? String((value as BSON.Binary).toUUID()) : undefined;
    default:
      return undefined;
  }
}

/** For people. */
export function foundIn(value: unknown): Sentence {
  if (Array.isArray(value)) return serviceSentence('json-list');
  if (typeof value === 'string') return serviceSentence('json-broken-text');
  if (value instanceof Date) return serviceSentence('bson-no-date');
  const kind = bsonKind(value);
  return kind === undefined ? serviceSentence('json-object') : serviceSentence('bson-kind', { kind });
}
