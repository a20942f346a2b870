import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../bench/findings/arguments.ts';
import { Names } from '../../../bench/findings/canonical.ts';
import { differencesOf } from '../../../bench/findings/compare-dumps.ts';
import { damaged } from '../../../bench/findings/corpus/generated-files.ts';
import { oddDeliveries } from '../../../bench/findings/corpus/odd-deliveries.ts';
import { stepwiseDeliveries } from '../../../bench/findings/corpus/stepwise-deliveries.ts';
import { DumpWriter, readDump } from '../../../bench/findings/dump-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tranche-dumps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Sections = Readonly<Record<string, readonly unknown[]>>;

let dumps = 0;
function dumped(sections: Sections, corpus = 'c'): ReturnType<typeof readDump> {
  dumps += 1;
  const file = path.join(folder, `${dumps}.jsonl`);
  const writer = new DumpWriter(file, { corpus, checkout: '/x', commit: 'abc' });
  for (const [name, lines] of Object.entries(sections)) writer.section({ section: ['d', name], columns: ['n'] }, lines);
  writer.close();
  return readDump(file);
}

const compare = (one: Sections, other: Sections) => differencesOf(dumped(one), dumped(other));

describe('dumps', () => {
  const rows = { findings: [[1, 'ä\n'], [2]], empty: [], lines: ['a\n', ['\xff']] };

  it('are the same where every line is', () => {
    expect(compare(rows, rows)).toEqual([]);
  });

  it('are the same whatever the order of their sections', () => {
    expect(compare(rows, Object.fromEntries(Object.entries(rows).reverse()))).toEqual([]);
  });

  it('tell which lines differ', () => {
    const [difference, ...others] = compare(rows, { ...rows, findings: [[1, 'ä\n'], [3], [3]] });
    expect(others).toEqual([]);
    expect(difference).toMatch(/^d › findings\n {2}1 lines only in the first, 2 only in the second \(of 2 and 3\)/);
    expect(difference).toMatch(/\n {2}- \[2\]\n {2}\+ \[3\]\n {2}\+ \[3\]$/);
  });

  it('tell a line that comes more often, another order, and a section that is missing', () => {
    expect(compare({ a: [[1]] }, { a: [[1], [1]] })[0]).toContain('0 lines only in the first, 1 only in the second');
    expect(compare({ a: [[1], [2]] }, { a: [[2], [1]] })[0]).toContain('in another order');
    expect(compare({ a: [] }, { a: [], b: [] })[0]).toContain('only in');
  });

  it('cannot be compared where the files were others', () => {
    expect(() => differencesOf(dumped(rows, 'c'), dumped(rows, 'd'))).toThrow(/of different files/);
  });

  it('are read whole, also where lines are longer than what is read at a time', () => {
    const long = dumped({ a: [['x'.repeat(9_000_000)], [1]], b: [[2]] });
    expect(readFileSync(long.path).length).toBe(long.sections.get('d › b')!.end);
    expect(differencesOf(long, dumped({ a: [['x'.repeat(9_000_000)], [1]], b: [[2]] }))).toEqual([]);
  });

  it('that are empty are none', () => {
    const file = path.join(folder, 'empty.jsonl');
    writeFileSync(file, '');
    expect(() => readDump(file)).toThrow(/is empty/);
  });
});

describe('what differs between any two runs', () => {
  const id = '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f';

  it('is told by what it stands for, or left out', () => {
    const names = new Names();
    names.give(id, 'sync load');
    expect(
      names.canonical({
        id,
        tenant_id: 'BANK001',
        b_at: '2026-01-01T00:00:00Z',
        a_at: null,
        said: `of ${id}, ${id.replace('0', '1')}`,
      }),
    ).toEqual({ a_at: null, b_at: '<time>', id: '<sync load>', said: 'of <sync load>, <id>' });
  });

  it('are hashes with a key: the same ones stay the same', () => {
    const names = new Names();
    const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
    expect([one, other, one, 'x', 1].map((cell) => names.cell(cell))).toEqual([
      '<hash 1>',
      '<hash 2>',
      '<hash 1>',
      'x',
      1,
    ]);
  });
});

describe('the corpus', () => {
  it('has deliveries and steps of different names', () => {
    const names = [...oddDeliveries, ...stepwiseDeliveries].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { steps } of stepwiseDeliveries) expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  });

  it('is made of seeds: the same bytes every time', () => {
    const small = oddDeliveries.find(({ name }) => name === 'stray quotes, small')!;
    const [file] = small.steps[0]!.files;
    if (!file || !('content' in file)) throw new Error('the delivery has no file');
    const content = () => Buffer.concat(Array.from(file.content(), (piece) => Buffer.from(piece)));
    expect(content().equals(content())).toBe(true);
    const lines = Array.from({ length: 50 }, (_, line) => Buffer.from(`${line};"x"\n`));
    expect(damaged(lines, 30, 1)).toEqual(damaged(lines, 30, 1));
    expect(damaged(lines, 30, 1)).not.toEqual(damaged(lines, 30, 2));
    expect(damaged(lines, 30, 1)[0]).toEqual(lines[0]);
  });
});

describe('arguments', () => {
  it('ask for a delivery, or a comparison', () => {
    expect(readArguments(['--checkout', '/a', '--out', '/b', '--only', 'x'])).toMatchObject({
      wish: 'deliver',
      checkout: '/a',
      out: '/b',
      only: ['x'],
    });
    expect(readArguments(['--compare', '/a', '/b'])).toEqual({ wish: 'compare', dumps: ['/a', '/b'], only: [] });
  });

  it.each([[['--compare', '/a']], [['--checkout', '/a']], [['--out', '/a']], [['--faster']], [['/a']]])(
    'refuse %j',
    (args) => {
      expect(() => readArguments(args)).toThrow(UsageError);
    },
  );
});
