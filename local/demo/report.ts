import { sliceName } from '../../cli/slice-options.ts';
import { reportSync } from '../../cli/sync-report.ts';
import { countText } from '../../cli/text/quantities.ts';
import type { Outcome } from './delivery.ts';
import type { SampleCounts } from './sample-files.ts';

/**
 * What became of one bank's delivery, as lines.
 * @param reasons how many of the rules that rejected rows are named, the most frequent first
 */
export async function reportOutcome(outcome: Outcome, reasons: number): Promise<string[]> {
  const { delivery, uploads, syncs, sample } = outcome;
  const lines: string[] = ['', `${delivery.client.tenantId} ${sliceName(delivery.slice)}`];
  for (const { name: fileType } of delivery.slice.contract.fileTypes) {
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
function sentRows({ uploads, syncs }: Outcome, fileType: string): { total: number; rejected: number } {
  const files = syncs.flatMap((sync) => sync.files[fileType] ?? []);
  const sent = files.filter(({ upload_id }) => upload_id === uploads[fileType]?.upload_id);
  return {
    total: sent.reduce((rows, file) => rows + (file.total_rows ?? 0), 0),
    rejected: sent.reduce((rows, file) => rows + (file.rejected_rows ?? 0), 0),
  };
}

/** Whether a sample was found to be exactly what it was made to be. */
export const isAsMade = (outcome: Outcome, sample: SampleCounts): boolean =>
  Object.entries(sample.files).every(([fileType, made]) => {
    const { total, rejected } = sentRows(outcome, fileType);
    return total === made.rows && rejected === made.rejected;
  });

function reportSample(outcome: Outcome, sample: SampleCounts): string[] {
  const { syncs } = outcome;
  if (syncs.length === 0 || syncs.some(({ status }) => status !== 'COMPLETED')) return [];
  const files = Object.entries(sample.files);
  const wrong = `${files.map(([name, { rejected }]) => `${countText(rejected)} ${name}`).join(' and ')} rows were wrong on purpose`;
  return isAsMade(outcome, sample)
    ? [`  ${wrong}: exactly these were rejected.`]
    : [
        `  ${wrong}, of ${files.map(([, { rows }]) => countText(rows)).join(' and ')}: NOT what was rejected. Please report this.`,
      ];
}
