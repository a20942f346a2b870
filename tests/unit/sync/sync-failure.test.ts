import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { lineTooLong } from '../../../shared/contracts/file-notices.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { UnreadableFile } from '../../../shared/pipeline/unreadable-file.ts';
import type { FileFault } from '../../../shared/staging/proof.ts';
import type { UploadRecord } from '../../../shared/staging/upload-record.ts';
import { settlementOf } from '../../../shared/sync/settle.ts';
import { fileFailure, finalFailure, type SyncFailure } from '../../../shared/sync/sync-failure.ts';
import { WarehouseError, WarehouseUnavailable } from '../../../shared/warehouse/client.ts';

const credit = fileTypeOf(loans, 'credit');
const upload = { upload_id: 'the-upload' } as UploadRecord;
const failureOf = (error: unknown, fault?: FileFault) => fileFailure(error, credit, upload, async () => fault);

const outOfMemory = (isOwnLimit: boolean) => new WarehouseError('241', 'MEMORY_LIMIT_EXCEEDED', { isOwnLimit });
const damaged = new WarehouseError('271', 'CANNOT_DECOMPRESS');

describe('an error while a file is loaded', () => {
  it.each([
    ['lines that cannot be sorted out', new UnreadableFile(lineTooLong('credit')), undefined, /longer than/],
    [
      'a line beyond the limit',
      new WarehouseError('395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO'),
      undefined,
      /longer than/,
    ],
    ['a stream that is proved damaged', damaged, 'damaged', /damaged or was cut off/],
    ['memory, and a line that is proved too long', outOfMemory(true), 'line-too-long', /longer than/],
  ] as const)('is the file’s: %s', async (_what, error, fault, detail) => {
    const failure = await failureOf(error, fault);
    expect(failure).toMatchObject({ code: 'file-unreadable', unreadable: ['the-upload'] });
    expect((failure as SyncFailure).document().detail).toMatch(detail);
  });

  it.each([
    ['a stream that broke, of a file that is sound', damaged, undefined],
    ['memory, of a file that is sound', outOfMemory(true), undefined],
    // Whatever the file is like: it was not asked.
    ['memory that others used up', outOfMemory(false), 'line-too-long'],
    ['a disk that is full', new WarehouseError('243', 'NOT_ENOUGH_SPACE'), 'damaged'],
    ['an engine that is gone', new WarehouseUnavailable('ECONNRESET'), 'damaged'],
  ] as const)('is ours, and the files are given back: %s', async (_what, error, fault) => {
    expect(await failureOf(error, fault)).toBe(error);
    const failure = finalFailure(error);
    expect(failure.unreadable).toEqual([]);
    expect(settlementOf(false, failure.code)).toBe('STAGED');
  });
});
