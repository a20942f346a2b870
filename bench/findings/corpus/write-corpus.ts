import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { allDeliveries } from './all-deliveries.ts';
import type { Delivery, PlannedFile, ReturnedFile, Step, WrittenFile } from './delivery.ts';

/** Deliveries whose files are written. */
export interface Corpus {
  readonly folder: string;
  /** Of all that is in it: dumps of different corpora cannot be compared. */
  readonly sha256: string;
  readonly deliveries: readonly Delivery[];
}

const LIST = 'deliveries.json';
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The corpus of a folder: as it was written there, or, where nothing is, written now. Once made it stays as it is, so that every
 * commit is given the same bytes, whatever makes them changes.
 * @throws {Error} where a file is not as it was written
 */
export function openCorpus(folder: string, log: (line: string) => void): Corpus {
  const list = path.join(folder, LIST);
  if (!existsSync(list)) writeCorpus(folder, log);
  const text = readFileSync(list, 'utf8');
  const deliveries = JSON.parse(text) as Delivery[];
  for (const written of deliveries.flatMap(({ steps }) => steps.flatMap(({ files }) => files.filter(isWritten)))) {
    if (sha256(readFileSync(path.join(folder, written.path))) !== written.sha256) {
      throw new Error(
        `${path.join(folder, written.path)} is not as it was written: remove ${folder}, and it is made anew`,
      );
    }
  }
  return { folder, sha256: sha256(text), deliveries };
}

const isWritten = (file: WrittenFile | ReturnedFile): file is WrittenFile => 'path' in file;

function writeCorpus(folder: string, log: (line: string) => void): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const planned = allDeliveries();
  log(`writing ${planned.length} deliveries to ${folder}`);
  const deliveries = planned.map(({ name, slice: { dataset, variant }, tenant, steps }, index): Delivery => {
    const place = `${String(index + 1).padStart(3, '0')}-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;
    const writtenSteps = steps.map(
      (step, number): Step<WrittenFile | ReturnedFile> => ({
        ...step,
        files: step.files.map((file, at) =>
          'content' in file ? writeFile(folder, path.join(place, `${number + 1}-${at + 1}`), file) : file,
        ),
      }),
    );
    return { name, dataset, variant, tenant, steps: writtenSteps };
  });
  // Last: where it is, everything is.
  const unfinished = path.join(folder, `${LIST}.new`);
  writeFileSync(unfinished, `${JSON.stringify(deliveries, undefined, 1)}\n`);
  renameSync(unfinished, path.join(folder, LIST));
}

function writeFile(folder: string, place: string, { content, ...file }: PlannedFile): WrittenFile {
  const bytes = Buffer.concat(Array.from(content(), (piece) => Buffer.from(piece)));
  const written = path.join(place, file.name);
  mkdirSync(path.join(folder, place), { recursive: true });
  writeFileSync(path.join(folder, written), bytes);
  return { ...file, path: written, bytes: bytes.length, sha256: sha256(bytes) };
}
