import { integer } from '../../contracts/kinds/integer.ts';

// A surrogate key is a hash of the natural key, so that it is the same in every load and every rebuild, and nobody has to
// remember any. Exact in JSON: 53 bits. What has the hash of another one that comes before it takes a second hash; first
// and second ones have a half of the numbers each, so that they never meet.

/** Of the member that stands for what is not named. */
export const KEY_OF_NONE = 0;

const HALF = 2 ** 52;

/** Whole numbers from 1, and {@link KEY_OF_NONE} where a dimension has such a member. */
export const surrogateKey = () => integer({ min: KEY_OF_NONE, max: Number.MAX_SAFE_INTEGER, isName: true });

/** A dimension or fact table, and how its keys are made. */
export interface Keyed {
  /** SQL of its natural key. */
  readonly natural: string;
  /** So many hashes there are: fewer only where a test wants some to meet. */
  readonly hashes?: number;
}

const firstSql = ({ natural, hashes = HALF - 1 }: Keyed): string => `1 + sipHash64(toString(${natural})) % ${hashes}`;
const secondSql = ({ natural }: Keyed): string =>
  `${HALF} + sipHash64(concat(toString(${natural}), ' again')) % ${HALF}`;

/**
 * The surrogate key of a row, in SQL.
 * @param later a SELECT of the natural keys that take the second hash
 */
export const surrogateKeySql = (keyed: Keyed, later: string): string =>
  `toUInt64(if(${keyed.natural} IN (${later}), ${secondSql(keyed)}, ${firstSql(keyed)}))`;

/**
 * The natural keys whose hash another one has that comes before them: hardly ever any. Reads the rows twice, and holds a
 * hash of each, on disk if they are many.
 * @param rows a subquery that has the natural key, as often as it likes
 */
export function laterKeysSql(keyed: Keyed, rows: string): string {
  const { natural } = keyed;
  const met = `SELECT ${firstSql(keyed)} AS hash FROM ${rows} GROUP BY hash HAVING min(${natural}) != max(${natural})`;
  return `SELECT arrayJoin(arrayPopFront(arraySort(groupUniqArray(${natural})))) FROM ${rows}
    WHERE ${firstSql(keyed)} IN (${met}) GROUP BY ${firstSql(keyed)}`;
}

/** The same, of members that have their keys. @param rows of a dimension, in the order of their keys */
export const laterMembersSql = (natural: string, key: string, rows: string): string =>
  `SELECT ${natural} FROM ${rows} WHERE ${key} >= ${HALF}`;
