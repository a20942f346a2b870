import { readFileSync } from 'node:fs';
import path from 'node:path';
import { covers, type Exception, NEEDS_FILES } from './exceptions.ts';

/** As vitest's JSON reporter writes it, as far as it is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled';
    }[];
  }[];
}

interface Result {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}

export interface Outcome {
  readonly passed: number;
  /** Tests that do not apply here. */
  readonly left: number;
  /** What is wrong with the run, besides the failures that vitest has shown. */
  readonly faults: readonly string[];
}

/**
 * Holds what was run against the lists of exceptions: nothing is skipped that no list names, and no list names nothing.
 * @param exceptions what may not run on this emulator
 * @param whole whether the whole suite was run; of a part, the lists are held against its files only
 */
export function judge(reportFile: string, root: string, exceptions: readonly Exception[], whole: boolean): Outcome {
  const results = readResults(reportFile, root);
  const skipped = results.filter(({ status }) => status === 'skipped');
  const listed = [...exceptions, ...NEEDS_FILES];
  const unexplained = skipped.filter(({ name }) => !listed.some((one) => covers(one, name)));
  const stale = listed.filter(
    (one) => (whole || isOfRun(one, results)) && !results.some(({ name }) => covers(one, name)),
  );
  const run = exceptions.filter((one) => results.some(({ name, status }) => covers(one, name) && status !== 'skipped'));
  const text = ({ test }: Exception) => test;
  return {
    passed: results.filter(({ status }) => status === 'passed').length,
    left: skipped.length,
    faults: [
      ...unexplained.map(({ name }) => `skipped, and no list in tests/e2e/exceptions.ts says why: ${name}`),
      ...stale.map((one) => `in tests/e2e/exceptions.ts, but there is no such test: ${text(one)}`),
      ...run.map((one) => `said not to apply here, but it ran: ${text(one)}`),
    ],
  };
}

const fileOf = (name: string): string => name.split(' > ', 1)[0] ?? '';
const isOfRun = ({ test }: Exception, results: readonly Result[]): boolean =>
  results.some(({ name }) => fileOf(name) === fileOf(test));

function readResults(reportFile: string, root: string): Result[] {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  return report.testResults.flatMap((file) =>
    file.assertionResults.map(({ ancestorTitles, title, status }) => ({
      name: [path.relative(root, file.name), ...ancestorTitles.filter(Boolean), title].join(' > '),
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
    })),
  );
}
