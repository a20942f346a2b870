import { fingerprintOf } from './fingerprint.ts';

/**
 * Uploads that this browser has begun to send, so that they can be gone on with after a reload. The service knows their
 * names, sizes and parts; what is kept here is only what tells the same file when it is chosen again.
 */
const KEPT = 'tranche.begun-uploads';
/** The service takes parts for twelve hours. */
const KEPT_MS = 24 * 3600_000;

interface BegunUpload {
  readonly fingerprint: string;
  readonly lastModified: number;
  readonly begunAt: number;
}

type BegunUploads = Readonly<Record<string, BegunUpload>>;

export function begunUploads(): BegunUploads {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as BegunUploads;
    return Object.fromEntries(Object.entries(kept).filter(([, { begunAt }]) => Date.now() - begunAt < KEPT_MS));
  } catch {
    // Storage may be switched off, or hold what something else has put there.
    return {};
  }
}

export async function rememberBegun(uploadId: string, file: File): Promise<void> {
  const begun = { fingerprint: await fingerprintOf(file), lastModified: file.lastModified, begunAt: Date.now() };
  keep({ ...begunUploads(), [uploadId]: begun });
}

export function forgetBegun(uploadId: string): void {
  const { [uploadId]: _, ...others } = begunUploads();
  keep(others);
}

export type Difference = 'name' | 'size' | 'modified' | 'content';

/** What makes a file another one than that of the upload; undefined if it is the same. */
export async function differenceFrom(
  upload: { readonly upload_id: string; readonly file_name: string; readonly size_bytes: number },
  file: File,
): Promise<Difference | undefined> {
  const begun = begunUploads()[upload.upload_id];
  if (file.name !== upload.file_name) return 'name';
  if (file.size !== upload.size_bytes) return 'size';
  if (begun && file.lastModified !== begun.lastModified) return 'modified';
  if (begun && (await fingerprintOf(file)) !== begun.fingerprint) return 'content';
  return undefined;
}

function keep(uploads: BegunUploads): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(uploads));
  } catch {
    // Storage may be switched off: then a reload ends what is being sent.
  }
}
