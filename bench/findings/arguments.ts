import path from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `Usage: node scripts/run.mjs bench/findings/main.ts <what>

  --checkout <folder> --out <dump>   delivers all files of the corpus to the service of that checkout, and writes down what a client sees
  --compare <dump> <dump>            tells what differs between two of them, and ends with 1 if anything does

  --corpus <folder>    where the files are, or are written if nothing is there (default: /tmp/equal-corpus)
  --home <folder>      keeps the state of the service there (default: a temporary folder, which is removed)
  --side-by-side       the three banks deliver at the same time: what one of them sees must not depend on the others
  --only <text>        only deliveries whose names have that in them; again for further ones
  --list               names the deliveries of the corpus
  --help

The service takes its settings from the environment, as always: WAREHOUSE_KEYS_HELD=100 looks references up by a merge.`;

export type Wish =
  | { readonly wish: 'help' }
  | { readonly wish: 'list'; readonly corpus: string }
  | { readonly wish: 'compare'; readonly dumps: readonly [string, string]; readonly only: readonly string[] }
  | {
      readonly wish: 'deliver';
      readonly checkout: string;
      readonly out: string;
      readonly corpus: string;
      readonly home: string | undefined;
      readonly only: readonly string[];
      readonly sideBySide: boolean;
    };

/** What was asked for makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws {UsageError} */
export function readArguments(args: readonly string[]): Wish {
  const { values, positionals } = parse(args);
  const corpus = path.resolve(values.corpus);
  if (values.help) return { wish: 'help' };
  if (values.list) return { wish: 'list', corpus };
  if (values.compare) {
    const [one, other, ...more] = positionals;
    if (one === undefined || other === undefined || more.length > 0) throw new UsageError('--compare takes two dumps');
    return { wish: 'compare', dumps: [path.resolve(one), path.resolve(other)], only: values.only };
  }
  const { checkout, out, home, only } = values;
  if (positionals.length > 0) throw new UsageError(`${positionals[0]} is not expected`);
  if (checkout === undefined || out === undefined) throw new UsageError('--checkout and --out are needed');
  return {
    wish: 'deliver',
    checkout: path.resolve(checkout),
    out: path.resolve(out),
    corpus,
    home: home === undefined ? undefined : path.resolve(home),
    only,
    sideBySide: values['side-by-side'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        checkout: { type: 'string' },
        out: { type: 'string' },
        compare: { type: 'boolean', default: false },
        corpus: { type: 'string', default: '/tmp/equal-corpus' },
        home: { type: 'string' },
        only: { type: 'string', multiple: true, default: [] },
        'side-by-side': { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
