import type { ChangedRow, SyncChanges } from '../domain/changes.ts';
import type { ErrorGroup } from '../domain/error-group.ts';
import type { Page } from '../domain/pagination.ts';
import type { Profile } from '../domain/profile.ts';
import type { PublicationBody } from '../domain/publication.ts';
import { type SliceName, sliceText } from '../domain/slice.ts';
import type { Pull } from '../domain/source.ts';
import type { SyncConfig, SyncConfigPatch, SyncLog } from '../domain/sync.ts';
import type { NewUpload, Upload } from '../domain/upload.ts';
import type { ValidationError } from '../domain/validation-error.ts';
import type { DataPage, DataRow } from '../http/schemas/data.ts';
import type { AnalysisAnswer, AnalysisBody, DatasetBody, SettingsBody } from '../http/schemas/dataset.ts';
import type { HealthCheck } from '../http/schemas/health.ts';
import type { Tenant } from '../http/schemas/tenant.ts';
import { ApiConnection, type ClientOptions, type Query, queryOf } from './api-connection.ts';

export {
  type AnsweredProblem,
  type ClientOptions,
  problemCode,
  type Query,
  RefusedRequest,
  ServiceUnreachable,
} from './api-connection.ts';

/** What `/health` answers, healthy or not. */
export interface HealthAnswer {
  readonly status: number;
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** The service's own clock. */
  readonly date: Date | undefined;
}

/** How a request names a slice. */
type SliceQuery = { readonly dataset: string; readonly variant?: string };
export const sliceQuery = ({ dataset, variant }: SliceName): SliceQuery => ({
  dataset,
  ...(variant === null ? {} : { variant }),
});

/** As far as programs here need it: the API document has all of it. */
export interface Source {
  readonly source_id: string;
  readonly name: string;
  readonly kind: string;
}
export interface SourceChange {
  readonly config?: object;
  readonly credentials?: object;
  readonly is_enabled?: boolean;
}
export interface NewSource extends SliceQuery, SourceChange {
  readonly name: string;
  readonly kind: string;
  readonly config: object;
}

/** What a sync takes, and what it does with it. */
export interface SyncChoice {
  readonly validateOnly?: boolean | undefined;
  /** Exactly these; what is staged, if left out. */
  readonly uploadIds?: readonly string[] | undefined;
  readonly acceptRemoval?: boolean | undefined;
  /** Takes no files: derives from what is live, by the settings of now. */
  readonly rebuild?: boolean | undefined;
}

/** The public API as one bank sees it. */
export class TrancheClient {
  readonly tenantId: string;
  readonly #api: ApiConnection;

  constructor(
    url: string,
    tenant: { readonly tenant_id: string; readonly api_key: string },
    options: ClientOptions = {},
  ) {
    this.tenantId = tenant.tenant_id;
    this.#api = new ApiConnection(url, tenant, options);
  }

  get url(): string {
    return this.#api.url;
  }

  /** Any answer of the API. @param address a path with its query */
  read<Answer>(address: string): Promise<Answer> {
    return this.#api.send('GET', address);
  }

  createUpload(file: NewUpload & SliceQuery): Promise<Upload> {
    return this.#api.send('POST', '/api/uploads', file);
  }

  completeUpload(uploadId: string, parts: readonly { part_number: number; etag: string }[]): Promise<Upload> {
    return this.#api.send('POST', `/api/uploads/${uploadId}/complete`, { parts });
  }

  getUpload(uploadId: string): Promise<Upload> {
    return this.#api.send('GET', `/api/uploads/${uploadId}`);
  }

  listUploads(query: Query): Promise<Page<Upload>> {
    return this.#api.send('GET', `/api/uploads${queryOf(query)}`);
  }

  cancelUpload(uploadId: string): Promise<Upload> {
    return this.#api.send('POST', `/api/uploads/${uploadId}/cancel`);
  }

  startSync(
    slice: SliceName,
    { validateOnly = false, uploadIds, acceptRemoval = false, rebuild = false }: SyncChoice = {},
  ): Promise<SyncLog> {
    return this.#api.send('POST', '/api/sync', {
      tenant_id: this.tenantId,
      ...sliceQuery(slice),
      ...(validateOnly ? { validate_only: true } : {}),
      ...(uploadIds === undefined ? {} : { upload_ids: uploadIds }),
      ...(acceptRemoval ? { accept_removal: true } : {}),
      ...(rebuild ? { rebuild: true } : {}),
    });
  }

  getSync(id: string): Promise<SyncLog> {
    return this.#api.send('GET', `/api/sync/logs/${encodeURIComponent(id)}`);
  }

  listSyncs(query: Query): Promise<Page<SyncLog>> {
    return this.#api.send('GET', `/api/sync/logs${queryOf(query)}`);
  }

  publishSync(id: string): Promise<SyncLog> {
    return this.#api.send('POST', `/api/sync/logs/${encodeURIComponent(id)}/publish`);
  }

  discardSync(id: string): Promise<SyncLog> {
    return this.#api.send('POST', `/api/sync/logs/${encodeURIComponent(id)}/discard`);
  }

  /** What a sync changed, or would change: counts. */
  getChanges(syncId: string): Promise<SyncChanges> {
    return this.#api.send('GET', `/api/sync/logs/${encodeURIComponent(syncId)}/changes`);
  }

  /** The rows behind the counts. */
  listChangedRows(syncId: string, query: Query): Promise<Page<ChangedRow>> {
    return this.#api.send('GET', `/api/sync/logs/${encodeURIComponent(syncId)}/changes/rows${queryOf(query)}`);
  }

  /** What was published, newest first. */
  listPublications(query: Query): Promise<Page<PublicationBody>> {
    return this.#api.send('GET', `/api/publications${queryOf(query)}`);
  }

  /** Shows the book of an earlier sync again. */
  rollBack(slice: SliceName, to: string, reason: string): Promise<PublicationBody> {
    return this.#api.send('POST', '/api/publications/rollback', { ...sliceQuery(slice), to, reason });
  }

  updateConfig(slice: SliceName, change: SyncConfigPatch): Promise<SyncConfig> {
    return this.#api.send('PATCH', `/api/sync/configs/${encodeURIComponent(sliceText(slice))}`, change);
  }

  listConfigs(query: Query): Promise<Page<SyncConfig>> {
    return this.#api.send('GET', `/api/sync/configs${queryOf(query)}`);
  }

  listSources(query: Query): Promise<Page<Source>> {
    return this.#api.send('GET', `/api/sources${queryOf(query)}`);
  }

  createSource(source: NewSource): Promise<Source> {
    return this.#api.send('POST', '/api/sources', source);
  }

  updateSource(sourceId: string, change: SourceChange): Promise<Source> {
    return this.#api.send('PATCH', `/api/sources/${sourceId}`, change);
  }

  startPull(sourceId: string): Promise<Pull> {
    return this.#api.send('POST', `/api/sources/${sourceId}/pull`);
  }

  getPull(pullId: string): Promise<Pull> {
    return this.#api.send('GET', `/api/pulls/${pullId}`);
  }

  listErrors(syncId: string, query: Query): Promise<Page<ValidationError>> {
    return this.#api.send('GET', `/api/sync/logs/${encodeURIComponent(syncId)}/errors${queryOf(query)}`);
  }

  /** The findings of a sync by rule, the most frequent first. */
  listErrorGroups(syncId: string, query: Query): Promise<Page<ErrorGroup>> {
    return this.#api.send('GET', `/api/sync/logs/${encodeURIComponent(syncId)}/error-groups${queryOf(query)}`);
  }

  /** The presigned URL of all findings of a sync as CSV. */
  errorsCsvUrl(syncId: string): Promise<string> {
    return this.#api.redirect(`/api/sync/logs/${encodeURIComponent(syncId)}/errors.csv`);
  }

  /** The presigned URL of the rejected rows of a file of a sync, as they were sent. */
  rejectedCsvUrl(syncId: string, fileType: string): Promise<string> {
    return this.#api.redirect(`/api/sync/logs/${encodeURIComponent(syncId)}/rejected.csv?file_type=${fileType}`);
  }

  /** @param query also `filter[column][op]` */
  getData(query: Query): Promise<DataPage> {
    return this.#api.send('GET', `/api/data${queryOf(query)}`);
  }

  getProfile(query: Query): Promise<Profile> {
    return this.#api.send('GET', `/api/profiling${queryOf(query)}`);
  }

  /** One row with what is known of it. @param query with `key[column]` */
  getDataRow(query: Query): Promise<DataRow> {
    return this.#api.send('GET', `/api/data/row${queryOf(query)}`);
  }

  getDataset(dataset: string): Promise<DatasetBody> {
    return this.#api.send('GET', `/api/datasets/${encodeURIComponent(dataset)}`);
  }

  getSettings(dataset: string): Promise<SettingsBody> {
    return this.#api.send('GET', `/api/datasets/${encodeURIComponent(dataset)}/settings`);
  }

  /** @param change members, each of which takes the place of the one before as a whole */
  updateSettings(dataset: string, change: Readonly<Record<string, unknown>>): Promise<SettingsBody> {
    return this.#api.send('PATCH', `/api/datasets/${encodeURIComponent(dataset)}/settings`, change);
  }

  listAnalyses(dataset: string): Promise<Page<AnalysisBody>> {
    return this.#api.send('GET', `/api/analyses${queryOf({ dataset })}`);
  }

  /** @param query the analysis's own parameters, and `variant` */
  askAnalysis(dataset: string, name: string, query: Query): Promise<AnalysisAnswer> {
    return this.#api.send(
      'GET',
      `/api/analyses/${encodeURIComponent(dataset)}/${encodeURIComponent(name)}${queryOf(query)}`,
    );
  }

  getTenant(): Promise<Tenant> {
    return this.#api.send('GET', '/api/tenant');
  }

  /** Asked without credentials, and once. @throws {ServiceUnreachable} */
  async getHealth(): Promise<HealthAnswer> {
    const response = await this.#api.fetch('/health', {});
    const answer = (await response.json().catch(() => ({}))) as { checks?: Record<string, HealthCheck> };
    const date = response.headers.get('date');
    return { status: response.status, checks: answer.checks ?? {}, date: date === null ? undefined : new Date(date) };
  }
}
