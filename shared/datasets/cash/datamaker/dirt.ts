import type { RowBlock } from './period.ts';

/** What is done to rows of SWIFT payments on purpose. Half of the batches repeat an amount, half have different ones. */
export const DIRT = ['batch_same_amounts', 'batch_different_amounts', 'invalid_iban'] as const;
export type Dirt = (typeof DIRT)[number];

/** Of all rows are members of batches; and as many have an account number that is none. */
const SHARE = 0.01;
const LARGEST_BATCH = 4;
/** Of the batches have a row of somebody else in the middle, made in the same second. */
const PARTED = 0.3;
const TRIES = 1_000;

/** What a row is in its block. A batch is its first row and the members behind it. */
export const ROLE = { clean: 0, sameAmounts: 1, differentAmounts: 2, member: 3, between: 4, invalidIban: 5 } as const;

/** Over all blocks it comes to the share of all rows. */
const wantedOf = ({ first, end }: RowBlock): number => Math.floor(end * SHARE) - Math.floor(first * SHARE);

/**
 * The role of each row of a block. `untouched` rows at the start of the file stay clean, and so do the first and the last
 * row of a quarter.
 */
export function rolesOf(block: RowBlock, untouched: number, random: () => number): Uint8Array {
  const roles = new Uint8Array(block.end - block.first);
  const low = Math.max(untouched - block.first, block.opens ? 1 : 0, 0);
  const high = roles.length - (block.closes ? 1 : 0);
  const wanted = wantedOf(block);
  const sizes = batchSizes(wanted, random);
  const parity = random() < 0.5 ? 0 : 1;
  for (const [batch, size] of sizes.entries()) {
    const width = size + (random() < PARTED ? 1 : 0);
    const place = freePlace(roles, low, high - width, width, random);
    if (place === undefined) continue;
    roles.fill(ROLE.member, place, place + width);
    roles[place] = batch % 2 === parity ? ROLE.sameAmounts : ROLE.differentAmounts;
    if (width > size) roles[place + 1] = ROLE.between;
  }
  for (let count = 0; count < wanted; count += 1) {
    const place = freePlace(roles, low, high - 1, 1, random);
    if (place !== undefined) roles[place] = ROLE.invalidIban;
  }
  return roles;
}

/** Two to four each, an even number of them if that can be. */
function batchSizes(members: number, random: () => number): readonly number[] {
  const sizes: number[] = [];
  for (let left = members; left >= 2; left -= sizes.at(-1)!) {
    const size = left <= LARGEST_BATCH ? left : 2 + Math.floor(random() * (LARGEST_BATCH - 1));
    // Of five, four would leave one.
    sizes.push(left - size === 1 ? 3 : size);
  }
  const largest = sizes.indexOf(LARGEST_BATCH);
  if (sizes.length % 2 === 1 && largest >= 0) sizes.splice(largest, 1, 2, 2);
  return sizes;
}

/** A place from which so many rows are clean; none where a small block has no room. */
function freePlace(roles: Uint8Array, low: number, last: number, width: number, random: () => number) {
  if (last < low) return undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const place = low + Math.floor(random() * (last - low + 1));
    if (roles.subarray(place, place + width).every((role) => role === ROLE.clean)) return place;
  }
  return undefined;
}
