import { loans } from '../../shared/contracts/loans.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { getProfile } from '../../shared/http/endpoints/profiling.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { readPreviousProfile, readProfile } from '../../shared/warehouse/profile.ts';

export const routes = [
  implement(getProfile, async ({ scope, logger }, { query: { loan_type, data_type, version } }) => {
    const read = version === 'live' ? readProfile : readPreviousProfile;
    const profile = await read(warehouseFor(scope), loans, data_type, loan_type);
    if (!profile && version === 'previous') {
      throw new Problem(
        'nothing-to-compare',
        `There is no profile of a ${data_type} batch of ${loan_type} before the current one.`,
      );
    }
    if (!profile) {
      throw new Problem(
        'nothing-loaded',
        `No ${data_type} batch of ${loan_type} has been published for this tenant yet.`,
      );
    }
    if (profile.notKept !== undefined) logger.warn('profile not kept', { error: profile.notKept as Error });
    return { json: profile.json };
  }),
];

export const handler = httpFunction(...routes);
