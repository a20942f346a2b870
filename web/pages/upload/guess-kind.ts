import { variantsOf } from '../../../shared/contracts/contract.ts';
import { toldByName } from '../../../shared/contracts/told-by-name.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { isSameSlice } from '../../datasets/contracts.ts';
import { pagesOf } from '../../datasets/dataset-pages.ts';
import type { ChosenFile } from './chosen-file.ts';
import { type FileKind, isKnown, type PartialKind } from './kind.ts';

/** Where it comes from what a file is. */
export type Guessed = 'picked' | 'header' | 'companion' | 'name';

export interface GuessedKind extends PartialKind {
  /** Of what is known, by its parts; nothing of the variant where there is none to tell. */
  readonly from: { readonly [K in keyof FileKind]?: Guessed };
}

type Guess = readonly [value: string, from: Guessed];

/**
 * What a file holds: what was picked for it, or else what its header says. Some files look the same for several file types:
 * theirs is the one that they are called after. Some look the same for every variant: theirs is that of the files chosen along
 * with them that say it, or of their name.
 */
export function guessKind(chosen: ChosenFile, all: readonly ChosenFile[]): GuessedKind {
  const { picked } = chosen;
  const possible = possibleKinds(chosen);
  const dataset = guess(picked.dataset, possible, 'dataset');
  const ofDataset = possible.filter((kind) => kind.dataset === dataset?.[0]);
  const fileType =
    guess(picked.fileType, ofDataset, 'fileType') ??
    named(onlyOne(toldByName(ofDataset, [chosen.file.name]).map((kind) => kind.fileType)));
  const told = {
    ...(dataset && { dataset: dataset[0] }),
    ...(fileType && { fileType: fileType[0] }),
  };
  const from = { ...(dataset && { dataset: dataset[1] }), ...(fileType && { fileType: fileType[1] }) };
  if (!dataset) return { ...told, from };
  if (findDataset(dataset[0])?.variants === undefined) return { ...told, variant: null, from };
  const variant: Guess | undefined = picked.variant
    ? [picked.variant, 'picked']
    : guessVariant(
        chosen,
        ofDataset.filter((kind) => kind.fileType === fileType?.[0]),
        all,
      );
  return variant ? { ...told, variant: variant[0], from: { ...from, variant: variant[1] } } : { ...told, from };
}

/** What was picked, or else what all possible kinds have in common. */
function guess(
  picked: string | undefined,
  possible: readonly FileKind[],
  part: 'dataset' | 'fileType',
): Guess | undefined {
  if (picked !== undefined) return [picked, 'picked'];
  const only = onlyOne(possible.map((kind) => kind[part]));
  return only === undefined ? undefined : [only, 'header'];
}

const named = (value: string | undefined): Guess | undefined => (value === undefined ? undefined : [value, 'name']);

/** By its header; where that fits nothing, by what was picked alone. */
const possibleKinds = ({ recognised, picked }: ChosenFile): readonly FileKind[] => {
  if (!recognised?.ok) return [];
  const fitting = recognised.kinds.filter(
    ({ dataset, fileType }) =>
      (picked.dataset ?? dataset) === dataset && (picked.fileType === undefined || picked.fileType === fileType),
  );
  return fitting.length > 0 ? fitting : recognised.kinds;
};

const onlyOne = (values: readonly string[]): string | undefined => {
  const [only, ...others] = new Set(values);
  return others.length === 0 ? only : undefined;
};

function guessVariant(
  { id, file }: ChosenFile,
  possible: readonly FileKind[],
  all: readonly ChosenFile[],
): Guess | undefined {
  const [only, another] = possible;
  if (only?.variant && another === undefined) return [only.variant, 'header'];
  const fits = (slice: SliceName) => possible.some((kind) => isSameSlice(kind, slice));
  const companions = all
    .filter((other) => other.id !== id)
    .flatMap(sliceOfItsOwn)
    .filter((slice) => slice.dataset === only?.dataset);
  const companion = onlyOne(companions.map(({ variant }) => variant ?? ''));
  if (companion && companions.some(fits)) return [companion, 'companion'];
  const dataset = only && findDataset(only.dataset);
  const variants = (dataset ? variantsOf(dataset) : []).filter(
    (variant): variant is string =>
      variant !== null &&
      fits({ dataset: dataset?.name ?? '', variant }) &&
      namePattern(dataset?.name ?? '', variant).test(file.name),
  );
  return variants.length === 1 ? named(variants[0]) : undefined;
}

/** How files of a variant are named: as the dataset says, or by the variant itself. */
const namePattern = (dataset: string, variant: string): RegExp =>
  pagesOf(dataset).fileNames?.[variant] ?? new RegExp(variant.replaceAll('_', '[_ -]?'), 'i');

/** Of a file that says by itself which slice it is of. */
function sliceOfItsOwn({ recognised, picked }: ChosenFile): SliceName[] {
  if (!recognised?.ok) return [];
  const [first, ...others] = recognised.kinds;
  if (first === undefined || others.some((kind) => !isSameSlice(kind, first))) return [];
  const own = { ...first, ...(picked.variant ? { variant: picked.variant } : {}) };
  return isKnown(own) ? [{ dataset: own.dataset, variant: own.variant }] : [];
}
