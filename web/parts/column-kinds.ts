import type { Kind } from '../../shared/contracts/kinds/kind.ts';

// What the page asks of a column's kind, by the properties that every kind has: never by its name, so that a new kind needs
// nothing here.

interface OfKind {
  readonly kind: Kind;
}

/** Whether values of the column are numbers, aligned and compared as such. */
export const isNumber = ({ kind }: OfKind): boolean => kind.number !== undefined;

/** A number without decimals. */
export const isWhole = ({ kind }: OfKind): boolean => kind.number?.scale === 0;

/** A number that names something: shown as it is. */
export const isName = ({ kind }: OfKind): boolean => kind.isName === true;

/** A ratio, which people read in percent; it is served as a fraction. */
export const isRatio = (column: OfKind): boolean => isNumber(column) && column.kind.unit !== undefined;

/** A calendar date, without time. */
export const isDay = ({ kind }: OfKind): boolean => kind.isTime === true && kind.jsonSchema.format === 'date';

/** A point in time. */
export const isInstant = ({ kind }: OfKind): boolean => kind.isTime === true && kind.jsonSchema.format !== 'date';

/** The values that a column can have, where they are few and known. */
export const choicesOf = ({ kind }: OfKind): readonly string[] =>
  ((kind.jsonSchema.enum as readonly (string | number)[] | undefined) ?? []).map(String);

/** Yes or no, served as 1 and 0. */
export const isFlag = (column: OfKind): boolean =>
  column.kind.servedAs === 'number' && !isNumber(column) && choicesOf(column).join() === '0,1';

/** Text that a bank wrote, in whatever form: shown as it is. */
export const isWritten = (column: OfKind): boolean =>
  column.kind.servedAs === 'string' && !isNumber(column) && !column.kind.isTime && choicesOf(column).length === 0;
