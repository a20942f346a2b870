import { tenantScope } from '../../shared/domain/tenancy.ts';
import { type SyncRun, TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { type Figure, figure, type SectionResult } from '../figures.ts';
import { timed } from '../measure.ts';
import { VARIANT } from '../portfolios.ts';
import type { BenchService } from '../service.ts';

export const breakdown: Section = {
  title: 'Where the time goes: one sync of a clean and of a dirty portfolio, stage by stage',
  run: measureStages,
};

const CASES = [
  { key: 'clean', label: 'clean', errors: 0 },
  { key: 'dirty_1', label: '1 % wrong', errors: 0.01 },
] as const;

async function measureStages(context: BenchContext): Promise<SectionResult> {
  const service = await context.service();
  const bank = new TrancheBank(service, 1);
  const figures: Figure[] = [];
  for (const { key, label, errors } of CASES) {
    const portfolio = await context.portfolios.get(context.scale, errors);
    const syncs: SyncRun[] = [];
    const crossChecks: number[] = [];
    for (let round = 0; round <= context.runs; round += 1) {
      const sync = await bank.deliver(portfolio);
      const crossCheck = await crossCheckSeconds(service, bank.tenantId, sync.log.batch_id);
      context.log(`breakdown, ${label}: ${sync.completedSeconds.toFixed(2)} s${round === 0 ? ' (warm-up)' : ''}`);
      if (round === 0) continue;
      syncs.push(sync);
      crossChecks.push(crossCheck);
    }
    figures.push(
      ...stageFigures(key, label, syncs),
      figure(`breakdown.${key}.cross_check_seconds`, `${label}: of the check, the cross-check`, 's', crossChecks),
    );
  }
  return {
    figures,
    notes: [
      'Stages are what the sync itself writes into its log: fetch (are the objects as they were staged), check (read, check, convert, cross-check, store), inspect (the lines that the check did not take), duplicates, count, compare (keys of the live book that the new one has not), publish, warnings, clean-up. Times of the two files add up.',
      'hand-over: from POST /api/sync until a function has taken the message. between: log and lease, from stage to stage.',
      'The cross-check is part of the check; it is measured by itself on the loaded rows: every payment looked up among the credits.',
    ],
  };
}

function stageFigures(key: string, label: string, syncs: readonly SyncRun[]): Figure[] {
  const first = syncs[0]?.log.stages ?? [];
  const stages = first.map(({ stage }) =>
    figure(
      `breakdown.${key}.${stage.replaceAll('-', '_')}_seconds`,
      `${label}: ${stage}`,
      's',
      syncs.map(({ log }) => (log.stages.find((measured) => measured.stage === stage)?.duration_ms ?? 0) / 1000),
    ),
  );
  const begun = ({ log }: SyncRun) => (Date.parse(log.completed_at ?? '') - Date.parse(log.started_at ?? '')) / 1000;
  const inStages = ({ log }: SyncRun) => log.stages.reduce((total, { duration_ms }) => total + duration_ms, 0) / 1000;
  return [
    figure(
      `breakdown.${key}.hand_over_seconds`,
      `${label}: hand-over`,
      's',
      syncs.map((sync) => sync.completedSeconds - begun(sync)),
    ),
    ...stages,
    figure(
      `breakdown.${key}.between_seconds`,
      `${label}: between`,
      's',
      syncs.map((sync) => begun(sync) - inStages(sync)),
    ),
    figure(
      `breakdown.${key}.completed_seconds`,
      `${label}: all of it`,
      's',
      syncs.map((sync) => sync.completedSeconds),
    ),
  ];
}

async function crossCheckSeconds(service: BenchService, tenantId: string, batch: string): Promise<number> {
  const { seconds } = await timed(() =>
    service.warehouse.command({
      query: `SELECT count() FROM {database:Identifier}.fact_payment_plan
        WHERE loan_type = {variant:String} AND batch_id = {batch:UUID} AND loan_account_number IN (
          SELECT loan_account_number FROM {database:Identifier}.fact_credit
          WHERE loan_type = {variant:String} AND batch_id = {batch:UUID})`,
      query_params: { database: tenantScope(tenantId).database, variant: VARIANT, batch },
    }),
  );
  return seconds;
}
