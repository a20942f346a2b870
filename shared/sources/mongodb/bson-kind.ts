/**
 * What the driver calls a value of BSON that JavaScript has none for. Its classes say so; a document that has a field of that name,
 * as some programs have stored by mistake, is a document.
 */
export const bsonKind = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && !Object.hasOwn(value, '_bsontype')
    ? (value as { readonly _bsontype?: string })._bsontype
    : undefined;
