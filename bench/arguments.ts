import { parseArgs } from 'node:util';

/** In the order in which they run: a section may use what an earlier one has loaded. */
export const SECTION_NAMES = [
  'load',
  'scale',
  'breakdown',
  'derive',
  'cash',
  'sales',
  'reading',
  'small',
  'requests',
  'start',
  'parts',
  'bounds',
  'neighbours',
  'streams',
  'hooks',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** For everybody, in three minutes at most on two cores: what is measured at all, on files so small that it says little of large ones. */
const QUICK: { readonly only: readonly SectionName[]; readonly scale: number; readonly runs: number } = {
  only: ['load', 'derive', 'cash', 'sales', 'small', 'requests', 'start'],
  scale: 0.02,
  runs: 1,
};
const FULL = { only: SECTION_NAMES, scale: 1, runs: 5 };

export interface BenchArguments {
  readonly only: readonly SectionName[];
  /** 1 is 1.4 million credits with 2.6 million payments. */
  readonly scale: number;
  /** Rounds of every comparison. */
  readonly runs: number;
  /** Leaves out what only steadies figures: most warm-ups and repetitions. */
  readonly quick: boolean;
  readonly json: boolean;
  /** Prints the trace of a sync too. */
  readonly trace: boolean;
  /** A checkout of the service as it was before, with its packages: what the section `requests` compares with. */
  readonly before?: string;
  /** A result's file: the README's chart is drawn from it, and nothing is measured. */
  readonly chart?: string;
  /** Folder for the throw-away state; a new one under the system's temporary folder if absent. */
  readonly home?: string;
}

export const USAGE = `Usage: npm run bench -- [options]

  --only load,reading   sections to run: ${SECTION_NAMES.join(', ')} (default: all)
  --scale 0.1           share of the full size, 0.001 to 1 (default 1: 1.4 million credits, 2.6 million payments;
                        of derive: 1 million trades; of cash: 11 million payments; of sales: 1 million
                        transactions)
  --runs 5              rounds of every comparison, 1 to 50 (default 5)
  --quick               three minutes for everybody: ${QUICK.only.join(', ')} at scale ${QUICK.scale},
                        with ${QUICK.runs} round and fewer warm-ups; --only, --scale and --runs go before
  --home <folder>       empty or missing folder for the throw-away state (default: a temporary one); removed at the end
  --before <checkout>   of requests: an older checkout, with its packages, that is measured beside this one
  --trace               prints, of small, one sync span by span (the result's file always has it)
  --chart <result>      measures nothing: draws docs/images/load.svg from the file of a result. A run of load at scale 1
                        does that by itself; others write their chart beside the result
  --json                one line of JSON last on standard output
  --help

The full run needs half an hour or more and, for the tenfold files, 25 GB of disk. Nothing else should be running.`;

/** What was asked for makes no sense; the message says why, and how it is done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws {UsageError} */
export function readArguments(args: readonly string[]): BenchArguments | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  const usual = values.quick ? QUICK : FULL;
  return {
    only: values.only === undefined ? usual.only : readSections(values.only),
    scale: readNumber('--scale', values.scale ?? usual.scale, { min: 0.001, max: 1, whole: false }),
    runs: readNumber('--runs', values.runs ?? usual.runs, { min: 1, max: 50, whole: true }),
    quick: values.quick,
    json: values.json,
    trace: values.trace,
    ...(values.home === undefined ? {} : { home: values.home }),
    ...(values.before === undefined ? {} : { before: values.before }),
    ...(values.chart === undefined ? {} : { chart: values.chart }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        only: { type: 'string' },
        scale: { type: 'string' },
        runs: { type: 'string' },
        quick: { type: 'boolean', default: false },
        home: { type: 'string' },
        json: { type: 'boolean', default: false },
        trace: { type: 'boolean', default: false },
        before: { type: 'string' },
        chart: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readSections(list: string): SectionName[] {
  const asked = list.split(',').map((name) => name.trim());
  for (const name of asked) {
    if (!(SECTION_NAMES as readonly string[]).includes(name)) {
      throw new UsageError(`--only names "${name}": the sections are ${SECTION_NAMES.join(', ')}`);
    }
  }
  return SECTION_NAMES.filter((name) => asked.includes(name));
}

function readNumber(
  option: string,
  given: string | number,
  { min, max, whole }: { min: number; max: number; whole: boolean },
): number {
  const text = String(given);
  const value = Number(text);
  const fits = text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value));
  if (fits) return value;
  throw new UsageError(`${option} is "${text}": expected a ${whole ? 'whole number' : 'number'} from ${min} to ${max}`);
}
