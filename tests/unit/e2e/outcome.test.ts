import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Dropped } from '../../../scripts/deploy-local/dropped/dropped.ts';
import { checkForgotten } from '../../e2e/deployment-checks.ts';
import { type Exception, type ForgottenSetting, LAPTOP_ONLY, NEEDS_FILES } from '../../e2e/exceptions.ts';
import { judge } from '../../e2e/outcome.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tranche-outcome-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A report of these tests, each with its status, as vitest would have written it in /project. */
function judged(tests: readonly (readonly [name: string, status: string])[], whole = true) {
  const file = path.join(folder, 'results.json');
  const testResults = tests.map(([name, status]) => {
    const [module = '', ...titles] = name.split(' > ');
    const title = titles.pop();
    return { name: `/project/${module}`, assertionResults: [{ ancestorTitles: titles, title, status }] };
  });
  writeFileSync(file, JSON.stringify({ testResults }));
  return judge(file, '/project', LAPTOP_ONLY, whole);
}
const inside = ({ test }: Exception) => `${test} > one of its tests`;
/** As a run should be: every list has its tests, and they do what the list says. */
const asListed: (readonly [string, string])[] = [
  ...LAPTOP_ONLY.map((one) => [inside(one), 'skipped'] as const),
  ...NEEDS_FILES.map((one) => [inside(one), 'skipped'] as const),
];

describe('the outcome of a run on an emulator', () => {
  it('is sound where all exceptions are listed, and all that is listed is one', () => {
    expect(judged([...asListed, ['tests/api/a.test.ts > holds', 'passed']])).toEqual({
      passed: 1,
      left: LAPTOP_ONLY.length + NEEDS_FILES.length,
      faults: [],
    });
  });

  it('is not where a test was skipped that no list names', () => {
    const { faults } = judged([...asListed, ['tests/api/a.test.ts > suite > new', 'pending']]);
    expect(faults).toEqual([expect.stringContaining('tests/api/a.test.ts > suite > new')]);
  });

  it('is not where a list names what is not there, or what ran after all', () => {
    const [first] = LAPTOP_ONLY as [Exception];
    expect(judged(asListed.slice(1)).faults).toEqual([expect.stringContaining(`no such test: ${first.test}`)]);
    const { faults } = judged([[inside(first), 'passed'], ...asListed.slice(1)]);
    expect(faults).toEqual([expect.stringContaining(`it ran: ${first.test}`)]);
  });
});

describe('the outcome of some files of the suite', () => {
  it('is held against what the lists say of these files only', () => {
    const holds = ['tests/api/a.test.ts > holds', 'passed'] as const;
    expect(judged([holds], false)).toEqual({ passed: 1, left: 0, faults: [] });
    const [first] = LAPTOP_ONLY as [Exception];
    const { faults } = judged([holds, [`${first.test.split(' > ')[0]} > other`, 'passed']], false);
    expect(faults).toContainEqual(expect.stringContaining(`no such test: ${first.test}`));
  });
});

describe('what an emulator forgot of the template', () => {
  const expected: readonly ForgottenSetting[] = [
    { setting: 'AWS::DynamoDB::Table TimeToLiveSpecification', answer: 'told again' },
    { setting: 'AWS::S3::Bucket LifecycleConfiguration', answer: 'left out' },
  ];
  const forgotten = (settings: readonly string[], left: readonly string[]) => {
    const list = (names: readonly string[]): Dropped[] => names.map((setting) => ({ resource: 'Stack/One', setting }));
    return checkForgotten({ dropped: list(settings), missing: list(left) }, expected);
  };
  const [toldAgain = '', leftOut = ''] = expected.map(({ setting }) => setting);

  it('is exactly what the list says', () => {
    expect(forgotten([toldAgain, leftOut], [leftOut])).toEqual([]);
    expect(forgotten([toldAgain, leftOut, 'AWS::SQS::Queue RedrivePolicy'], [leftOut])).toEqual([
      expect.stringContaining('RedrivePolicy'),
    ]);
    expect(forgotten([leftOut], [leftOut])).toEqual([expect.stringContaining(`no longer forgets ${toldAgain}`)]);
    expect(forgotten([toldAgain, leftOut], [toldAgain, leftOut])).toEqual([
      expect.stringContaining(`${toldAgain} was to be told again`),
    ]);
  });
});
