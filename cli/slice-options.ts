import { Argument, type Command, Option } from 'commander';
import { type Query, sliceQuery } from '../shared/client/tranche-client.ts';
import { type Dataset, type Table, tablesOf } from '../shared/contracts/contract.ts';
import type { Slice } from '../shared/contracts/slice.ts';
import { allSlices, DATASETS, DEFAULT_DATASET, TABLE_NAMES } from '../shared/datasets/registry.ts';
import {
  type NamedSlice,
  type RequestedSlices,
  requestedSlices,
  requestedTable,
} from '../shared/datasets/requested.ts';
import { Problem } from '../shared/domain/problems.ts';
import { type SliceName, sliceText } from '../shared/domain/slice.ts';
import { type CommandFailure, usageFailure } from './failure.ts';
import { nearest } from './text/nearest.ts';

/** What datasets call their variants: as options these name dataset and variant at once. */
export const VARIANT_LABELS: readonly string[] = [
  ...new Set(DATASETS.flatMap(({ variants }) => variants?.column ?? [])),
];
export const optionOf = (field: string): string => `--${field.replaceAll('_', '-')}`;
/** As commander calls the value of such an option. */
const propertyOf = (field: string): string =>
  field.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** A slice as it is typed and shown: `sales.NORTH`, or `sales` without variants. A variant alone is one of the default dataset. */
export const sliceName = (slice: SliceName): string =>
  slice.dataset === DEFAULT_DATASET.name && slice.variant !== null ? slice.variant : sliceText(slice);

export const SLICE_NAMES: readonly string[] = allSlices.map(sliceName);
export const DATASET_NAMES: readonly string[] = DATASETS.map(({ name }) => name);
const VARIANT_NAMES = [...new Set(allSlices.flatMap(({ variant }) => variant ?? []))];

/** `A or B`, `one of A, B, C`. */
export const oneOf = (names: readonly string[]): string =>
  names.length > 2 ? `one of ${names.join(', ')}` : names.join(' or ');

/** The options by which a slice is named: `--dataset`, `--variant`, and one for each name that datasets have for theirs. */
export function addSliceOptions(command: Command, otherwise = `default: ${DEFAULT_DATASET.name}`): Command {
  command
    .addOption(new Option('--dataset <name>', `${oneOf(DATASET_NAMES)} (${otherwise})`))
    .addOption(new Option('--variant <name>', `a variant of the dataset, such as ${oneOf(VARIANT_NAMES)}`));
  for (const label of VARIANT_LABELS) {
    const [contract] = DATASETS.filter(({ variants }) => variants?.column === label);
    const names = oneOf(contract!.variants!.names);
    command.addOption(new Option(`${optionOf(label)} <name>`, `the same, of ${contract!.name}: ${names}`));
  }
  return command;
}

/** Its name says what to type: whoever leaves it out reads that. */
export const sliceArgument = (description: string): Argument => new Argument(`[${SLICE_NAMES.join('|')}]`, description);

/** What the options of a command hold, and others beside it. */
export type SliceOptions = Readonly<Record<string, unknown>>;

/** What was named, if anything was. */
export interface ChosenSlices extends RequestedSlices {
  readonly isNamed: boolean;
}

/**
 * The slices that are named, in capitals or not: by an argument, by options, or by both, which must agree.
 * @param orElse what the argument may be besides
 * @throws {CommandFailure}
 */
export function chosenSlices(argument: string | undefined, options: SliceOptions, orElse = ''): ChosenSlices {
  const named = namedSlice(options);
  const isNamed = argument !== undefined || Object.keys(named).length > 0;
  const byOptions = orUsage(named, () => requestedSlices(named));
  if (argument === undefined) return { ...byOptions, isNamed };
  const { contract } = byOptions;
  const within = named.dataset === undefined && byOptions.slice === undefined ? allSlices : byOptions.slices;
  const slice = within.find((candidate) => {
    const names = [sliceName(candidate), candidate.text, ...(within === allSlices ? [] : [candidate.shortText])];
    return names.some((name) => name.toUpperCase() === argument.toUpperCase());
  });
  if (slice) return { contract: slice.contract, slice, slices: [slice], isNamed };
  const names = within === allSlices ? SLICE_NAMES : within.map((candidate) => candidate.shortText);
  const meant = nearest(argument, names);
  throw usageFailure(
    `There is no ${JSON.stringify(argument)}${within === allSlices ? '' : ` of ${contract.name} as the options name it`}: ` +
      `it must be ${orElse}${oneOf(names)}.${meant ? ` Did you mean ${meant}?` : ''}`,
  );
}

/** The dataset of a name, in capitals or not. @throws {CommandFailure} */
export function namedDataset(name: string): Dataset {
  const contract = DATASETS.find((known) => known.name === name.toLowerCase());
  if (contract) return contract;
  const meant = nearest(name, DATASET_NAMES);
  throw usageFailure(
    `There is no dataset ${JSON.stringify(name)}: it must be ${oneOf(DATASET_NAMES)}.${meant ? ` Did you mean ${meant}?` : ''}`,
  );
}

/** All slices there are where none is named. @throws {CommandFailure} */
export function slicesOrAll(argument: string | undefined, options: SliceOptions): readonly Slice[] {
  const { isNamed, slices } = chosenSlices(argument, options);
  return isNamed ? slices : allSlices;
}

/**
 * As requests for what is listed by slices name it. Where nothing is named, one for each dataset: a list that names none is of
 * the first alone.
 * @param table that the request is about, if it is named: then only datasets that have it
 */
export function chosenQueries({ contract, slice, isNamed }: ChosenSlices, table?: string): Query[] {
  if (slice) return [sliceQuery(slice)];
  const possible = isNamed ? [contract] : DATASETS.filter((each) => table === undefined || hasTable(each, table));
  return possible.map(({ name: dataset }) => ({ dataset }));
}

export const hasTable = (contract: Dataset, table: string): boolean =>
  tablesOf(contract).some(({ name }) => name === table);

/** The slice of an answer, with its contract. @throws {CommandFailure} where this version does not know it */
export function knownSlice(name: SliceName): Slice {
  const slice = allSlices.find(({ text }) => text === sliceText(name));
  if (slice) return slice;
  throw usageFailure(`This version does not know ${sliceText(name)}: the service is newer.`, 'Update this checkout.');
}

/** A file type or derived table of the slice; its first file type where none is named. @throws {CommandFailure} */
export function namedTable({ contract }: Slice, name: string | undefined): Table {
  return orUsage({ data_type: name }, () => requestedTable(contract, name));
}

/** Where none of the slices has such a table. */
export function unknownTable(name: string | undefined, slices: readonly Slice[]): CommandFailure {
  const tables = [...new Set(slices.flatMap(({ contract }) => tablesOf(contract).map((table) => table.name)))];
  const meant = nearest(name ?? '', tables);
  return usageFailure(
    `--type is ${JSON.stringify(name)}: it must be ${oneOf(tables)}.${meant ? ` Did you mean ${meant}?` : ''}`,
  );
}

/** The one slice that is meant. @throws {CommandFailure} where it is not said which of several */
export function chosenSlice(argument: string | undefined, options: SliceOptions): Slice {
  const { contract, slice, slices, isNamed } = chosenSlices(argument, options);
  const [only, another] = isNamed ? slices : allSlices;
  if (slice ?? (another === undefined && only)) return slice ?? only!;
  throw usageFailure(
    isNamed
      ? `Say which of ${contract.name} is meant: ${oneOf(slices.map(sliceName))}.`
      : `Say which is meant: ${oneOf(SLICE_NAMES)}.`,
  );
}

function namedSlice(options: SliceOptions): NamedSlice {
  const named = ['dataset', 'variant', ...VARIANT_LABELS].flatMap((field) => {
    const typed = options[propertyOf(field)];
    if (typeof typed !== 'string') return [];
    return [[field, field === 'dataset' ? typed.toLowerCase() : typed.toUpperCase()]];
  });
  return Object.fromEntries(named) as NamedSlice;
}

/** What the registry refuses of a request, said of the options that were typed. @throws {CommandFailure} */
function orUsage<Result>(typed: Readonly<Record<string, unknown>>, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const [fault] = (error instanceof Problem && error.errors) || [];
    if (!fault) throw error;
    const { field, detail } = fault;
    const given = String(typed[field] ?? '');
    const names = { dataset: DATASET_NAMES, data_type: TABLE_NAMES }[field] ?? VARIANT_NAMES;
    const meant = nearest(given, names);
    const option = field === 'data_type' ? '--type' : optionOf(field);
    throw usageFailure(`${option} is ${JSON.stringify(given)}. ${detail}${meant ? ` Did you mean ${meant}?` : ''}`);
  }
}
