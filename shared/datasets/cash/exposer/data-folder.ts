import { type Columns, countLines, FILE_NAMES, FILES, type FileName, headerOf } from './columns.ts';
import { LineFile } from './line-file.ts';
import { MANIFEST, readManifest } from './manifest.ts';
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

/** @throws {FilesRefused} when they are not of that size, are no such files, or do not agree with each other */
export async function openDataFolder(folder: string, size?: string): Promise<DataFolder> {
  const manifest = await readManifest(folder, size);
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

export const shown = (number: number): string => number.toLocaleString('en');
