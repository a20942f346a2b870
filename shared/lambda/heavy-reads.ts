import { MAX_LIMIT } from '../domain/pagination.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { Leave, Places } from '../limits/places.ts';
import type { HttpMiddleware } from './exchange.ts';

/** How long a request waits for its turn, and how often it looks. */
const PATIENCE_MS = 12_000;
const PAUSES_MS = [15, 30, 60, 120, 250, 500];
/** Requests of a kind that wait in a line of a tenant: nobody who comes later would get through in time. */
const LONGEST_LINE = 32;

/** A page of more rows than other lists give at all is as much work as several requests of somebody who looks at a screen. */
const BULK_PLACES = 2;
const placesFor = (query: unknown): number =>
  ((query as { limit?: number } | undefined)?.limit ?? 0) > MAX_LIMIT ? BULK_PLACES : 1;

/**
 * Lets as many of a tenant's heavy requests to the warehouse as it has places for; others wait, and are told to come again
 * when it takes too long. Where places cannot be counted, requests go on.
 * @throws {Problem} 429 `too-many-requests`
 */
export const heavyReads = (places: () => Places | undefined): HttpMiddleware => {
  const lines = new Map<string, Line>();
  const lineOf = (tenantId: string): Line => {
    const line = lines.get(tenantId) ?? new Line(() => lines.delete(tenantId));
    lines.set(tenantId, line);
    return line;
  };
  const leave = ({ exchange }: { readonly exchange: { place?: Leave } }) => {
    const given = exchange.place?.();
    delete exchange.place;
    return given;
  };
  return {
    async before({ context: { exchange } }) {
      if (exchange.route?.endpoint.heavy !== true || exchange.scope === undefined) return;
      const counted = places();
      if (counted === undefined) return;
      const { tenantId } = exchange.scope;
      const count = placesFor(exchange.input?.query);
      try {
        const place = await lineOf(tenantId).enter(count > 1 ? 'bulk' : 'small', () =>
          counted.enter(`reads#${tenantId}`, count),
        );
        if (place) {
          exchange.place = place;
          return;
        }
      } catch (error) {
        exchange.logger.error('requests to the warehouse are not counted', { error: error as Error });
        return;
      }
      throw new Problem('too-many-requests', serviceSentence('warehouse-crowded', { tenant_id: tenantId }), {
        headers: { 'Retry-After': '5' },
        extensions: { violated_policies: ['reads-at-a-time'] },
      });
    },
    after: ({ context }) => leave(context),
    onError: ({ context }) => leave(context),
  };
};

type Kind = 'small' | 'bulk';

/**
 * The requests of a tenant that this process has: many on a laptop, one in a function of AWS. Those that wait stand in a line
 * of their kind, and the first alone looks for a place: now and then, and as soon as one is given back here. What is small goes
 * before what is bulk: somebody looks at a screen while a program of the same bank fetches everything.
 */
class Line {
  readonly #onEmpty: () => void;
  readonly #last: Record<Kind, Promise<unknown>> = { small: Promise.resolve(), bulk: Promise.resolve() };
  readonly #wake: Record<Kind, () => void> = { small: () => {}, bulk: () => {} };
  readonly #waiting: Record<Kind, number> = { small: 0, bulk: 0 };
  #requests = 0;

  /** @param onEmpty told when nobody waits, or has a place */
  constructor(onEmpty: () => void) {
    this.#onEmpty = onEmpty;
  }

  /** Takes a place when those before have theirs; undefined when that takes too long, or too many wait. */
  async enter(kind: Kind, take: () => Promise<Leave | undefined>): Promise<Leave | undefined> {
    if (this.#waiting[kind] >= LONGEST_LINE) return undefined;
    const late = performance.now() + PATIENCE_MS;
    this.#requests += 1;
    this.#waiting[kind] += 1;
    const mine = this.#last[kind].then(() => this.#takeUntil(late, kind, take));
    this.#last[kind] = mine.catch(() => undefined);
    try {
      const place = await mine;
      if (place === undefined) this.#end();
      return place && (() => place().finally(() => this.#end()));
    } catch (error) {
      this.#end();
      throw error;
    } finally {
      this.#waiting[kind] -= 1;
    }
  }

  async #takeUntil(late: number, kind: Kind, take: () => Promise<Leave | undefined>): Promise<Leave | undefined> {
    for (let turn = 0; performance.now() < late; turn += 1) {
      const place = kind === 'bulk' && this.#waiting.small > 0 ? undefined : await take();
      if (place) return place;
      await this.#pause(kind, PAUSES_MS[Math.min(turn, PAUSES_MS.length - 1)]!);
    }
    return undefined;
  }

  #pause(kind: Kind, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake[kind] = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #end(): void {
    this.#requests -= 1;
    this.#wake[this.#waiting.small > 0 ? 'small' : 'bulk']();
    if (this.#requests === 0) this.#onEmpty();
  }
}
