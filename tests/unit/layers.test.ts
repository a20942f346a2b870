import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The folders of shared/, from the top down: imports run downwards only. Those of one line do not import each other, */
const LAYERS = [
  ['client'],
  ['http'],
  ['datasets/*/api'],
  ['lambda'],
  ['limits'],
  ['sources', 'streams', 'mediator', 'webhooks'],
  ['sync', 'provisioning'],
  ['pipeline'],
  ['staging', 'warehouse', 'operations'],
  ['sheets', 'datasets'],
  ['contracts'],
  ['sql'],
  ['outbound'],
  ['observability', 'config', 'secrets'],
  ['domain'],
];
/** except for these. */
const BETWEEN_SIBLINGS = ['observability → config', 'config → secrets'];

const FOLDERS = LAYERS.flat();
const layerOf = (folder: string) => LAYERS.findIndex((layer) => layer.includes(folder));
const mayImport = (from: string, to: string) =>
  from === to || layerOf(from) < layerOf(to) || BETWEEN_SIBLINGS.includes(`${from} → ${to}`);

test('no import of shared/ runs upwards', () => {
  const files = globSync('shared/**/*.ts', { cwd: ROOT });
  const upwards = files.flatMap((file) => {
    const imported = readFileSync(path.join(ROOT, file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g);
    const folders = [...imported].map(([, to]) => folderOf(path.join(path.dirname(file), to!)));
    const wrong = folders.filter((to) => to !== undefined && !mayImport(folderOf(file)!, to));
    return wrong.map((to) => `${file} → ${to}`);
  });
  expect(upwards).toEqual([]);
  expect(files.filter((file) => !FOLDERS.includes(folderOf(file)!))).toEqual([]);
});

test('zod is imported as a namespace: of its object `z`, every bundle would have all, 350 KB of locales among it', () => {
  const files = globSync('{shared,functions,events}/**/*.ts', { cwd: ROOT });
  const whole = files.filter((file) => / \{[^}]*\} from 'zod'/.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(whole).toEqual([]);
});

/** What a dataset answers by endpoints of its own stands above the functions' chain; its declarations far below. */
const API_OF_DATASET = 'datasets/*/api';
const folderOf = (file: string): string | undefined =>
  /^shared\/datasets\/\w+\/api\//.test(file) ? API_OF_DATASET : /^shared\/(\w+)/.exec(file)?.[1];

test.each(FOLDERS)('the linter lets shared/%s import what its layer may, and nothing else', (from) => {
  const { overrides } = JSON.parse(readFileSync(path.join(ROOT, 'biome.json'), 'utf8')) as { overrides: Override[] };
  // The last one that fits counts.
  const inFolder = ['shared/**', `shared/${from}/**`, `shared/${from}.ts`];
  const override = overrides.findLast(({ includes }) => includes.some((glob) => inFolder.includes(glob)))!;
  const groups = override.linter.rules.style.noRestrictedImports.options.patterns.flatMap(({ group }) => group);
  const refused = groups.flatMap((glob) =>
    glob === `**/${API_OF_DATASET}/**` || glob === '**/api/**'
      ? [API_OF_DATASET]
      : (/^\*\*\/\{?([\w,]+)\}?(?:\/\*\*|\.ts)$/.exec(glob)?.[1]?.split(',') ?? []),
  );
  const others = ['functions', 'infra', 'local', 'tests', 'bench', 'scripts', 'web'];
  const forbidden = [...others, ...FOLDERS.filter((to) => !mayImport(from, to))];
  // Who may not import datasets may not import what they answer either.
  if (refused.includes('datasets')) refused.push(API_OF_DATASET);
  // Its own folder may be named with its siblings.
  expect(refused.filter((to) => to !== from).toSorted()).toEqual(forbidden.toSorted());
});

interface Override {
  readonly includes: readonly string[];
  readonly linter: { rules: { style: { noRestrictedImports: { options: { patterns: { group: string[] }[] } } } } };
}
