import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { readJson, writePrivateJson } from '../../local/service/private-file.ts';
import type { Announced, BegunUpload, UploadJournal } from '../../shared/client/send-file.ts';

const Begun = z.object({
  upload_id: z.string(),
  part_size: z.int().positive(),
  parts: z.array(z.object({ part_number: z.int(), url: z.url() })),
  expires_at: z.string(),
  sent: z.array(z.object({ part_number: z.int(), etag: z.string() })),
});

/** What makes an upload the same one: another file, kind, meaning, bank or service is another upload. */
export interface UploadIdentity {
  readonly url: string;
  readonly tenantId: string;
  readonly slice: string;
  readonly fileType: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly announced: Announced;
}

/** No part is begun that the URLs may not outlive. */
const SPARE_MS = 10 * 60_000;

/** Of uploads in parts that were begun: their URLs are credentials, so only their owner may read them. */
export const journalFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  path.join(env.XDG_STATE_HOME || path.join(homedir(), '.local', 'state'), 'tranche', 'uploads');

/** The journal of one upload: a file that is there while the upload is under way. */
export function uploadJournal(folder: string, identity: UploadIdentity): UploadJournal {
  const name = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
  const file = path.join(folder, `${name}.json`);
  const forget = () => rmSync(file, { force: true });
  return {
    find(): BegunUpload | undefined {
      try {
        const begun = Begun.safeParse(readJson(file)).data;
        if (begun && Date.parse(begun.expires_at) > Date.now() + SPARE_MS) return begun;
      } catch {
        // A file that was cut off is no journal.
      }
      forget();
      return undefined;
    },
    keep(upload) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writePrivateJson(file, upload);
    },
    forget,
  };
}
