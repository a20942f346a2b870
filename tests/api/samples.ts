import { ruleId, type StructureFault } from '../../shared/contracts/rules.ts';
import { csvHeader } from '../../shared/contracts/samples.ts';
import { Slice } from '../../shared/contracts/slice.ts';
import { samplesOf } from '../../shared/datasets/own-samples.ts';
import { DATASETS } from '../../shared/datasets/registry.ts';
import type { BankSlice, FileType } from './answers.ts';
import type { OutgoingFile } from './bank.ts';

/** Files of a slice, generated, and what must become of them. */
export interface Sample {
  readonly files: readonly [OutgoingFile, ...OutgoingFile[]];
  /** By file type. */
  readonly counts: Readonly<Record<string, { readonly rows: number; readonly rejected: number }>>;
  /** Rows by the rule that they break: those for which they are rejected. */
  readonly rejectedBy: Readonly<Record<string, number>>;
}

const HEADER_AGAIN: StructureFault = 6;

/** One slice of every dataset there is. */
export const SLICES: readonly Slice[] = DATASETS.map((contract) => Slice.allOf(contract).at(-1)!);

/** As the client of these tests calls it: by its variant, or else by its dataset. */
export const nameOf = ({ variant, dataset }: Slice): BankSlice => (variant ?? dataset) as BankSlice;

/** The same with the header of each file once more at its end, which is no row. */
export function withHeadersAgain(slice: Slice, { files, counts, rejectedBy }: Sample): Sample {
  const again = (fileType: string) => ({
    rows: counts[fileType]!.rows + 1,
    rejected: counts[fileType]!.rejected + 1,
  });
  const rules = files.map(({ fileType }) => ruleId(slice.fileType(fileType), HEADER_AGAIN));
  return {
    files: files.map((file) => ({
      ...file,
      content: Buffer.concat([
        Buffer.from(file.content),
        Buffer.from(`${csvHeader(slice.fileType(file.fileType), slice.variant)}\n`),
      ]),
    })) as unknown as Sample['files'],
    counts: Object.fromEntries(Object.keys(counts).map((fileType) => [fileType, again(fileType)])),
    rejectedBy: { ...rejectedBy, ...Object.fromEntries(rules.map((rule) => [rule, (rejectedBy[rule] ?? 0) + 1])) },
  };
}

/** @param errors share of the rows that break a rule and must be rejected, 0 to 1 */
export function sampleOf(slice: Slice, rows: number, errors: number, seed: number): Sample {
  const contents = new Map<string, (string | Buffer)[]>();
  const counts: Record<string, { rows: number; rejected: number }> = {};
  const rejectedBy: Record<string, number> = {};
  for (const fileType of slice.contract.fileTypes) {
    contents.set(fileType.name, [csvHeader(fileType, slice.variant)]);
    counts[fileType.name] = { rows: 0, rejected: 0 };
  }
  const options = { rows, errors, warnings: errors / 2, seed };
  for (const { fileType, line, breach } of samplesOf(slice.contract).lines(slice, options)) {
    contents.get(fileType)!.push(line);
    counts[fileType]!.rows += 1;
    if (!breach?.isRejected) continue;
    counts[fileType]!.rejected += 1;
    rejectedBy[breach.ruleId] = (rejectedBy[breach.ruleId] ?? 0) + 1;
  }
  const files = [...contents].map(
    ([fileType, lines]): OutgoingFile => ({
      slice: nameOf(slice),
      fileType: fileType as FileType,
      content: Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')])),
    }),
  );
  return { files: files as [OutgoingFile, ...OutgoingFile[]], counts, rejectedBy };
}
