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

  it('says how much of what was derived is covered, exactly and as shares', async () => {
    const coverage = (rows: number, rows_matched: number, amount: string, amount_matched: string) => ({
      coverage: { rows, rows_matched, amount, amount_matched },
    });
    expect(await report(coverage(20, 10, '13337.35', '4758.25'))).toContain(
      'Covered: 10 of 20 rows (50.0 %), 4,758.25 of 13,337.35 in value (35.7 %).',
    );
    // Beyond what a float holds.
    expect(await report(coverage(2, 1, '99999999999999999999.98', '49999999999999999999.99'))).toContain(
      '49,999,999,999,999,999,999.99 of 99,999,999,999,999,999,999.98 in value (50.0 %).',
    );
    expect(await report(coverage(0, 0, '0.00', '0.00'))).toContain('Covered: 0 of 0 rows, 0.00 of 0.00 in value.');
    expect(await report({ coverage: null })).not.toContain('Covered');
  });

  it('has what is worth knowing before the counts', async () => {
    const detail = '196 rows are still missing.';
    const text = await report({ notices: [{ code: 'rows-still-rejected', detail, rows: 196 }] });
    expect(text.indexOf(detail)).toBeGreaterThan(0);
    expect(text.indexOf(detail)).toBeLessThan(text.indexOf('rows ='));
  });
});
