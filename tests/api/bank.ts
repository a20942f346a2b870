import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AnnouncedUpload,
  BankSlice,
  DataPage,
  DataRow,
  DerivedTable,
  FileType,
  Page,
  ProblemDocument,
  Profile,
  SyncConfig,
  SyncLog,
  Upload,
  ValidationError,
} from './answers.ts';

export interface BankAccess {
  readonly baseUrl: string;
  readonly tenantId: string;
  readonly apiKey: string;
}

export interface Request {
  readonly method?: string;
  /** Sent as JSON; text and bytes are sent as they are. */
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined where the answer is not JSON. */
  readonly body: T;
}

/** As clients name it who know loans alone, and as those do who know other datasets. */
const named = (slice: BankSlice): Readonly<Record<string, string>> =>
  slice === 'RETAIL' || slice === 'COMMERCIAL' ? { loan_type: slice } : { dataset: slice };

/** A file to be sent. */
export interface OutgoingFile {
  readonly slice: BankSlice;
  readonly fileType: FileType;
  readonly content: string | Buffer;
  readonly name?: string;
  readonly sha256?: string;
  /** What is announced, where that is not the truth. */
  readonly announcedSize?: number;
  /** Whatever else is announced, such as the sync that it corrects. */
  readonly announced?: Readonly<Record<string, unknown>>;
}

/** What a sync may be asked besides. */
export interface SyncWishes {
  readonly validate_only?: boolean;
  readonly upload_ids?: readonly string[];
  readonly accept_removal?: boolean;
  readonly rebuild?: boolean;
}

/** An answer other than the one asked for. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  readonly answer: Answer<ProblemDocument>;

  constructor(request: string, answer: Answer<ProblemDocument>) {
    super(`${request} answered ${answer.status}: ${answer.text.slice(0, 1000)}`);
    this.answer = answer;
  }
}

/** How long anything may take before the bank gives up. */
const PATIENCE_MS = 90_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;

/** Asks again, at growing intervals, until the answer will do. @throws after PATIENCE_MS, saying what it saw last */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > deadline) {
      throw new Error(`waited ${patienceMs} ms for ${what}; last seen: ${JSON.stringify(answer).slice(0, 1000)}`);
    }
    await sleep(pause);
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The code of a problem document: the last part of its type. */
export const problemCode = (problem: ProblemDocument | null | undefined): string | undefined =>
  problem?.type.replace('/problems/', '');

/** A bank's side of the API: one tenant, one key. */
export class Bank {
  readonly tenantId: string;
  readonly baseUrl: string;
  apiKey: string;

  constructor({ baseUrl, tenantId, apiKey }: BankAccess) {
    this.baseUrl = baseUrl;
    this.tenantId = tenantId;
    this.apiKey = apiKey;
  }

  /** Of a path of the API. A deployment without a name of its own has the API below a path (`…amazonaws.com/v1`). */
  address(path: string): URL {
    return new URL(this.baseUrl.replace(/\/+$/, '') + path);
  }

  /** Any request, whatever it answers; redirects are not followed. */
  async ask<T = ProblemDocument>(path: string, request: Request = {}): Promise<Answer<T>> {
    const { method = 'GET', body, query = {}, headers = {} } = request;
    const url = this.address(path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Api-Key ${this.apiKey}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: isRaw ? (body as NonNullable<RequestInit['body']>) : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parseJson(text) as T };
  }

  /** A request that must succeed. @throws {UnexpectedAnswer} */
  async call<T>(path: string, request: Request = {}): Promise<T> {
    const answer = await this.ask<T>(path, request);
    if (answer.status < 200 || answer.status > 299) {
      throw new UnexpectedAnswer(`${request.method ?? 'GET'} ${path}`, answer as Answer<ProblemDocument>);
    }
    return answer.body;
  }

  announce(file: OutgoingFile, more: Record<string, unknown> = {}): Promise<AnnouncedUpload> {
    return this.call<AnnouncedUpload>('/api/uploads', {
      method: 'POST',
      body: {
        ...named(file.slice),
        file_type: file.fileType,
        file_name: file.name ?? `${file.slice.toLowerCase()}_${file.fileType}.csv`,
        size_bytes: file.announcedSize ?? Buffer.byteLength(file.content),
        ...(file.sha256 === undefined ? {} : { sha256: file.sha256 }),
        ...file.announced,
        ...more,
      },
    });
  }

  /** Sends the file to the presigned URL. */
  async put(upload: AnnouncedUpload, content: string | Buffer): Promise<void> {
    if (upload.upload.method !== 'PUT') throw new Error(`the upload is to be sent by ${upload.upload.method}`);
    const { url, headers } = upload.upload;
    const response = await fetch(url, { method: 'PUT', headers: { ...headers }, body: Buffer.from(content) });
    if (!response.ok) throw new Error(`PUT of the file answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  }

  upload(id: string): Promise<Upload> {
    return this.call<Upload>(`/api/uploads/${id}`);
  }

  /** Announces and sends a file, and waits until it has been looked at: STAGED, REJECTED or taken already. */
  async send(file: OutgoingFile): Promise<Upload> {
    const announced = await this.announce(file);
    await this.put(announced, file.content);
    return this.waitForUpload(announced.upload_id, (upload) => upload.status !== 'AWAITING_UPLOAD');
  }

  waitForUpload(id: string, isDone: (upload: Upload) => boolean): Promise<Upload> {
    return waitFor(`upload ${id}`, () => this.upload(id), isDone);
  }

  /** Sends a file that must be accepted. */
  async stage(file: OutgoingFile): Promise<Upload> {
    const upload = await this.send(file);
    if (upload.status === 'REJECTED') throw new Error(`the file was rejected: ${JSON.stringify(upload.problem)}`);
    return upload;
  }

  startSync(slice: BankSlice, more: SyncWishes = {}): Promise<SyncLog> {
    return this.call<SyncLog>('/api/sync', {
      method: 'POST',
      body: { tenant_id: this.tenantId, ...named(slice), ...more },
    });
  }

  sync(id: string): Promise<SyncLog> {
    return this.call<SyncLog>(`/api/sync/logs/${id}`);
  }

  /** The sync once it has ended. Its rows must add up, or the bank would not trust it. */
  async waitForSync(id: string, patienceMs?: number): Promise<SyncLog> {
    const log = await waitFor(
      `sync ${id}`,
      () => this.sync(id),
      ({ status }) => status === 'COMPLETED' || status === 'FAILED',
      patienceMs,
    );
    for (const [fileType, file] of Object.entries(log.files)) {
      const { total_rows, valid_rows, rejected_rows } = file;
      if (total_rows !== null && total_rows !== (valid_rows ?? 0) + (rejected_rows ?? 0)) {
        throw new Error(`sync ${id}: the rows of ${fileType} do not add up: ${JSON.stringify(file)}`);
      }
    }
    return log;
  }

  /** Sends the files of one slice, starts a sync and waits for its end, whatever that is. */
  async deliver(...files: [OutgoingFile, ...OutgoingFile[]]): Promise<SyncLog> {
    for (const file of files) await this.stage(file);
    const { id } = await this.startSync(files[0].slice);
    return this.waitForSync(id);
  }

  /** Delivers files that must load. */
  async load(...files: [OutgoingFile, ...OutgoingFile[]]): Promise<SyncLog> {
    const log = await this.deliver(...files);
    if (log.status !== 'COMPLETED') throw new Error(`the sync failed: ${JSON.stringify(log.failure)}`);
    return log;
  }

  /** Announces and sends files, and asks for a sync of exactly these without waiting for anything. */
  async hurry(files: readonly [OutgoingFile, ...OutgoingFile[]], more: SyncWishes = {}): Promise<SyncLog> {
    const announced = await Promise.all(files.map((file) => this.announce(file)));
    await Promise.all(announced.map((upload, index) => this.put(upload, files[index]!.content)));
    const upload_ids = announced.map(({ upload_id }) => upload_id);
    return this.startSync(files[0].slice, { upload_ids, ...more });
  }

  /** Sends files as corrections of a sync, and waits for the end of theirs. */
  async correct(syncId: string, ...files: [OutgoingFile, ...OutgoingFile[]]): Promise<SyncLog> {
    const [first, ...others] = files.map((file) => ({ ...file, announced: { corrects: syncId, ...file.announced } }));
    return this.waitForSync((await this.hurry([first!, ...others])).id);
  }

  /** All entries of a list, page by page. */
  async all<T>(path: string, query: Record<string, string | number | undefined> = {}): Promise<T[]> {
    const entries: T[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<T> = await this.call<Page<T>>(path, { query: { ...query, cursor } });
      entries.push(...page.data);
      if (page.next_cursor !== null && page.next_cursor === cursor)
        throw new Error(`${path}: ${cursor} leads to itself`);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return entries;
  }

  errors(syncId: string, query: Record<string, string | number> = {}): Promise<ValidationError[]> {
    return this.all<ValidationError>(`/api/sync/logs/${syncId}/errors`, { limit: 1000, ...query });
  }

  dataPage(
    slice: BankSlice,
    dataType: FileType | DerivedTable,
    query: Record<string, string | number | undefined> = {},
  ): Promise<DataPage> {
    return this.call<DataPage>('/api/data', { query: { ...named(slice), data_type: dataType, ...query } });
  }

  /** All loaded rows of a kind. */
  rows(
    slice: BankSlice,
    dataType: FileType | DerivedTable,
    query: Record<string, string | number> = {},
  ): Promise<DataRow[]> {
    return this.all<DataRow>('/api/data', { ...named(slice), data_type: dataType, limit: 10_000, ...query });
  }

  /** How many rows of a kind are loaded. */
  async count(slice: BankSlice, dataType: FileType | DerivedTable): Promise<number> {
    return (await this.dataPage(slice, dataType, { limit: 1 })).total_count;
  }

  profile(slice: BankSlice, dataType: FileType | DerivedTable): Promise<Profile> {
    return this.call<Profile>('/api/profiling', { query: { ...named(slice), data_type: dataType } });
  }

  configure(
    slice: BankSlice,
    change: Partial<Omit<SyncConfig, 'loan_type' | 'last_sync_at' | 'last_sync_status'>>,
  ): Promise<SyncConfig> {
    return this.call<SyncConfig>(`/api/sync/configs/${slice}`, { method: 'PATCH', body: change });
  }

  /** Follows the redirect of a CSV of a sync, as a browser would: without credentials. */
  async download(path: string): Promise<{ bytes: Buffer; headers: Headers }> {
    const answer = await this.ask(path);
    const location = answer.headers.get('location');
    if (answer.status !== 302 || location === null) throw new UnexpectedAnswer(`GET ${path}`, answer);
    const response = await fetch(location);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(`the presigned URL answered ${response.status}: ${bytes}`);
    return { bytes, headers: response.headers };
  }

  async errorsCsv(syncId: string): Promise<string> {
    return (await this.download(`/api/sync/logs/${syncId}/errors.csv`)).bytes.toString('utf8');
  }

  async rejectedCsv(syncId: string, fileType: FileType): Promise<Buffer> {
    return (await this.download(`/api/sync/logs/${syncId}/rejected.csv?file_type=${fileType}`)).bytes;
  }
}
