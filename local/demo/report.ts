import { reportSync } from '../../cli/sync-report.ts';
import { countText } from '../../cli/text/quantities.ts';
import { FILE_TYPES, type FileTypeName } from '../../shared/domain/slice.ts';
import type { Outcome } from './delivery.ts';
import type { PortfolioCounts } from './portfolio.ts';

/**
 * What became of one bank's delivery, as lines.
 * @param reasons how many of the rules that rejected rows are named, the most frequent first
 */
export async function reportOutcome(outcome: Outcome, reasons: number): Promise<string[]> {
  const { delivery, uploads, syncs, sample } = outcome;
  const lines: string[] = ['', `${delivery.client.tenantId} ${delivery.loanType}`];
  for (const fileType of FILE_TYPES) {
    const upload = uploads[fileType];
    if (!upload || upload.status === 'LOADED' || upload.status === 'FAILED') continue;
    lines.push(
      `  ${fileType} file ${upload.file_name} is ${upload.status}${upload.problem ? `: ${upload.problem.detail}` : ''}`,
    );
  }
  for (const sync of syncs) {
    const report = await reportSync(delivery.client, sync, reasons);
    lines.push(...report.map((line) => `  ${line}`));
  }
  if (sample) lines.push(...reportSample(outcome, sample));
  return lines;
}

/** Rows of the files that were sent, over all syncs. Files that were staged before may have been loaded along with them. */
function sentRows({ uploads, syncs }: Outcome, fileType: FileTypeName): { total: number; rejected: number } {
  const files = syncs.flatMap((sync) => sync.files[fileType] ?? []);
  const sent = files.filter(({ upload_id }) => upload_id === uploads[fileType]?.upload_id);
  return {
    total: sent.reduce((rows, file) => rows + (file.total_rows ?? 0), 0),
    rejected: sent.reduce((rows, file) => rows + (file.rejected_rows ?? 0), 0),
  };
}

/** Whether a sample was found to be exactly what it was made to be. */
export function isAsMade(outcome: Outcome, sample: PortfolioCounts): boolean {
  const credit = sentRows(outcome, 'credit');
  const payment_plan = sentRows(outcome, 'payment_plan');
  return (
    credit.total === sample.credits &&
    credit.rejected === sample.spoiledCredits &&
    payment_plan.total === sample.payments &&
    payment_plan.rejected === sample.spoiledPayments
  );
}

function reportSample(outcome: Outcome, sample: PortfolioCounts): string[] {
  const { syncs } = outcome;
  if (syncs.length === 0 || syncs.some(({ status }) => status !== 'COMPLETED')) return [];
  const wrong = `${countText(sample.spoiledCredits)} credits and ${countText(sample.spoiledPayments)} installments were wrong on purpose`;
  return isAsMade(outcome, sample)
    ? [`  ${wrong}: exactly these were rejected.`]
    : [
        `  ${wrong}, of ${countText(sample.credits)} and ${countText(sample.payments)}: NOT what was rejected. Please report this.`,
      ];
}
