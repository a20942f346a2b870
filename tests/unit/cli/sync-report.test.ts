import { describe, expect, it } from 'vitest';
import { reportSync } from '../../../cli/sync-report.ts';
import { TrancheClient } from '../../../shared/client/tranche-client.ts';
import { problemDocument } from '../../../shared/domain/problems.ts';
import type { SyncLog } from '../../../shared/domain/sync.ts';
import { syncLogBody } from '../../../shared/http/schemas/sync.ts';

const [example] = syncLogBody.meta()!.examples as [SyncLog];
/** Nothing is asked of it: without findings by rule no example is looked for. */
const client = new TrancheClient('http://127.0.0.1:1', { tenant_id: 'BANK001', api_key: '' });

const report = async (more: Partial<SyncLog>): Promise<string> =>
  (await reportSync(client, { ...example, error_summary: null, ...more }, 5)).join('\n');

describe('the report of a sync', () => {
  it('says of warnings that their rows are loaded only where they are', async () => {
    expect(await report({})).toContain('12 findings were warnings: those rows are loaded.');
    expect(await report({ warning_count: 1 })).toContain('1 finding was a warning: that row is loaded.');
    expect(await report({ validate_only: true, publication: null })).toContain('warnings: those rows are valid.');
    const unpublished: Partial<SyncLog>[] = [
      { status: 'FAILED', failure: problemDocument('error-rate-exceeded'), publication: null },
      { publication: 'pending', published_at: null },
      { publication: 'discarded', published_at: null },
    ];
    for (const more of unpublished) {
      const text = await report(more);
      expect(text).toContain('12 findings were warnings');
      expect(text).not.toContain('rows are loaded');
    }
  });

  it('says of removed rows that they are gone only where the book is live', async () => {
    const files = (removed_rows: number) => ({ credit: { ...example.files.credit!, removed_rows } });
    expect(await report({ files: files(1) })).toContain('1 live row is not in the book any more');
    expect(await report({ files: files(4) })).toContain('4 live rows are not in the book any more');
    expect(await report({ files: files(4), publication: 'pending' })).toContain('4 live rows would not be in the book');
  });

  it('has what is worth knowing before the counts', async () => {
    const detail = '196 rows are still missing.';
    const text = await report({ notices: [{ code: 'rows-still-rejected', detail, rows: 196 }] });
    expect(text.indexOf(detail)).toBeGreaterThan(0);
    expect(text.indexOf(detail)).toBeLessThan(text.indexOf('rows ='));
  });
});
