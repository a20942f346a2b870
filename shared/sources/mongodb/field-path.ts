import { isJsonPointer, valueAt } from '../../domain/json-pointer.ts';
import { bsonKind } from './bson-kind.ts';

/** `owner`, `owner.name`, `lines.0.amount`, or a JSON pointer, for names that have dots. */
export const isFieldPath = (text: string): boolean =>
  text.startsWith('/') ? isJsonPointer(text) : text.split('.').every((part) => part !== '' && !part.includes('\0'));

/** What is at a path of a document. As MongoDB reads it: behind a list, of each of its items. */
export function valueAtPath(document: object, path: string): unknown {
  return path.startsWith('/') ? valueAt(document, path) : within(document, path.split('.'));
}

function within(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(name)) {
    const found = value.map((item) => within(item, [name, ...rest])).filter((item) => item !== undefined);
    return found.length === 0 ? undefined : found;
  }
  if (!isPlain(value) || !Object.hasOwn(value, name)) return undefined;
  return within((value as Record<string, unknown>)[name], rest);
}

/** A document or a list, and none of the driver's values, which are objects too. */
const isPlain = (value: unknown): value is object =>
  Array.isArray(value) || (typeof value === 'object' && value !== null && bsonKind(value) === undefined);

/** What has to be fetched for these paths; undefined where a projection cannot say it. */
export function fieldsFor(paths: readonly string[]): readonly string[] | undefined {
  const first = paths.map((path) =>
    path.startsWith('/')
      ? path.slice(1).split('/')[0]!.replaceAll('~1', '/').replaceAll('~0', '~')
      : path.split('.')[0]!,
  );
  return first.every((name) => /^[^.$]+$/.test(name)) ? [...new Set(first)] : undefined;
}
