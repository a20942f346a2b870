import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tablesOf } from '../../../shared/contracts/contract.ts';
import { KEY_VERSION } from '../../../shared/contracts/private-values.ts';
import { DATASETS } from '../../../shared/datasets/registry.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SOURCES = '{shared,functions,infra,events,cli,local,web,scripts}/**/*.{ts,tsx,mjs}';
/** What one dataset alone knows stands here; and what is made from all of them. */
const OWN = /^(?:shared|web)\/datasets\/[a-z]+\/|^web\/api\/schema\.ts$|\/node_modules\/|^web\/dist\//;

/** What any file type with private columns has. */
const OF_ALL: readonly string[] = [KEY_VERSION.name];

/** Words of the mediator's contract too, for other things: transactions of money, and persons. */
const OF_THE_MEDIATOR: readonly string[] = ['transaction', 'transaction_id', 'transaction_type', 'date_of_birth'];

/** Names that no code has by chance: of variants, and of file types, tables and columns of several words. */
const telling = new Set(
  DATASETS.flatMap((contract) => [
    ...(contract.variants ? [contract.variants.column, ...contract.variants.names] : []),
    ...tablesOf(contract).flatMap(({ name, table, columns }) => [name, table, ...columns.map((column) => column.name)]),
  ]).filter((name) => /_|^[A-Z]+$/.test(name) && ![...OF_ALL, ...OF_THE_MEDIATOR].includes(name)),
);
/** Words that also mean something else: they tell where they are a whole literal. `client` is one of databases, too. */
const quoted = new Set(
  DATASETS.flatMap(({ name, fileTypes }) => [name, ...fileTypes.map((fileType) => fileType.name)]).filter(
    (name) => name !== 'client' && !OF_THE_MEDIATOR.includes(name),
  ),
);
const NAMED = new RegExp(`\\b(?:${[...telling].join('|')})\\b|['"](?:${[...quoted].join('|')})['"]`, 'g');
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:'"])\/\/[^\n]*/g;

const namesIn = (source: string): string[] => source.replaceAll(COMMENTS, '').match(NAMED) ?? [];

it('only its own folder names a variant, a file type or a column of a dataset', () => {
  const files = globSync(SOURCES, { cwd: ROOT }).filter((file) => !OWN.test(file));
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap((file) => {
    const names = namesIn(readFileSync(path.join(ROOT, file), 'utf8'));
    return names.length === 0 ? [] : [`${file}: ${[...new Set(names)].join(', ')}`];
  });
  expect(found).toEqual([]);
});

it.each([
  "if (dataset === 'trades') return",
  'select loan_account_number from x',
  'const ALL = ["RETAIL"]',
  "of('credit')",
])('a file with %s would be found', (source) => expect(namesIn(source)).toHaveLength(1));
