/**
 * A conjunction of UInt8 expressions that are never NULL, 1 for none. Not by AND: of each comparison with a constant that
 * stands in one, the engine's analyzer takes a hash over all that is selected below, which was a third of the time that it
 * took to read a long statement.
 */
export const allHold = (conditions: readonly string[]): string =>
  conditions.length === 1 ? `(${conditions[0]})` : conjunction(conditions);

function conjunction(conditions: readonly string[]): string {
  if (conditions.length < 2) return conditions[0] ?? '1';
  // In halves: a chain of many would be nested as deep.
  const half = Math.ceil(conditions.length / 2);
  return `bitAnd(${conjunction(conditions.slice(0, half))}, ${conjunction(conditions.slice(half))})`;
}
