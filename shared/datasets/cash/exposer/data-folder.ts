import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Columns, countLines, FILE_NAMES, FILES, type FileName, headerOf } from './columns.ts';
import { LineFile, MAKE_THEM } from './line-file.ts';
import { findDays, type PaymentDays } from './payment-days.ts';
import { FilesRefused } from './refusal.ts';

/** What the datamaker has written into a folder, read once and found as its manifest says. */
export interface DataFolder {
  readonly size: string;
  readonly files: Readonly<Record<FileName, LineFile>>;
  readonly rows: Readonly<Record<FileName, number>>;
  readonly days: Readonly<Record<'sepa' | 'swift', PaymentDays>>;
  close(): Promise<void>;
}

const MANIFEST = 'manifest.json';
const count = z.int().nonnegative();
const manifestShape = z.object({
  size: z.string().min(1),
  counts: z.object({ company: count, exchange_rate: count, sepa: count, swift: count }),
});

/** @throws {FilesRefused} when they are not of that size, are no such files, or do not agree with each other */
export async function openDataFolder(folder: string, size?: string): Promise<DataFolder> {
  const manifest = await readManifest(folder);
  if (size !== undefined && size !== manifest.size) {
    throw new FilesRefused(
      `The files in ${folder} are of size ${manifest.size}, not ${size}. Serve them with --size ${manifest.size}, or make ` +
        `the others: npm run datamaker -- --size ${size} --out ANOTHER_DIR`,
    );
  }
  const opened: LineFile[] = [];
  const close = async () => {
    await Promise.all(opened.map((file) => file.close()));
  };
  try {
    const files = {} as Record<FileName, LineFile>;
    for (const name of FILE_NAMES) {
      files[name] = await LineFile.open(folder, `${name}.csv`, headerOf(FILES[name]));
      opened.push(files[name]);
    }
    const days = { sepa: await findDays(files.sepa), swift: await findDays(files.swift) };
    const counted = (name: 'company' | 'exchange_rate') => countLines(files[name], FILES[name] as Columns);
    const rows = {
      company: await counted('company'),
      exchange_rate: await counted('exchange_rate'),
      sepa: days.sepa.rows,
      swift: days.swift.rows,
    };
    const wrong = FILE_NAMES.find((name) => rows[name] !== manifest.counts[name]);
    if (wrong !== undefined) {
      throw new FilesRefused(
        `${wrong}.csv has ${shown(rows[wrong])} rows, and ${MANIFEST} says ${shown(manifest.counts[wrong])}: they are not of ` +
          `one making. Make them again: npm run datamaker -- --size ${manifest.size} --out ${folder} --force`,
      );
    }
    return { size: manifest.size, files, rows, days, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readManifest(folder: string): Promise<z.infer<typeof manifestShape>> {
  let text: string;
  try {
    text = await readFile(path.join(folder, MANIFEST), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? `has no ${MANIFEST}, so nothing the datamaker has finished` : `cannot be read (${code})`;
    throw new FilesRefused(`${folder} ${why}. ${MAKE_THEM}`);
  }
  const manifest = manifestShape.safeParse(parsed(text));
  if (manifest.success) return manifest.data;
  const [{ path: where, message } = { path: [], message: '' }] = manifest.error.issues;
  throw new FilesRefused(
    `${MANIFEST} in ${folder} is not as the datamaker writes it (${[where.join('.'), message].filter(Boolean).join(': ')}). ` +
      MAKE_THEM,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const shown = (number: number): string => number.toLocaleString('en');
