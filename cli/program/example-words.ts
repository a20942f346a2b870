import { type Column, derivedTablesOf, variantsOf } from '../../shared/contracts/contract.ts';
import { Slice } from '../../shared/contracts/slice.ts';
import { computationOf } from '../../shared/datasets/computations.ts';
import { DATASETS, DEFAULT_DATASET } from '../../shared/datasets/registry.ts';
import { SLICE_NAMES, sliceName } from '../slice-options.ts';

/** What the examples in the help are about: the default dataset, by its contract. */
const [variant, otherVariant = variant] = variantsOf(DEFAULT_DATASET);
const first = DEFAULT_DATASET.fileTypes[0]!;
const last = DEFAULT_DATASET.fileTypes.at(-1)!;
const columnOf = (columns: readonly Column[], fits: (column: Column) => boolean): string =>
  (columns.find((column) => fits(column) && column.stored !== false) ?? columns[0]!).name;

export const SLICE = sliceName(Slice.of(DEFAULT_DATASET, variant ?? null));
export const OTHER_SLICE = sliceName(Slice.of(DEFAULT_DATASET, otherVariant ?? null));
/** Examples of what not every dataset has: derived tables, analyses, settings. */
const deriving = DATASETS.find((contract) => derivedTablesOf(contract).length > 0) ?? DEFAULT_DATASET;
const [derivingVariant] = variantsOf(deriving);
export const DERIVING_SLICE = sliceName(Slice.of(deriving, derivingVariant ?? null));
export const DERIVED = derivedTablesOf(deriving).at(-1) ?? deriving.fileTypes[0]!;
/** An analysis with a limit, as it is asked. */
export const ASKED = DATASETS.flatMap((contract) =>
  computationOf(contract).analyses.flatMap((each) =>
    each.parameters.safeParse({ limit: '5' }).success ? `${contract.name} ${each.name} --limit 5` : [],
  ),
);
/** A member of a setting of a dataset: how it is set, and taken away. */
export const [CHOSEN] = DATASETS.flatMap((contract) =>
  Object.entries(computationOf(contract).settings?.defaults ?? {}).flatMap(([name, value]) =>
    Object.entries(typeof value === 'object' ? (value ?? {}) : {}).map(([member, own]) => ({
      dataset: contract.name,
      path: `${name}.${member}`,
      value: String(own),
    })),
  ),
);

/** How a slice of any dataset may be typed. */
export const SLICE_FORMS = SLICE_NAMES.join(', ');

export const FIRST_TYPE = first.name;
export const LAST_TYPE = last.name;
export const FILE = `${first.name}.csv`;
/** Of one delivery. */
export const FILES = [...new Set([first, last])].map(({ name }) => `${name}.csv`).join(' ');
export const LAST_FILE = `${last.name}.csv`;

export const KEY = first.key[0]!;
export const NUMBER = columnOf(first.columns, ({ kind }) => kind.name === 'integer');
export const AMOUNT = columnOf(first.columns, ({ kind }) => kind.name === 'decimal');
export const OPTIONAL = columnOf(first.columns, ({ required }) => !required);
export const CODE = columnOf(first.columns, ({ profile }) => profile === 'categorical');
/** Of the last file type: what its control total may be about. */
export const SUMMED = columnOf(last.columns, ({ kind }) => kind.name === 'decimal');
