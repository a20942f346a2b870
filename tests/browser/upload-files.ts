import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Upload } from '../api/answers.ts';
import type { Bank, OutgoingFile } from '../api/bank.ts';
import { creditRows, headerOf, lineOf } from '../api/files.ts';

/** Where a test keeps the files that it chooses. */
export const uploadFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'tranche-upload-'));

export async function write(folder: string, name: string, content: string | Buffer): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

/** Chooses files as the file dialog does. */
export const choose = (page: Page, ...files: string[]): Promise<void> =>
  page.locator('input[type=file]').first().setInputFiles(files);

/** One file in any of the page's lists. */
export const fileIn = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });

const UNIQUE_ROWS = 2000;

/** A credit file of that size or a bit more: its first rows are unique, then they repeat. */
export function largeCreditFile(bytes: number): Buffer {
  const rows = creditRows('RETAIL', UNIQUE_ROWS).map((row) => lineOf('credit', 'RETAIL', row));
  const block = Buffer.from(`${rows.join('\n')}\n`);
  const header = Buffer.from(`${headerOf('credit', 'RETAIL')}\n`);
  return Buffer.concat([header, ...Array.from({ length: Math.ceil(bytes / block.length) }, () => block)]);
}

export const bytesOf = ({ content }: OutgoingFile): Buffer => Buffer.from(content);

/** The newest upload of that name. */
export async function uploadOf(bank: Bank, name: string): Promise<Upload | undefined> {
  const uploads = await bank.all<Upload>('/api/uploads');
  return uploads.find(({ file_name }) => file_name === name);
}
