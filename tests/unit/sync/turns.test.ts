import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneOf, nextTurns } from '../../../shared/sync/turns.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const LARGE = 1e9;

interface Made {
  readonly tenant: string;
  readonly id?: string;
  readonly bytes?: number | null;
  readonly running?: boolean;
  /** Seconds ago. */
  readonly asked?: number;
  readonly leaseUntil?: number;
  readonly notBefore?: number;
  readonly attempts?: number;
  readonly ready?: boolean;
}
let made = 0;
const lease = ({ tenant, id = `${tenant}-${made++}`, bytes = LARGE, running = false, asked = 0, ...more }: Made) => ({
  tenant_id: tenant,
  sync_id: id,
  state: running ? ('RUNNING' as const) : ('QUEUED' as const),
  is_ready: more.ready ?? true,
  attempts: more.attempts ?? (running ? 1 : 0),
  lease_until: more.leaseUntil ?? NOW + 10_000,
  not_before: more.notBefore ?? 0,
  load_bytes: bytes,
  order: null,
  queued_at: new Date(NOW - asked * 1000).toISOString(),
});
const large = (leases: ReturnType<typeof lease>[], atATime = 2) =>
  nextTurns(leases, { lane: 'large', atATime, now: NOW }).map(({ sync_id }) => sync_id);

describe('whose turn it is', () => {
  it('a tenant that has none running comes before one that has waited longer and has one', () => {
    const busy = [lease({ tenant: 'A', running: true }), lease({ tenant: 'A', id: 'a2', asked: 600 })];
    expect(large([...busy, lease({ tenant: 'B', id: 'b1' })], 4)).toEqual(['b1', 'a2']);
  });

  it('no tenant has more than half of the workers, even where the others are idle', () => {
    const leases = [lease({ tenant: 'A', running: true }), lease({ tenant: 'A' }), lease({ tenant: 'A' })];
    expect(large(leases, 2)).toEqual([]);
    expect(large(leases, 4)).toHaveLength(1);
  });

  it('a smaller sync goes before a larger one, unless that has waited for as long as it takes', () => {
    const [huge, little] = [10e9, 50e6];
    const both = (asked: number) =>
      large([
        lease({ tenant: 'A', id: 'huge', bytes: huge, asked }),
        lease({ tenant: 'B', id: 'little', bytes: little }),
      ]);
    expect(both(60)).toEqual(['little', 'huge']);
    expect(both(240)).toEqual(['huge', 'little']);
    expect(
      large([
        lease({ tenant: 'A', id: 'unknown', bytes: null, asked: 299 }),
        lease({ tenant: 'B', id: 'b', bytes: 0 }),
      ]),
    ).toEqual(['unknown']);
  });

  it('small syncs and orders have workers of their own', () => {
    expect(laneOf({ load_bytes: 500_000, order: null })).toBe('small');
    expect(laneOf({ load_bytes: null, order: null })).toBe('large');
    expect(laneOf({ load_bytes: null, order: { kind: 'publish', sync_id: 'x' } })).toBe('small');
    const leases = [lease({ tenant: 'A', running: true }), lease({ tenant: 'A', id: 'a', bytes: 1000 })];
    expect(nextTurns(leases, { lane: 'small', atATime: 2, now: NOW }).map(({ sync_id }) => sync_id)).toEqual(['a']);
  });

  it('a sync that is claimed and not prepared has no turn yet', () => {
    expect(large([lease({ tenant: 'A', ready: false }), lease({ tenant: 'B', id: 'b' })])).toEqual(['b']);
  });

  it('a worker that is dead holds nothing; what failed waits for its time, and not for ever', () => {
    const dead = lease({ tenant: 'A', id: 'dead', running: true, leaseUntil: NOW - 1 });
    expect(large([dead])).toEqual(['dead']);
    expect(large([lease({ tenant: 'A', notBefore: NOW + 1 })])).toEqual([]);
    expect(large([lease({ tenant: 'A', attempts: 3 })])).toEqual([]);
  });

  it('whatever waits: within the shares, each once, and while one may begin somebody does', () => {
    const any = fc.record({
      tenant: fc.constantFrom('A', 'B', 'C'),
      running: fc.boolean(),
      asked: fc.nat(1000),
      bytes: fc.option(fc.nat(1e10)),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.integer({ min: 1, max: 8 }), (specs, atATime) => {
        const leases = specs.map(lease).filter((one) => laneOf(one) === 'large');
        const turns = nextTurns(leases, { lane: 'large', atATime, now: NOW });
        expect(new Set(turns).size).toBe(turns.length);
        for (const tenant of ['A', 'B', 'C']) {
          const of = (list: typeof leases, state: string) =>
            list.filter((one) => one.tenant_id === tenant && one.state === state).length;
          const running = of(leases, 'RUNNING');
          const begun = of(turns, 'QUEUED');
          const share = Math.max(1, Math.floor(atATime / 2));
          expect(begun).toBe(Math.min(of(leases, 'QUEUED'), Math.max(0, share - running)));
        }
      }),
    );
  });
});
