import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT } from '../../../cli/exit-codes.ts';
import { tellFailure } from '../../../cli/failure.ts';
import { checkSlice } from '../../../cli/validate/slice-check.ts';
import { sendFile } from '../../../shared/client/send-file.ts';
import type { TrancheClient } from '../../../shared/client/tranche-client.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { fileNameFault } from '../../../shared/domain/file-name.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-names-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['\u202evsc.csv', 'a\u0001.csv', '\u3000'])(
  'the command line refuses %j as the service does',
  async (name) => {
    const slice = Slice.of(loans, 'RETAIL');
    const file = { slice, fileType: 'credit', path: path.join(folder, name) };
    writeFileSync(file.path, 'x');
    const { detail } = fileNameFault(name)!;
    const failure = tellFailure(await sendFile({} as TrancheClient, file).catch((error: unknown) => error));
    expect(failure).toMatchObject({
      exit: EXIT.usage,
      code: 'invalid-request',
      message: expect.stringContaining(detail),
    });
    const report = await checkSlice(slice, [file], { maxErrorRate: 1 });
    expect(report.loadable).toBe(false);
    expect(report.files.credit).toMatchObject({
      status: 'REJECTED',
      problem: { type: '/problems/invalid-request', detail, errors: [{ field: 'file_name', detail }] },
    });
  },
);
