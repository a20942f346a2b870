import { SYNC_STAGES, type SyncStage } from '../domain/sync.ts';
import { inSpan } from '../observability/tracing.ts';

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
