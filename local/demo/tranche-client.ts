import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncLog } from '../../shared/http/schemas/sync.ts';
import type { NewUpload, Upload } from '../../shared/http/schemas/upload.ts';
import type { ValidationError } from '../../shared/http/schemas/validation-error.ts';
import type { Variant } from '../../shared/staging/file-kind.ts';

/** The service did not do what was asked; the message is its own words. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly status: number;
  /** Of the problem, such as `sync-in-progress`; empty if the answer was none. */
  readonly code: string;

  constructor(request: string, status: number, problem: { type?: string; title?: string; detail?: string }) {
    super(`${request} answered ${status}: ${problem.detail ?? problem.title ?? 'no reason given'}`);
    this.status = status;
    this.code = problem.type?.split('/').at(-1) ?? '';
  }
}

interface Page<Item> {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
}

const TRIES_WHEN_BUSY = 5;
const TIMEOUT_MS = 60_000;

/** The public API as one bank sees it. */
export class TrancheClient {
  readonly tenantId: string;
  readonly #url: string;
  readonly #apiKey: string;

  constructor(url: string, tenant: { readonly tenant_id: string; readonly api_key: string }) {
    this.#url = url;
    this.#apiKey = tenant.api_key;
    this.tenantId = tenant.tenant_id;
  }

  createUpload(file: NewUpload): Promise<Upload> {
    return this.#send('POST', '/api/uploads', file);
  }

  completeUpload(uploadId: string, parts: readonly { part_number: number; etag: string }[]): Promise<Upload> {
    return this.#send('POST', `/api/uploads/${uploadId}/complete`, { parts });
  }

  getUpload(uploadId: string): Promise<Upload> {
    return this.#send('GET', `/api/uploads/${uploadId}`);
  }

  startSync(loanType: Variant): Promise<SyncLog> {
    return this.#send('POST', '/api/sync', { tenant_id: this.tenantId, loan_type: loanType });
  }

  getSync(id: string): Promise<SyncLog> {
    return this.#send('GET', `/api/sync/logs/${id}`);
  }

  listErrors(syncId: string, filters: Readonly<Record<string, string>>): Promise<Page<ValidationError>> {
    return this.#send('GET', `/api/sync/logs/${syncId}/errors?${new URLSearchParams(filters)}`);
  }

  /** @throws {RefusedRequest} */
  async #send<Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const request = {
      method,
      headers: {
        authorization: `Api-Key ${this.#apiKey}`,
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(this.#url + path, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
      const answer = (await response.json().catch(() => ({}))) as object;
      if (response.ok) return answer as Answer;
      if (response.status !== 429 || attempt === TRIES_WHEN_BUSY) {
        throw new RefusedRequest(`${method} ${path.split('?')[0]} of ${this.tenantId}`, response.status, answer);
      }
      await sleep(1000 * Number(response.headers.get('retry-after') ?? 1));
    }
  }
}
