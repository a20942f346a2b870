import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { checkSlice } from '../../../cli/validate/slice-check.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { findingSentence } from '../../../shared/contracts/finding-sentence.ts';
import { type Found, validationError } from '../../../shared/contracts/offline/found.ts';
import { ruleById } from '../../../shared/contracts/rules.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { storeWarnings } from '../../../shared/pipeline/warnings.ts';
import { loansOf, RETAIL } from '../../slices.ts';
import { warehouseUnderTest } from './warehouse-under-test.ts';

const credit = fileTypeOf(loans, 'credit');

export interface Outcome {
  readonly keys: readonly unknown[];
  /** As row, rule and message, warnings too. */
  readonly findings: readonly (readonly [row: number, rule: string, message: string])[];
  readonly notices: readonly (readonly [code: string, rows: number])[];
}

const OF_CORRECTIONS = ['correction-recognised', 'error-rate-not-judged'];

/** Says what became of a credit file, in a warehouse of its own. Held to what the command line says of it without the service. */
export function creditOutcome() {
  const test = warehouseUnderTest();
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tranche-spreadsheet-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return outcome;

  async function outcome(content: string | Buffer, variant = 'RETAIL', allowEmpty = false): Promise<Outcome> {
    const loaded = await test.load('credit', variant, content, { allowEmpty });
    await storeWarnings(test.warehouse, loansOf(variant), credit, loaded.batchId, {});
    const stored = await test.sql.rows<{
      row_number: number;
      line_number: number;
      rule_id: string;
      raw_value: string | null;
      detail: string;
    }>(
      `SELECT row_number, line_number, rule_id, raw_value, detail FROM validation_errors WHERE batch_id = {batch:UUID}
       ORDER BY row_number, rule_id`,
      { batch: loaded.batchId },
    );
    const findings = stored.map(({ row_number, rule_id, raw_value, detail }) => {
      return [row_number, rule_id, findingSentence(ruleById(loans, rule_id)!, raw_value, detail).text] as const;
    });
    const { notices } = loaded.counts;
    expect(loaded.rows.length + loaded.rejected.length).toBe(loaded.counts.totalRows);
    if (!allowEmpty) {
      const saved = path.join(folder, 'credit.csv');
      writeFileSync(saved, content);
      const offline: Found[] = [];
      const report = await checkSlice(RETAIL, [{ path: saved, slice: RETAIL, fileType: 'credit' }], {
        maxErrorRate: 1,
        onFinding: (found) => void offline.push(found),
      });
      const told = offline.map(validationError);
      expect(told.map(({ row_number, rule_id, error_message }) => [row_number, rule_id, error_message])).toEqual(
        findings,
      );
      expect(told.map(({ line_number }) => line_number)).toEqual(stored.map(({ line_number }) => line_number));
      // What it says of its own verdict on a correction is nothing that a load could say.
      const ofFile = report.notices.filter(({ code }) => !OF_CORRECTIONS.includes(code));
      expect(ofFile).toEqual(notices.map(({ rows, ...notice }) => ({ ...notice, count: rows })));
      expect(report.files.credit).toMatchObject({
        total_rows: loaded.counts.totalRows,
        valid_rows: loaded.rows.length,
      });
    }
    return {
      keys: loaded.rows.map((row) => row.loan_account_number),
      findings,
      notices: notices.map(({ code, rows }) => [code, rows]),
    };
  }
}
