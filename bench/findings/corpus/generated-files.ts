import { csvHeader, seededRandom } from '../../../shared/contracts/samples.ts';
import type { Slice } from '../../../shared/contracts/slice.ts';
import { samplesOf } from '../../../shared/datasets/own-samples.ts';
import type { PlannedFile } from './delivery.ts';

export interface GeneratedShares {
  /** What they are, the dataset's samples say: credits, clients, companies, customers. */
  readonly rows: number;
  /** Of rows that are rejected, 0 to 1. */
  readonly errors: number;
  /** Of rows that are remarkable; half of the errors where left out. */
  readonly warnings?: number;
  readonly seed: number;
  readonly more?: Readonly<Record<string, number>>;
}

/** The files of a slice as its own samples make them, each line with its end. */
export function generatedLines(slice: Slice, shares: GeneratedShares): Map<string, Buffer[]> {
  const lines = new Map<string, Buffer[]>();
  for (const fileType of slice.contract.fileTypes) {
    lines.set(fileType.name, [Buffer.from(`${csvHeader(fileType, slice.variant)}\n`)]);
  }
  const { errors, warnings = Math.min(errors / 2, 1 - errors) } = shares;
  for (const { fileType, line } of samplesOf(slice.contract).lines(slice, { ...shares, warnings })) {
    lines.get(fileType)!.push(Buffer.concat([Buffer.from(line), Buffer.from('\n')]));
  }
  return lines;
}

/** @param change what becomes of the lines of a file, its header first */
export function generatedFiles(
  slice: Slice,
  shares: GeneratedShares,
  change: (lines: Buffer[], fileType: string) => Buffer[] = (lines) => lines,
): PlannedFile[] {
  // Made once, for all files of the slice.
  let made: Map<string, Buffer[]> | undefined;
  const linesOf = (fileType: string) => {
    made ??= generatedLines(slice, shares);
    return change(made.get(fileType)!, fileType);
  };
  return slice.contract.fileTypes.map(({ name }) => ({
    fileType: name,
    name: `${name}.csv`,
    content: () => linesOf(name),
  }));
}

/** What is put anywhere into a line: all that means something to a reader of CSV, and bytes that are no text. */
const INTRUDERS: readonly Buffer[] = [
  ...[
    '"',
    '"',
    '"',
    '""',
    ';"',
    '";',
    ';',
    ';;',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\0',
    '\x1a',
    ' ',
    '\t',
    ',',
    '\u00a0',
    '\u200b',
  ],
  ...['\ufeff', '\n;;;\n', '"\n', '\n"', "'", '=', '-', '0', 'e\u0301'],
].map((text) => Buffer.from(text));
const NO_TEXT = [Buffer.from([0xff]), Buffer.from([0xc3]), Buffer.from([0xe2, 0x80])];

/** Damages lines below the header in so many places, as the seed chooses. */
export function damaged(lines: readonly Buffer[], places: number, seed: number): Buffer[] {
  const random = seededRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const [header, ...rows] = lines;
  const intruders = [...INTRUDERS, ...NO_TEXT];
  for (let place = 0; place < places && rows.length > 2; place += 1) {
    const at = below(rows.length);
    const line = rows[at]!;
    const cut = below(line.length);
    const draw = random();
    if (draw < 0.55) {
      rows[at] = Buffer.concat([line.subarray(0, cut), intruders[below(intruders.length)]!, line.subarray(cut)]);
    } else if (draw < 0.7) {
      rows[at] = Buffer.concat([line.subarray(0, cut), line.subarray(cut + 1 + below(3))]);
    } else if (draw < 0.8) rows.splice(below(rows.length), 0, line);
    else if (draw < 0.9) {
      const other = below(rows.length);
      [rows[at], rows[other]] = [rows[other]!, line];
    } else if (draw < 0.95) rows.splice(at, 1);
    else rows.splice(at, 0, header!);
  }
  return [header!, ...rows];
}
