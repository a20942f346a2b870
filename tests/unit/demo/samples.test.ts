import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from '../../../local/demo/arguments.ts';
import { runDemo } from '../../../local/demo/run-demo.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';

test('samples are written for somebody who sends them in another way: no service is asked', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tranche-samples-'));
  let said = '';
  const code = await runDemo(readArguments(['--write', 'samples', '--rows', '20', '--loan-type', 'RETAIL']), {
    home: path.join(folder, 'nowhere'),
    folder,
    output: {
      write: (text: string) => {
        said += text;
        return true;
      },
    } as never,
    interrupted: new AbortController().signal,
  });
  const written = said.trim().split('\n');
  expect([code, written.map((file) => path.relative(folder, file))]).toEqual([
    0,
    ['samples/sample_retail_credit.csv', 'samples/sample_retail_payment_plan.csv'],
  ]);
  const lines = written.map((file) => readFileSync(file, 'utf8').trim().split(/\r?\n/));
  expect(lines.map(([header]) => header)).toEqual(
    ['credit', 'payment_plan'].map((name) => csvHeader(fileTypeOf(loans, name), 'RETAIL')),
  );
  expect(lines[0]).toHaveLength(21);
  rmSync(folder, { recursive: true });
});
