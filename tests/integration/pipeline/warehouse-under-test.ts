import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect } from 'vitest';
import { referencesOf } from '../../../shared/contracts/contract.ts';
import type { Slice } from '../../../shared/contracts/slice.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { PrivateKey } from '../../../shared/operations/private-keys.ts';
import type { ControlTotals } from '../../../shared/pipeline/control-totals.ts';
import type { FileCounts } from '../../../shared/pipeline/file-counts.ts';
import { type Load, loadOf } from '../../../shared/pipeline/load.ts';
import { FileLoad, type StagedPart } from '../../../shared/pipeline/load-file.ts';
import { dropWorkTables } from '../../../shared/pipeline/work-tables.ts';
import { inspectUpload } from '../../../shared/staging/inspect.ts';
import { type Warehouse, warehouseFor } from '../../../shared/warehouse/client.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { loansOf } from '../../slices.ts';
import { startTestEngine, type TestEngine } from '../warehouse/engine-under-test.ts';
import { plainSql } from '../warehouse/plain-sql.ts';

export interface LoadedRow {
  readonly line_number: number;
  readonly row_number: number;
  readonly [column: string]: string | number | null;
}
export interface StoredFinding {
  readonly row_number: number;
  readonly line_number: number;
  readonly rule_id: string;
  readonly field_name: string | null;
  readonly error_type: string;
  readonly severity: string;
  readonly raw_value: string | null;
  readonly record_key: string | null;
  readonly detail: string;
}
export interface Loaded {
  readonly batchId: string;
  readonly counts: FileCounts;
  readonly controlTotals: readonly ControlTotals[];
  readonly rows: LoadedRow[];
  readonly errors: StoredFinding[];
  readonly rejected: { row_number: number; line_number: number; record: string }[];
}

/** What must not depend on the batch: its id does, and so does what an encrypted record looks like. */
const besidesBatch = ({ batchId, rejected, ...rest }: Loaded) => ({
  ...rest,
  rejected: rejected.map(({ record, ...place }) =>
    record.startsWith('tranche-private:') ? place : { record, ...place },
  ),
});

/** An engine, and an HTTP server that hands it files as S3 would. Starts with the test file. */
export function warehouseUnderTest() {
  const scope = tenantScope('BANK001');
  const sql = plainSql(scope);
  const files = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const whole = files.get(request.url!.slice(1));
    const [, first, last] = /^bytes=([0-9]+)-([0-9]+)$/.exec(request.headers.range ?? '') ?? [];
    const body = first === undefined ? whole : whole?.subarray(Number(first), Number(last) + 1);
    const status = body === undefined ? 404 : first === undefined ? 200 : 206;
    response.writeHead(status, {
      'content-length': body?.length ?? 0,
      ...(status === 206 ? { 'content-range': `bytes ${first}-${last}/${whole!.length}` } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  let engine: TestEngine;
  let warehouse: Warehouse;

  beforeAll(async () => {
    engine = await startTestEngine();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await ensureWarehouse(scope);
    warehouse = warehouseFor(scope, 'load');
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await engine?.stop();
  });

  /** Makes the bytes readable for the engine. */
  function stage(
    bytes: Buffer,
    layout: StagedPart['layout'],
    compression: StagedPart['compression'] = 'none',
    packedSize: StagedPart['packedSize'] = null,
  ): StagedPart {
    const name = randomUUID();
    files.set(name, bytes);
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`,
      compression,
      objectSize: bytes.length,
      packedSize,
      contentSize: null,
      layout,
    };
  }

  /** Inspects a file as staging does. */
  async function inspected(
    fileTypeName: string,
    slice: Slice,
    content: string | Buffer,
    allowEmpty: boolean,
  ): Promise<StagedPart> {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
    const object = { size: bytes.length, etag: '"e"', versionId: null };
    let loaded = bytes;
    const objects = {
      head: async () => object,
      read: async (_key: string, _object: object, { start = 0, bytes: most = Infinity } = {}) =>
        Readable.from([bytes.subarray(start, start + most)]),
      // What a sheet is made into.
      write: async (_key: string, content: AsyncIterable<Uint8Array>) => {
        loaded = await buffer(content);
        return { ...object, size: loaded.length };
      },
    };
    const upload = {
      object_key: 'k',
      size_bytes: bytes.length,
      sha256: null,
      slice,
      file_type: fileTypeName,
      allow_empty: allowEmpty,
    };
    const verdict = await inspectUpload(objects, upload, { maxBytes: Number.MAX_SAFE_INTEGER });
    if (!verdict?.ok) throw new Error(`refused: ${verdict?.problem.type} ${verdict?.problem.detail}`);
    const { layout, compression, packed_size } = verdict.inspected;
    return stage(loaded, layout, compression, packed_size);
  }

  /**
   * Loads one file, of one object or several, as a batch of its own, and reads back all that was stored. Of one object it is
   * loaded twice, as a small file is and as one of any size: both must come to the same.
   */
  async function load(
    fileTypeName: string,
    of: string | Slice,
    content: string | Buffer | readonly [string, ...string[]],
    {
      batchId = randomUUID(),
      referenceBatchId,
      referenceBatchIds = referenceBatchId === undefined ? [] : [referenceBatchId],
      allowEmpty = false,
      summedColumns = [],
      keysHeld = warehouse.keysHeld,
      unsettled = [],
      privateKey,
    }: {
      batchId?: string;
      referenceBatchId?: string;
      referenceBatchIds?: readonly string[];
      allowEmpty?: boolean;
      summedColumns?: readonly string[];
      keysHeld?: number;
      /** File types whose keys are not all there when the file is passed, as far as it is told. */
      unsettled?: readonly string[];
      privateKey?: PrivateKey;
    } = {},
  ): Promise<Loaded> {
    const slice = typeof of === 'string' ? loansOf(of) : of;
    const contents = typeof content === 'string' || Buffer.isBuffer(content) ? [content] : content;
    const [first, ...others] = await Promise.all(
      contents.map(async (part) => ({
        ...(await inspected(fileTypeName, slice, part, allowEmpty)),
        summedColumns,
      })),
    );
    const fileType = slice.fileType(fileTypeName);
    const target = {
      slice,
      privateKey,
      referenceBatchIds: Object.fromEntries(
        referencesOf(fileType).map((reference) => [reference.fileType, referenceBatchIds]),
      ),
    };
    const ofAnySize = loaded(
      new FileLoad({ ...warehouse, keysHeld }, { ...target, batchId }, fileType, [first!, ...others]),
      batchId,
    );
    const outcome = await ofAnySize.catch((error: Error) => error);
    if (others.length === 0 && first!.objectSize <= warehouse.smallFileBytes) {
      const otherId = randomUUID();
      const small = loadOf(warehouse, { ...target, batchId: otherId }, fileType, [{ ...first!, contentSize: 0 }]);
      const asSmall = await loaded(small, otherId).catch((error: Error) => error);
      if (outcome instanceof Error || asSmall instanceof Error) expect(asSmall).toEqual(outcome);
      else expect(besidesBatch(asSmall)).toEqual(besidesBatch(outcome));
    }
    if (outcome instanceof Error) throw outcome;
    return outcome;

    async function loaded(fileLoad: Load, batchId: string): Promise<Loaded> {
      await fileLoad.prepare();
      await fileLoad.pass(new Set(unsettled));
      await fileLoad.inspect();
      const counts = await fileLoad.settle();
      await dropWorkTables(warehouse, slice);
      const ofBatch = `batch_id = {batch:UUID}`;
      const ofFile = `${ofBatch} AND file_type = {file:String}`;
      const parameters = { batch: batchId, file: fileTypeName };
      return {
        batchId,
        counts,
        controlTotals: fileLoad.controlTotals,
        rows: await sql.rows(
          `SELECT * EXCEPT (${[...(slice.contract.variants ? [slice.contract.variants.column] : []), 'batch_id', 'line_bytes'].join(', ')})
         FROM ${fileType.table} WHERE ${ofBatch} ORDER BY row_number`,
          parameters,
        ),
        errors: await sql.rows(
          `SELECT row_number, line_number, rule_id, field_name, error_type, severity, raw_value, record_key, detail
         FROM validation_errors WHERE ${ofFile} ORDER BY row_number, rule_id`,
          parameters,
        ),
        rejected: await sql.rows(
          `SELECT row_number, line_number, record FROM rejected_rows WHERE ${ofFile} ORDER BY row_number`,
          parameters,
        ),
      };
    }
  }

  return {
    scope,
    sql,
    load,
    stage,
    get warehouse() {
      return warehouse;
    },
  };
}
