import { inSpan } from '../observability/tracing.ts';

/**
 * What a sync spends its time on, in the order in which it happens:
 * fetch (are the files as they were staged) · check (fast lane: check, convert, cross-check, store) · inspect (slow lane: the lines that the fast lane left) · duplicates · count (rows in = loaded + rejected) · publish ·
 * keep (of a correction: the rows that stay and those that come back) · compare (keys of the live book that the new one has
 * not) · warnings · clean-up. Where two files pass a stage, their times add up, also where they overlap.
 */
export const SYNC_STAGES = [
  'fetch',
  'check',
  'inspect',
  'duplicates',
  'count',
  'keep',
  'compare',
  'publish',
  'warnings',
  'clean-up',
] as const;
export type SyncStage = (typeof SYNC_STAGES)[number];

export class StageTimes {
  private readonly milliseconds = new Map<SyncStage, number>();

  /** Runs `work`, and adds its time to the stage, also if it fails. */
  async measure<T>(stage: SyncStage, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await inSpan(`sync ${stage}`, {}, work);
    } finally {
      this.milliseconds.set(stage, (this.milliseconds.get(stage) ?? 0) + performance.now() - begun);
    }
  }

  get stages(): { stage: SyncStage; duration_ms: number }[] {
    return SYNC_STAGES.filter((stage) => this.milliseconds.has(stage)).map((stage) => ({
      stage,
      duration_ms: Math.round(this.milliseconds.get(stage)!),
    }));
  }
}
