import { requestedSlice, requestedTable } from '../../shared/datasets/requested.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { getProfile } from '../../shared/http/endpoints/profiling.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { readPreviousProfile, readProfile } from '../../shared/warehouse/profile.ts';

export const routes = [
  implement(getProfile, async ({ scope, logger }, { query }) => {
    const { version } = query;
    const slice = requestedSlice(query);
    const { name } = requestedTable(slice.contract, query.data_type);
    const read = version === 'live' ? readProfile : readPreviousProfile;
    const profile = await read(warehouseFor(scope), slice, name);
    if (!profile && version === 'previous') {
      throw new Problem(
        'nothing-to-compare',
        serviceSentence('no-profile-before', { table: name, slice: slice.shortText }),
      );
    }
    if (!profile) {
      throw new Problem('nothing-loaded', serviceSentence('no-profile', { table: name, slice: slice.shortText }));
    }
    if (profile.notKept !== undefined) logger.warn('profile not kept', { error: profile.notKept as Error });
    // What is kept of a batch does not name its slice in full: it is older than other datasets.
    const { dataset, variant } = slice;
    return { json: `${JSON.stringify({ dataset, variant }).slice(0, -1)},${profile.json.slice(1)}` };
  }),
];

export const handler = httpFunction(...routes);
