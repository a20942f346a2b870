import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { holdLease } from '../../../shared/sync/hold-lease.ts';
import {
  type Acquired,
  LEASE_MS,
  type LeaseHold,
  LeaseLost,
  leaseOf,
  listLeases,
  MAX_ATTEMPTS,
} from '../../../shared/sync/lease.ts';
import { cases } from '../../properties.ts';
import { startStagingTable } from '../staging/services.ts';

let table: Awaited<ReturnType<typeof startStagingTable>>;
beforeAll(async () => {
  table = await startStagingTable();
});
afterAll(() => table.stop());

const retail = { dataset: 'loans', variant: 'RETAIL' } as const;
let tenants = 0;

/** A lease of its own, under a clock that only the test moves. */
function freshLease() {
  tenants += 1;
  let now = Date.parse('2026-01-31T06:00:00Z');
  const scope = tenantScope(`LEASE${tenants}`);
  return { scope, lease: leaseOf(scope, retail, () => now), pass: (milliseconds: number) => (now += milliseconds) };
}

const claimOf = (syncId: string) => ({
  syncId,
  files: { credit: [uuid()] },
  validateOnly: false,
  trigger: 'MANUAL' as const,
});

function holdOf(acquired: Acquired): LeaseHold {
  if (!acquired.acquired) throw new Error(`not acquired: ${acquired.reason}`);
  return acquired.hold;
}

describe('claim', () => {
  test('of 50 concurrent claims one wins, and the lease says what it claimed', async () => {
    const { lease } = freshLease();
    const claims = Array.from({ length: 50 }, () => claimOf(uuid()));
    const won = await Promise.all(claims.map((claim) => lease.claim(claim)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const winner = claims[won.indexOf(true)]!;
    expect(await lease.read()).toMatchObject({
      sync_id: winner.syncId,
      state: 'QUEUED',
      files: winner.files,
      attempts: 0,
    });
  });

  test('a claim repeated for the same sync succeeds, for another it does not', async () => {
    const { lease } = freshLease();
    const first = claimOf(uuid());
    expect(await lease.claim(first)).toBe(true);
    expect(await lease.claim(first)).toBe(true);
    expect(await lease.claim(claimOf(uuid()))).toBe(false);
  });

  test('variants and tenants do not share a lease', async () => {
    const { scope, lease } = freshLease();
    expect(await lease.claim(claimOf(uuid()))).toBe(true);
    expect(await leaseOf(scope, { dataset: 'loans', variant: 'COMMERCIAL' }).claim(claimOf(uuid()))).toBe(true);
    expect(await freshLease().lease.claim(claimOf(uuid()))).toBe(true);
  });

  test('an abandoned claim frees the lease, an acquired one cannot be abandoned', async () => {
    const { lease } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    expect(await lease.abandon(uuid())).toBe(false);
    expect(await lease.abandon(claim.syncId)).toBe(true);
    expect(await lease.claim(claim)).toBe(true);
    await lease.acquire(claim.syncId, 'a');
    expect(await lease.abandon(claim.syncId)).toBe(false);
  });
});

describe('acquire', () => {
  test('of 20 workers with the same message one gets the lease', async () => {
    const { lease } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => lease.acquire(claim.syncId, `worker-${i}`)));
    expect(results.filter((result) => result.acquired)).toHaveLength(1);
    expect(results.filter((result) => !result.acquired && result.reason === 'held')).toHaveLength(19);
  });

  test('of 20 workers one steals an expired lease; the fencing number grows and the old owner has lost', async () => {
    const { lease, pass } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    const old = holdOf(await lease.acquire(claim.syncId, 'old'));
    pass(LEASE_MS);
    expect(await lease.acquire(claim.syncId, 'early')).toEqual({ acquired: false, reason: 'held' });
    pass(1);
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => lease.acquire(claim.syncId, `thief-${i}`)));
    const thieves = results.filter((result) => result.acquired);
    expect(thieves).toHaveLength(1);
    const thief = holdOf(thieves[0]!);
    expect(thief.fencing).toBe(old.fencing + 1);
    for (const late of [lease.heartbeat(old), lease.assertHeld(old), lease.release(old), lease.requeue(old, 1)]) {
      await expect(late).rejects.toBeInstanceOf(LeaseLost);
    }
    await lease.heartbeat(thief);
    await lease.release(thief);
  });

  test('a worker that acquires again under its old name has a new hold, and the old one is lost', async () => {
    const { lease, pass } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    const old = holdOf(await lease.acquire(claim.syncId, 'same'));
    pass(LEASE_MS + 1);
    const again = holdOf(await lease.acquire(claim.syncId, 'same'));
    await expect(lease.assertHeld(old)).rejects.toBeInstanceOf(LeaseLost);
    await lease.assertHeld(again);
  });

  test('a heartbeat keeps a lease alive, and a lease that ran out but was not stolen can still be extended', async () => {
    const { lease, pass } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    const hold = holdOf(await lease.acquire(claim.syncId, 'a'));
    pass(LEASE_MS - 1);
    await lease.heartbeat(hold);
    pass(LEASE_MS - 1);
    expect(await lease.acquire(claim.syncId, 'b')).toEqual({ acquired: false, reason: 'held' });
    pass(10);
    await lease.assertHeld(hold);
    pass(59_999);
    expect(await lease.acquire(claim.syncId, 'b')).toEqual({ acquired: false, reason: 'held' });
  });

  test('another sync, an idle lease or none at all: gone', async () => {
    const { lease } = freshLease();
    const gone = { acquired: false, reason: 'gone' };
    expect(await lease.acquire(uuid(), 'a')).toEqual(gone);
    const claim = claimOf(uuid());
    await lease.claim(claim);
    expect(await lease.acquire(uuid(), 'a')).toEqual(gone);
    await lease.release(holdOf(await lease.acquire(claim.syncId, 'a')));
    expect(await lease.acquire(claim.syncId, 'a')).toEqual(gone);
  });

  test('a sync is tried MAX_ATTEMPTS times; then only reconciliation can take it over', async () => {
    const { lease, pass } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      await lease.requeue(holdOf(await lease.acquire(claim.syncId, `try-${attempt}`)), 30);
    }
    expect(await lease.acquire(claim.syncId, 'once more')).toEqual({ acquired: false, reason: 'exhausted' });
    expect(await lease.takeOver(claim.syncId, 'reconcile')).toBeUndefined();
    pass(30_001);
    const [one, other] = await Promise.all([lease.takeOver(claim.syncId, 'r1'), lease.takeOver(claim.syncId, 'r2')]);
    expect([one, other].filter(Boolean)).toHaveLength(1);
    expect((one ?? other)!.fencing).toBe(MAX_ATTEMPTS + 1);
    await lease.release((one ?? other)!);
  });

  test('the fencing number survives release', async () => {
    const { lease } = freshLease();
    const fencings: number[] = [];
    for (let sync = 0; sync < 4; sync += 1) {
      const claim = claimOf(uuid());
      await lease.claim(claim);
      const hold = holdOf(await lease.acquire(claim.syncId, 'a'));
      fencings.push(hold.fencing);
      await lease.release(hold);
      await lease.release(hold);
    }
    expect(fencings).toEqual([1, 2, 3, 4]);
  });
});

describe('reconciliation', () => {
  test('lists the leases that are not idle', async () => {
    const { scope, lease } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    const own = async () => (await listLeases()).filter((found) => found.tenant_id === scope.tenantId);
    expect(await own()).toMatchObject([{ sync_id: claim.syncId, state: 'QUEUED' }]);
    await lease.abandon(claim.syncId);
    expect(await own()).toEqual([]);
  });

  test('of two reconcilers one sends the message again, and it waits longer each time', async () => {
    const { lease, pass } = freshLease();
    await lease.claim(claimOf(uuid()));
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const seen = (await lease.read())!;
      pass(waits.at(-1) ?? LEASE_MS);
      const sent = await Promise.all([lease.nudge(seen), lease.nudge(seen)]);
      expect(sent.filter(Boolean)).toHaveLength(1);
      waits.push((await lease.read())!.lease_until - seen.lease_until);
    }
    expect(waits).toEqual([90_000, 180_000, 360_000, 600_000, 600_000, 600_000]);
  });

  test('a nudged lease has no owner: the worker that seemed dead has lost it', async () => {
    const { lease, pass } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    const hold = holdOf(await lease.acquire(claim.syncId, 'a'));
    const seen = (await lease.read())!;
    pass(LEASE_MS + 1);
    expect(await lease.nudge(seen)).toBe(true);
    await expect(lease.assertHeld(hold)).rejects.toBeInstanceOf(LeaseLost);
    expect(holdOf(await lease.acquire(claim.syncId, 'b')).fencing).toBe(2);
  });
});

describe('holdLease', () => {
  const hold = { syncId: uuid(), owner: 'a', fencing: 1 };
  const settle = (signal: AbortSignal) => expect.poll(() => signal.aborted).toBe(true);

  test('aborts when the lease is lost', async () => {
    const { lease } = freshLease();
    const claim = claimOf(uuid());
    await lease.claim(claim);
    await using kept = holdLease(lease, holdOf(await lease.acquire(claim.syncId, 'a')), { everyMs: 5 });
    expect(kept.signal.aborted).toBe(false);
    // A heartbeat in between makes what was seen old, so look again.
    await expect
      .poll(async () => {
        const seen = (await lease.read())!;
        return seen.state === 'RUNNING' && lease.nudge(seen);
      })
      .toBe(true);
    await settle(kept.signal);
    expect(kept.signal.reason).toBeInstanceOf(LeaseLost);
  });

  test('goes on after a heartbeat that failed, and gives up when the lease has run out meanwhile', async () => {
    let now = 0;
    let beats = 0;
    const lease = {
      heartbeat: async () => {
        beats += 1;
        throw new Error('the table cannot be reached');
      },
    };
    await using kept = holdLease(lease, hold, { everyMs: 1, leaseMs: 100, clock: () => now });
    await expect.poll(() => beats).toBeGreaterThan(3);
    expect(kept.signal.aborted).toBe(false);
    now = 100;
    await settle(kept.signal);
    expect(kept.signal.reason).toBeInstanceOf(LeaseLost);
  });

  test('gives up when a heartbeat hangs for as long as the lease lasts', async () => {
    let now = 0;
    await using stuck = new AsyncDisposableStack();
    let answer = () => {};
    const kept = holdLease({ heartbeat: () => new Promise<void>((done) => (answer = done)) }, hold, {
      everyMs: 1,
      leaseMs: 100,
      clock: () => now,
    });
    stuck.defer(() => kept.stop());
    stuck.defer(() => answer());
    now = 100;
    await settle(kept.signal);
  });

  test('beats no more once stopped', async () => {
    vi.useFakeTimers();
    try {
      const heartbeat = vi.fn(async () => {});
      const kept = holdLease({ heartbeat }, hold, { everyMs: 1 });
      await vi.advanceTimersByTimeAsync(3);
      expect(heartbeat).toHaveBeenCalledTimes(3);
      await kept.stop();
      await vi.advanceTimersByTimeAsync(1000);
      expect(heartbeat).toHaveBeenCalledTimes(3);
      expect(kept.signal.aborted).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});

/**
 * The lease against a model of it: whoever the model says holds the lease can use it and nobody else can; at most one
 * worker holds it; every acquisition has a larger fencing number than all before.
 */
describe('any sequence of operations', () => {
  const WORKERS = ['a', 'b', 'c'] as const;
  type Step =
    | { op: 'claim' }
    | { op: 'abandon' }
    | {
        op: 'acquire' | 'heartbeat' | 'assertHeld' | 'release' | 'requeue' | 'takeOver';
        worker: (typeof WORKERS)[number];
      }
    | { op: 'nudge' }
    | { op: 'pass'; milliseconds: number };

  const worker = fc.constantFrom(...WORKERS);
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ op: fc.constant('claim' as const) }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('abandon' as const) }) },
    { weight: 5, arbitrary: fc.record({ op: fc.constant('acquire' as const), worker }) },
    {
      weight: 6,
      arbitrary: fc.record({
        op: fc.constantFrom(
          'heartbeat' as const,
          'assertHeld' as const,
          'release' as const,
          'requeue' as const,
          'takeOver' as const,
        ),
        worker,
      }),
    },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('nudge' as const) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        op: fc.constant('pass' as const),
        milliseconds: fc.constantFrom(1_000, 44_000, 46_000, 61_000),
      }),
    },
  );

  test('keeps to the model', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const { lease, pass } = freshLease();
        let now = 0;
        const model = {
          state: 'IDLE',
          syncId: '',
          holder: undefined as LeaseHold | undefined,
          until: 0,
          attempts: 0,
          fencing: 0,
        };
        const holds = new Map<string, LeaseHold>();
        let syncId: string = uuid();

        const took = (hold: LeaseHold | undefined, expected: boolean): void => {
          expect(hold !== undefined).toBe(expected);
          if (hold === undefined) return;
          expect(hold.fencing).toBeGreaterThan(model.fencing);
          holds.set(hold.owner, hold);
          Object.assign(model, { state: 'RUNNING', holder: hold, until: now + LEASE_MS, fencing: hold.fencing });
        };

        for (const [index, step] of steps.entries()) {
          if (step.op === 'pass') {
            pass(step.milliseconds);
            now += step.milliseconds;
          } else if (step.op === 'claim') {
            const next = uuid();
            const expected = model.state === 'IDLE';
            expect(await lease.claim(claimOf(next))).toBe(expected);
            if (expected) {
              syncId = next;
              Object.assign(model, { state: 'QUEUED', syncId, holder: undefined, until: now + LEASE_MS, attempts: 0 });
            }
          } else if (step.op === 'abandon') {
            const expected = model.state === 'QUEUED' && model.attempts === 0;
            expect(await lease.abandon(syncId)).toBe(expected);
            if (expected) model.state = 'IDLE';
          } else if (step.op === 'nudge') {
            const seen = await lease.read();
            if (seen === undefined || seen.state === 'IDLE') continue;
            expect(await lease.nudge(seen)).toBe(true);
            Object.assign(model, {
              state: 'QUEUED',
              holder: undefined,
              until: (await lease.read())!.lease_until - Date.parse('2026-01-31T06:00:00Z'),
            });
          } else if (step.op === 'acquire') {
            const free = model.state === 'QUEUED' || (model.state === 'RUNNING' && model.until < now);
            const result = await lease.acquire(syncId, `${step.worker}-${index}`);
            took(
              result.acquired ? { ...result.hold, owner: result.hold.owner } : undefined,
              free && model.attempts < MAX_ATTEMPTS,
            );
            if (result.acquired) {
              model.attempts += 1;
              holds.set(step.worker, result.hold);
            }
          } else if (step.op === 'takeOver') {
            const hold = await lease.takeOver(syncId, `${step.worker}-${index}`);
            took(hold, model.state !== 'IDLE' && model.until < now);
            if (hold !== undefined) holds.set(step.worker, hold);
          } else {
            const hold = holds.get(step.worker);
            if (hold === undefined) continue;
            const holder = model.state === 'RUNNING' && model.holder?.fencing === hold.fencing;
            const done = await (step.op === 'requeue' ? lease.requeue(hold, 30) : lease[step.op](hold)).then(
              () => true,
              (error: unknown) => {
                expect(error).toBeInstanceOf(LeaseLost);
                return false;
              },
            );
            const repeated =
              hold.syncId === syncId &&
              hold.fencing === model.fencing &&
              ((step.op === 'release' && model.state === 'IDLE') ||
                (step.op === 'requeue' && model.state === 'QUEUED'));
            expect(done).toBe(holder || repeated);
            if (!holder) continue;
            if (step.op === 'release') model.state = 'IDLE';
            else if (step.op === 'requeue')
              Object.assign(model, { state: 'QUEUED', holder: undefined, until: now + 30_000 });
            else model.until = now + (step.op === 'heartbeat' ? LEASE_MS : 60_000);
          }
          const stored = await lease.read();
          expect(stored?.state ?? 'IDLE').toBe(model.state);
          expect(stored?.fencing ?? 0).toBe(model.fencing);
          if (model.state === 'RUNNING') expect(stored?.owner).toBe(model.holder?.owner);
        }
      }),
      { numRuns: cases(60) },
    );
  });
});
