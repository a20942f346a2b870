import { v7 as uuid } from 'uuid';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import type { TenantScope } from '../../../shared/domain/tenancy.ts';
import { stageUpload } from '../../../shared/staging/stage.ts';
import { stagingFor, type TenantStaging } from '../../../shared/staging/tenant-staging.ts';
import type { InspectedFile, UploadRecord } from '../../../shared/staging/upload-record.ts';
import type { AnnouncedUpload } from '../../../shared/staging/uploads.ts';

const SIZE = 10;

const credit = fileTypeOf(loans, 'credit');
/** A file of one sound credit, and what kind of file it is. */
export const CREDIT_CSV = [
  csvHeader(credit, 'RETAIL'),
  csvLine(credit, 'RETAIL', sampleRow(credit, 'RETAIL', seededRandom(1))),
].join('\n');
export const CREDIT_KIND = { dataset: 'loans', variant: 'RETAIL', fileType: 'credit' } as const;

/** What staging finds in a file that can be read. */
export const inspected = (etag = '"e"') => ({
  layout: {
    delimiter: ';' as const,
    columns: ['a'],
    headerLine: 0,
    dataOffset: 2,
    encoding: 'utf-8' as const,
    bom: false,
    lineEnd: 'LF' as const,
  },
  compression: 'none' as const,
  etag,
  version_id: null,
  object_size: SIZE,
  content_size: SIZE,
  packed_size: null,
  row_estimate: 1,
});

/** Stages a file whose credential is in force. */
export const stageInForce = (staging: TenantStaging, uploadId: string, file: InspectedFile): Promise<boolean> =>
  stageUpload(staging, uploadId, file, async () => true);

/** A bank and its files as the registry has them: there are no bytes behind them, and no API before them. */
export function bankWithFiles(scope: TenantScope, clock: () => number = Date.now) {
  const staging = stagingFor(scope, clock);
  const upload = async (id: string): Promise<UploadRecord> => (await staging.uploads.get(id))!;

  /** A file that is awaited for an hour. */
  async function announce(fileType: string, more: Partial<AnnouncedUpload> = {}): Promise<string> {
    const upload_id = uuid();
    await staging.uploads.create({
      upload_id,
      dataset: 'loans',
      variant: 'RETAIL',
      file_type: fileType,
      file_name: 'a.csv',
      size_bytes: SIZE,
      sha256: null,
      sent_by: null,
      key_id: null,
      user_id: null,
      session_id: null,
      corrects: null,
      allow_empty: false,
      expected_rows: null,
      expected_sums: null,
      object_key: `staging/${upload_id}.csv`,
      multipart: null,
      created_at: new Date(clock()).toISOString(),
      upload_until: new Date(clock() + 3_600_000).toISOString(),
      ...more,
    });
    return upload_id;
  }
  const arrive = (id: string): Promise<boolean> => stageInForce(staging, id, inspected());

  return {
    scope,
    staging,
    announce,
    arrive,
    async stage(fileType: string, more: Partial<AnnouncedUpload> = {}): Promise<string> {
      const id = await announce(fileType, more);
      await arrive(id);
      return id;
    },
    upload,
    status: async (id: string) => (await staging.uploads.get(id))?.status,
  };
}
