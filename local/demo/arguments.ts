import { parseArgs } from 'node:util';
import { CommandFailure } from '../../cli/failure.ts';
import { chosenSlices, oneOf, optionOf, type SliceOptions, VARIANT_LABELS } from '../../cli/slice-options.ts';
import type { Dataset } from '../../shared/contracts/contract.ts';
import type { DatasetSamples, SampleOption } from '../../shared/contracts/dataset-samples.ts';
import { Slice } from '../../shared/contracts/slice.ts';
import { sampleSourceOf, samplesOf } from '../../shared/datasets/own-samples.ts';
import { DATASETS, DEFAULT_DATASET } from '../../shared/datasets/registry.ts';
import { ArgumentError, numberIn, parsedOptions, wholeNumberIn } from '../../shared/domain/command-options.ts';

export interface DemoArguments {
  readonly help: boolean;
  /** The story of payments and identities, instead of files. */
  readonly mediator: boolean;
  /** Upper case; empty for all. */
  readonly tenants: readonly string[];
  /** Of which samples are made. */
  readonly dataset: Dataset;
  /** What samples are of, and what files may be: empty for what the files say. */
  readonly slices: readonly Slice[];
  /** Whether samples are served and pulled, instead of sent. */
  readonly pulled: boolean;
  /** Files of one's own, instead of samples. */
  readonly files: readonly string[];
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
  /** The dataset's own options, by name. */
  readonly more: Readonly<Record<string, number>>;
  readonly seed: number;
  /** A folder to write sample files into, instead of sending them. */
  readonly write: string | undefined;
  /** Start the syncs instead of waiting for the schedule. */
  readonly now: boolean;
  /** Leave a service that the demo started running until Ctrl-C. */
  readonly keep: boolean;
}

const DEFAULT_ERRORS = 0.02;
/** Share of rows that raise a warning and are loaded all the same. */
const WARNING_SHARE = 0.005;

const shown = (count: number): string => count.toLocaleString('en');
const line = (option: string, meaning: string): string => `  ${option.padEnd(26)}${meaning}`;
const ownLine = ({ name, meaning, bounds: [low, high], otherwise }: SampleOption): string =>
  line(`--${name} N`, `${meaning}, ${low} to ${high} (default ${otherwise})`);

export function help(dataset: Dataset = DEFAULT_DATASET): string {
  const samples = samplesOf(dataset);
  const { meaning, most, otherwise } = samples.size;
  return `Usage: npm run demo -- [options]

Sends files of a dataset to Tranche by its public API, waits until they are loaded, and says what became of them.
Starts the service if it is not running.

Samples (the default: of the first three banks, all that is replaced independently${
    sampleSourceOf(dataset) === undefined
      ? ''
      : `;\nwithout these options, of ${dataset.name}: files are made, served, and pulled by the first bank`
  })
${[
  line('--dataset NAME', `${oneOf(DATASETS.map(({ name }) => name))} (default ${DEFAULT_DATASET.name})`),
  line('--rows N', `${meaning}, per bank and slice, 1 to ${shown(most)} (default ${shown(otherwise)})`),
  line('--errors SHARE', `share of rows that are wrong on purpose, 0 to 1 (default ${DEFAULT_ERRORS})`),
  line('--warnings SHARE', `share of rows that are loaded with a warning, 0 to 1 (default ${WARNING_SHARE})`),
  ...(samples.options ?? []).map(ownLine),
  line('--seed N', 'another seed, other samples (default 1)'),
  line('--write DIR', 'only write the files into this folder, to be sent in your own way'),
].join('\n')}

Files of your own (instead of samples)
${line('--file PATH', 'a CSV file, .gz or not, or an Excel workbook (.xlsx); may be repeated. What it holds is read')}
${line('', 'from its header, or told by the files given along with it; say it where neither tells')}

The mediator (instead of files)
${line('--mediator', 'payments, refunds and identities by providers of this machine, from the first deposit to the')}
${line('', 'trial balance, each checked; of the options below it takes --tenant and --keep')}

Samples and files
${[...variantLines(), line('--help', 'this text; with --dataset that of the dataset')].join('\n')}

Sending (of either; not with --write)
${[
  line('--tenant ID', 'only this bank; may be repeated (with --file or --mediator: the first bank if not given)'),
  line('--now', 'start the syncs at once instead of waiting for the 60-second schedule'),
  line('--keep', 'leave the service running until Ctrl-C, if the demo started it'),
].join('\n')}

Environment: PORT (8000), TRANCHE_HOME (.local). Exit code: 0 when everything sent was loaded
(but for wrong rows), or all of --mediator came as expected; 1 when not, 2 for wrong options.
`;
}

const variantLines = (): string[] => [
  line('--variant NAME', 'only this variant of the dataset; may be repeated'),
  ...DATASETS.flatMap(({ name, variants }) =>
    variants ? [line(`${optionOf(variants.column)} NAME`, `the same, of ${name}: ${oneOf(variants.names)}`)] : [],
  ),
];

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  mediator: { type: 'boolean' },
  dataset: { type: 'string' },
  tenant: { type: 'string', multiple: true },
  file: { type: 'string', multiple: true },
  rows: { type: 'string' },
  errors: { type: 'string' },
  warnings: { type: 'string' },
  seed: { type: 'string' },
  write: { type: 'string' },
  now: { type: 'boolean' },
  keep: { type: 'boolean' },
} as const;

/** Options that only make sense for samples, besides those of the dataset. */
const SAMPLE_OPTIONS = ['rows', 'errors', 'warnings', 'seed', 'write'] as const;

/** @throws {ArgumentError} */
export function readArguments(given: readonly string[]): DemoArguments {
  const { values, own: typed, variants } = parse(given);
  const files = values.file ?? [];
  const ofFiles = [
    ...(['dataset', 'file', ...SAMPLE_OPTIONS, 'now'] as const).filter((name) => values[name] !== undefined),
    ...typed.keys(),
    ...VARIANT_OPTIONS.filter((option) => variants.some((named) => Object.hasOwn(named, propertyOf(option)))),
  ][0];
  if (values.mediator && ofFiles !== undefined) {
    throw new ArgumentError(`--${ofFiles} is about files, and --mediator sends none: give one or the other.`);
  }
  const pointless = [...SAMPLE_OPTIONS.filter((name) => values[name] !== undefined), ...typed.keys()][0];
  if (files.length > 0 && pointless !== undefined) {
    throw new ArgumentError(
      `--${pointless} is about samples, and --file sends files of your own: give one or the other.`,
    );
  }
  const unsent = (['tenant', 'now', 'keep'] as const).find((name) => values[name] !== undefined);
  if (values.write !== undefined && unsent !== undefined) {
    throw new ArgumentError(`--${unsent} is about what is sent, and --write sends nothing: give one or the other.`);
  }
  if (values.write?.trim() === '') throw new ArgumentError('--write must not be empty.');
  const empty = (['file', 'tenant'] as const).find((name) => values[name]?.some((value) => value.trim() === ''));
  if (empty) throw new ArgumentError(`--${empty} must not be empty.`);
  const errors = numberIn('errors', values.errors, DEFAULT_ERRORS, [0, 1]);
  const warnings = numberIn('warnings', values.warnings, Math.min(WARNING_SHARE, 1 - errors), [0, 1]);
  if (errors + warnings > 1) throw new ArgumentError('--errors and --warnings must be 1 at most together.');
  const { contract: dataset, slices, isNamed } = slicesOf(values.dataset, variants);
  const samples = samplesOf(dataset);
  return {
    help: values.help ?? false,
    mediator: values.mediator ?? false,
    tenants: unique((values.tenant ?? []).map((tenant) => tenant.toUpperCase())),
    dataset,
    slices: files.length === 0 || isNamed ? slices : [],
    pulled: files.length === 0 && isPulled(dataset, values, typed),
    files,
    rows: wholeNumberIn('rows', values.rows, samples.size.otherwise, [1, samples.size.most]),
    errors,
    warnings,
    more: ownValues(samples, typed),
    seed: wholeNumberIn('seed', values.seed, 1, [0, 4_294_967_295]),
    write: values.write,
    now: values.now ?? false,
    keep: values.keep ?? false,
  };
}

/** Where samples are served, sizes and shares of wrong rows say that they are to be sent. */
const isPulled = (dataset: Dataset, values: object, typed: ReadonlyMap<string, string>): boolean =>
  sampleSourceOf(dataset) !== undefined &&
  typed.size === 0 &&
  SAMPLE_OPTIONS.every((name) => name === 'seed' || !Object.hasOwn(values, name));

/** Options that name a variant: by any dataset's name, or by that of one. */
const VARIANT_OPTIONS = ['variant', ...VARIANT_LABELS.map((label) => optionOf(label).slice(2))];
/** Every name that is an option of the samples of some dataset. */
const OWN_OPTIONS = [
  ...new Set(DATASETS.flatMap((dataset) => (samplesOf(dataset).options ?? []).map(({ name }) => name))),
];

function parse(given: readonly string[]) {
  const more = Object.fromEntries([
    ...OWN_OPTIONS.map((name) => [name, { type: 'string' }] as const),
    ...VARIANT_OPTIONS.map((name) => [name, { type: 'string', multiple: true }] as const),
  ]);
  return parsedOptions(() => {
    const read = { args: [...given], strict: true, allowPositionals: false } as const;
    const all: Readonly<Record<string, unknown>> = parseArgs({ ...read, options: { ...more, ...OPTIONS } }).values;
    const own = new Map(OWN_OPTIONS.flatMap((name) => (all[name] === undefined ? [] : [[name, String(all[name])]])));
    const variants = VARIANT_OPTIONS.flatMap((option) =>
      ((all[option] ?? []) as readonly string[]).map((name) => ({ [propertyOf(option)]: name })),
    );
    type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
    return { values: all as Values, own, variants };
  });
}

const propertyOf = (option: string): string =>
  option.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** What samples are of; or, if anything is named, what files may be. */
function slicesOf(dataset: string | undefined, variants: readonly SliceOptions[]) {
  const named = dataset === undefined ? {} : { dataset };
  try {
    const chosen = (variants.length > 0 ? variants : [{}]).map((variant) =>
      chosenSlices(undefined, { ...named, ...variant }),
    );
    const [{ contract, isNamed }] = chosen as [(typeof chosen)[number]];
    if (chosen.some((other) => other.contract !== contract)) {
      throw new ArgumentError('The variants that are named are of different datasets: give one dataset at a time.');
    }
    const wanted = chosen.flatMap(({ slices }) => slices.map(({ text }) => text));
    return { contract, isNamed, slices: Slice.allOf(contract).filter(({ text }) => wanted.includes(text)) };
  } catch (error) {
    if (error instanceof CommandFailure) throw new ArgumentError(error.message);
    throw error;
  }
}

/** The dataset's own options. @throws {ArgumentError} also for one that is another dataset's */
function ownValues({ options = [] }: DatasetSamples, given: ReadonlyMap<string, string>): Record<string, number> {
  const foreign = [...given.keys()].find((name) => !options.some((option) => option.name === name));
  if (foreign !== undefined) throw new ArgumentError(`--${foreign} is about samples of another dataset.`);
  return Object.fromEntries(
    options.map(({ name, otherwise, bounds }) => [name, numberIn(name, given.get(name), otherwise, bounds)]),
  );
}

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];
