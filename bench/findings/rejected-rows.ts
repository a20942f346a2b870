import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RefusedRequest, type TrancheClient } from '../../shared/client/tranche-client.ts';

/** A file that is given out behind a redirect. */
export interface GivenOut {
  readonly bytes: Buffer;
  /** What it is to be called. */
  readonly disposition: string | null;
}

/** Fetches what a sync gives out as files, as a browser would. @returns the code of the refusal where there is none */
export async function fetchGivenOut(url: () => Promise<string>): Promise<GivenOut | string> {
  let address: string;
  try {
    address = await url();
  } catch (error) {
    if (error instanceof RefusedRequest) return error.code;
    throw error;
  }
  const response = await fetch(address);
  if (!response.ok) throw new Error(`a presigned URL answered ${response.status}: ${await response.text()}`);
  return {
    bytes: Buffer.from(await response.arrayBuffer()),
    disposition: response.headers.get('content-disposition'),
  };
}

/** The rejected rows of syncs, and files of them that can be sent again. */
export class RejectedRows {
  readonly #client: TrancheClient;
  readonly #folder: string;
  readonly #given = new Map<string, Promise<GivenOut | string>>();

  /** @param folder where they are written */
  constructor(client: TrancheClient, folder: string) {
    this.#client = client;
    this.#folder = folder;
  }

  of(syncId: string, fileType: string): Promise<GivenOut | string> {
    const key = `${syncId}-${fileType}`;
    const given = this.#given.get(key) ?? fetchGivenOut(() => this.#client.rejectedCsvUrl(syncId, fileType));
    this.#given.set(key, given);
    return given;
  }

  /** @returns the path of a file that holds them; undefined where none were rejected */
  async written(syncId: string, fileType: string): Promise<string | undefined> {
    const given = await this.of(syncId, fileType);
    if (typeof given === 'string') return undefined;
    mkdirSync(path.join(this.#folder, syncId), { recursive: true });
    const file = path.join(this.#folder, syncId, `${fileType}-rejected.csv`);
    writeFileSync(file, given.bytes);
    return file;
  }
}
