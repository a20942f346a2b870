/**
 * A conjunction of UInt8 expressions that are never NULL, 1 for none. Not by AND: of each comparison with a constant that
 * stands in one, the engine's analyzer takes a hash over all that is selected below, which was a third of the time that it
 * took to read a long statement.
 */
export function allHold(conditions: readonly string[]): string {
  if (conditions.length === 0) return '1';
  if (conditions.length === 1) return `(${conditions[0]})`;
  // In halves: a chain of many would be nested as deep.
  const half = Math.ceil(conditions.length / 2);
  return `bitAnd(${allHold(conditions.slice(0, half))}, ${allHold(conditions.slice(half))})`;
}
