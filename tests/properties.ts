import fc from 'fast-check';

/**
 * Setup of every test file: random cases every time at the desk; where PROPERTY_SEED is set (.ci/run), the same ones every
 * time, so that what lands does not depend on luck.
 */
const { PROPERTY_SEED, PROPERTY_DEPTH } = process.env;
if (PROPERTY_SEED) fc.configureGlobal({ seed: Number(PROPERTY_SEED) });

/**
 * How many random cases a property that costs an engine is tried with: all of them in `npm run test:faults`, which runs each
 * file that imports this, and a twelfth of them in `npm test`.
 */
export const cases = (all: number): number => (PROPERTY_DEPTH === 'full' ? all : Math.ceil(all / 12));

/** When a property whose every case loads files is given up as hanging; the machine may be busy. */
export const MANY_LOADS_MS = 600_000;
