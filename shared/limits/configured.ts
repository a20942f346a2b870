import { readConfig } from '../config.ts';
import { makeLogger } from '../observability/logger.ts';
import { clientAddress, type WithIdentity } from './client-address.ts';
import { countersIn } from './counter-store.ts';
import { type Limiter, limiterOf } from './limiter.ts';
import { type Places, placesIn } from './places.ts';

let configured: Limiter | undefined;

/** The limits that this function is configured with. Settings: `limits` and, unless all are off, `staging`. */
export function limiter(): Limiter {
  configured ??= limiterOf({
    quotas: readConfig(['limits']).limits.RATE_LIMITS,
    store: () => countersIn(readConfig(['staging']).staging.STAGING_TABLE),
    logger: makeLogger('limits'),
  });
  return configured;
}

/** Undefined until it is known, null where nothing is limited. */
let counted: Places | null | undefined;

/** Places of heavy requests; undefined where nothing at all is limited. Settings: `limits`, `staging`. */
export function places(): Places | undefined {
  if (counted === undefined) {
    const { RATE_LIMITS, READS_AT_A_TIME } = readConfig(['limits']).limits;
    const isUnlimited = Object.keys(RATE_LIMITS).length === 0;
    counted = isUnlimited ? null : placesIn(readConfig(['staging']).staging.STAGING_TABLE, READS_AT_A_TIME);
  }
  return counted ?? undefined;
}

let edgeSecret: string | undefined;

/** Where a request came from. Settings: `limits`. */
export function requestAddress(event: WithIdentity): string {
  edgeSecret ??= readConfig(['limits']).limits.EDGE_SECRET;
  return clientAddress(event, edgeSecret);
}
