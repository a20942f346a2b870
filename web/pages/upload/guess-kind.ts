import { variantsOf } from '../../../shared/contracts/contract.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { isSameSlice } from '../../datasets/contracts.ts';
import { pagesOf } from '../../datasets/dataset-pages.ts';
import type { ChosenFile } from './chosen-file.ts';
import { type FileKind, isKnown, type PartialKind } from './kind.ts';

/** Where the variant of a file comes from. */
export type Guessed = 'picked' | 'header' | 'companion' | 'name';

export interface GuessedKind extends PartialKind {
  /** Undefined as long as nothing tells the variant, and where there is none to tell. */
  readonly variantFrom: Guessed | undefined;
}

/**
 * What a file holds: what was picked for it, or else what its header says. Some files look the same for every variant:
 * theirs is that of the files chosen along with them that say it, or of their name.
 */
export function guessKind(chosen: ChosenFile, all: readonly ChosenFile[]): GuessedKind {
  const { picked } = chosen;
  const possible = possibleKinds(chosen);
  const dataset = picked.dataset ?? onlyOne(possible.map((kind) => kind.dataset));
  const ofDataset = possible.filter((kind) => kind.dataset === dataset);
  const fileType = picked.fileType ?? onlyOne(ofDataset.map((kind) => kind.fileType));
  const told = {
    ...(dataset === undefined ? {} : { dataset }),
    ...(fileType === undefined ? {} : { fileType }),
  };
  if (dataset === undefined) return { ...told, variantFrom: undefined };
  if (findDataset(dataset)?.variants === undefined) return { ...told, variant: null, variantFrom: undefined };
  if (picked.variant) return { ...told, variant: picked.variant, variantFrom: 'picked' };
  const guess = guessVariant(
    chosen,
    ofDataset.filter((kind) => kind.fileType === fileType),
    all,
  );
  return guess ? { ...told, variant: guess[0], variantFrom: guess[1] } : { ...told, variantFrom: undefined };
}

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
): readonly [variant: string, from: Guessed] | undefined {
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
  const named = (dataset ? variantsOf(dataset) : []).filter(
    (variant): variant is string =>
      variant !== null &&
      fits({ dataset: dataset?.name ?? '', variant }) &&
      namePattern(dataset?.name ?? '', variant).test(file.name),
  );
  return named.length === 1 ? [named[0]!, 'name'] : undefined;
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
