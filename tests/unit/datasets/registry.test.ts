import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../shared/contracts/condition.ts';
import {
  groupRulesOf,
  isFileType,
  referencesOf,
  rowRulesOf,
  storedColumns,
  tablesOf,
  variantsOf,
} from '../../../shared/contracts/contract.ts';
import { columnsBeside } from '../../../shared/contracts/reference-warning.ts';
import { rulesOf } from '../../../shared/contracts/rules.ts';
import { computationOf } from '../../../shared/datasets/computations.ts';
import { DATASETS } from '../../../shared/datasets/registry.ts';

const repeated = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);
const tables = DATASETS.flatMap((contract) => tablesOf(contract));
const fileTypes = DATASETS.flatMap((contract) => contract.fileTypes);

describe('the datasets together', () => {
  it.each<[what: string, names: readonly string[]]>([
    ['names of datasets', DATASETS.map(({ name }) => name)],
    ['tables of the warehouse', tables.map(({ table }) => table)],
    ['names of file types and derived tables, as requests name them', tables.map(({ name }) => name)],
    ['prefixes of rules', fileTypes.map(({ rulePrefix }) => rulePrefix)],
    ['ids of rules', fileTypes.flatMap((fileType) => [...new Set(rulesOf(fileType).map(({ id }) => id))])],
    // A path names a slice by its variant alone, or by its dataset.
    [
      'names of slices',
      DATASETS.flatMap((contract) => variantsOf(contract).map((variant) => variant ?? contract.name)),
    ],
  ])('have %s that no two share', (_, names) => {
    expect(names.length).toBeGreaterThan(1);
    expect(repeated(names)).toEqual([]);
  });
});

describe.each(DATASETS)('$name', (contract) => {
  const computation = computationOf(contract);

  it('names columns once, and numbers them from 1 to 69', () => {
    for (const { columns } of tablesOf(contract)) {
      expect(repeated(columns.map(({ name }) => name))).toEqual([]);
      expect(repeated(columns.map(({ number }) => String(number)))).toEqual([]);
      for (const { name } of columns) expect(name).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
    }
    for (const { columns } of contract.fileTypes) {
      for (const { number } of columns) expect(number >= 1 && number <= 69).toBe(true);
    }
  });

  it('has keys of columns that are stored and never empty', () => {
    for (const table of tablesOf(contract)) {
      for (const name of table.key) {
        const column = storedColumns(table).find((candidate) => candidate.name === name);
        expect([table.name, name, name === 'row_number' || column?.required]).toEqual([table.name, name, true]);
      }
    }
  });

  it('refers to file types that come before, by as many columns as their key has', () => {
    const names = contract.fileTypes.map(({ name }) => name);
    for (const [place, fileType] of contract.fileTypes.entries()) {
      for (const reference of referencesOf(fileType)) {
        const at = names.indexOf(reference.fileType);
        expect(at >= 0 && at < place).toBe(true);
        expect(reference.columns).toHaveLength(contract.fileTypes[at]!.key.length);
      }
      for (const { reference, field } of fileType.referenceWarnings ?? []) {
        const meant = referencesOf(fileType).find(({ number }) => number === reference);
        const referred = contract.fileTypes.find(({ name }) => name === meant?.fileType);
        expect(referred).toBeDefined();
        expect(columnsBeside(fileType, referred!).map(({ name }) => name)).toContain(field);
      }
    }
  });

  it('derives tables from what comes before them, and proves each', () => {
    const known = contract.fileTypes.map(({ name }) => name);
    for (const { name, from, checks } of computation.derivedTables) {
      for (const read of from) expect(known).toContain(read);
      expect(checks.length).toBeGreaterThan(0);
      known.push(name);
    }
    for (const { from } of contract.analyses ?? []) for (const read of from) expect(known).toContain(read);
  });

  it('profiles as numbers what is numbers', () => {
    for (const { columns } of tablesOf(contract)) {
      for (const { name, kind, profile } of columns) {
        if (profile !== 'numeric' && profile !== 'both') continue;
        expect([name, kind.number !== undefined]).toEqual([name, true]);
      }
    }
  });

  it('computes and answers exactly what its contract describes', () => {
    const described = (contract.derivedTables ?? []).map((table) => expect.objectContaining(table));
    expect(computation.derivedTables).toEqual(described);
    expect(computation.analyses).toEqual(
      (contract.analyses ?? []).map((analysis) => expect.objectContaining(analysis)),
    );
    const { settings } = computation;
    expect(contract.settings?.toSorted()).toEqual(settings && Object.keys(settings.defaults).sort());
  });

  it('has settings that are valid as they come', () => {
    const { settings } = computation;
    if (settings) expect(settings.schema.parse(settings.defaults)).toEqual(settings.defaults);
  });

  it('lets nothing depend on the text of a private column', () => {
    for (const fileType of contract.fileTypes) {
      const hidden = fileType.columns.filter(({ kind }) => kind.isPrivate).map(({ name }) => name);
      const read = [
        ...fileType.key,
        ...referencesOf(fileType).flatMap(({ columns }) => columns),
        ...rowRulesOf(fileType).flatMap(({ field, holds }) => [field, ...columnsOf(holds)]),
        ...groupRulesOf(fileType).flatMap(({ columns }) => columns),
        ...(fileType.referenceWarnings ?? []).flatMap(({ field, holds }) => [field, ...columnsOf(holds)]),
        ...fileType.columns.filter(({ profile }) => profile !== undefined).map(({ name }) => name),
      ];
      expect(hidden.filter((name) => read.includes(name))).toEqual([]);
    }
    expect(contract.fileTypes.every(isFileType)).toBe(true);
  });
});
