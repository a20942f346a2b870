import fc from 'fast-check';

// Random cases every time at the desk; where PROPERTY_SEED is set (.ci/run), the same ones every time, so that what lands
// does not depend on luck.
const { PROPERTY_SEED } = process.env;
if (PROPERTY_SEED) fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
