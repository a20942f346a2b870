import { randomUUID } from 'node:crypto';
import type { ProviderEnvironment } from '../../domain/provider.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { claimQuota } from './provider-keys.ts';
import type { ProviderRecord } from './provider-record.ts';

/** Calls in a row that come to nothing open the circuit: none is made until somebody may try again. */
export const FAILURES_TO_OPEN = 5;
export const OPEN_SECONDS = 30;

export interface Admitted {
  readonly placeId: string;
}
export interface Refused {
  /** For people, in English: it stands in the history of a transaction. */
  readonly refused: string;
  /** Where our own limits hold it up: when they may let it out. Undefined where the provider does not answer, or is not there. */
  readonly waitSeconds?: number;
}

/** Calls last for a second or so. */
const PLACE_SECONDS = 2;

interface AdmissionRequest {
  readonly provider: Pick<ProviderRecord, 'code' | 'rate_limit' | 'concurrent_requests'>;
  readonly environment: ProviderEnvironment;
  readonly keyId?: string | null | undefined;
  /** Of a call that is repeated: it keeps its place, and its key is not counted again. */
  readonly placeId?: string | undefined;
  /** Longer than the call can last. */
  readonly holdSeconds: number;
}

interface TrafficRow {
  readonly is_open: boolean;
  readonly failures_in_a_row: number;
  readonly requests: number;
  /** Seconds. */
  readonly to_next_minute: number;
}

/**
 * Lets a request go out, for all workers together: while the circuit is closed (or one may try), within the rate of the minute, the
 * places, and the quota of the key. All of it is claimed, or nothing.
 * @throws {Problem} `quota-used-up`
 */
export const admit = (operations: Operations, request: AdmissionRequest): Promise<Admitted | Refused> =>
  operations.transaction(async (inside) => {
    const { provider, environment, keyId, holdSeconds } = request;
    const at = [provider.code, environment];
    const [traffic] = await inside.query<TrafficRow>(
      `SELECT failures_in_a_row, coalesce(open_until > clock_timestamp(), false) AS is_open,
         CASE WHEN minute = date_trunc('minute', clock_timestamp()) THEN requests ELSE 0 END AS requests,
         ceil(60 - extract(second FROM clock_timestamp()))::int AS to_next_minute
       FROM provider_traffic WHERE provider = $1 AND environment = $2 FOR UPDATE`,
      at,
    );
    if (traffic === undefined) return { refused: 'it is not there any more' };
    if (traffic.is_open) return { refused: 'its circuit is open: too many calls in a row came to nothing' };
    if (traffic.requests >= provider.rate_limit) {
      return { refused: 'its requests of this minute are used up', waitSeconds: traffic.to_next_minute };
    }
    const placeId = request.placeId ?? (await enter(inside, request));
    if (placeId === undefined) {
      return { refused: 'as many calls as it takes are under way', waitSeconds: PLACE_SECONDS };
    }
    if (keyId != null && request.placeId === undefined && !(await claimQuota(inside, { ...request, keyId }))) {
      await inside.query('DELETE FROM provider_places WHERE place_id = $1', [placeId]);
      return { refused: 'the provider key is not in force' };
    }
    // Whoever tries whether it is there again keeps others out for as long.
    const isTrial = traffic.failures_in_a_row >= FAILURES_TO_OPEN;
    await inside.query(
      `UPDATE provider_traffic SET minute = date_trunc('minute', clock_timestamp()), requests = $3,
         open_until = CASE WHEN $4 THEN clock_timestamp() + make_interval(secs => $5) END
       WHERE provider = $1 AND environment = $2`,
      [...at, traffic.requests + 1, isTrial, holdSeconds],
    );
    return { placeId };
  });

async function enter(
  inside: Queryable,
  { provider, environment, holdSeconds }: AdmissionRequest,
): Promise<string | undefined> {
  const at = [provider.code, environment];
  await inside.query(
    'DELETE FROM provider_places WHERE provider = $1 AND environment = $2 AND held_until <= clock_timestamp()',
    at,
  );
  const placeId = randomUUID();
  const entered = await inside.query(
    `INSERT INTO provider_places (place_id, provider, environment, held_until)
     SELECT $3, $1, $2, clock_timestamp() + make_interval(secs => $5)
     WHERE (SELECT count(*) FROM provider_places WHERE provider = $1 AND environment = $2) < $4 RETURNING 1`,
    [...at, placeId, provider.concurrent_requests, holdSeconds],
  );
  return entered.length === 0 ? undefined : placeId;
}
