import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { creditOutcome, type Outcome } from '../integration/pipeline/credit-outcome.ts';

const outcome = creditOutcome();

/** Beside the repository, or beside the folder of its work trees. */
const CASES = ['../../../shared/cases/', '../../../../shared/cases/']
  .map((folder) => new URL(folder, import.meta.url))
  .find((folder) => existsSync(folder));

describe.skipIf(!CASES)('files that banks really sent', () => {
  const REFUSED: Readonly<Record<string, RegExp>> = {
    '08-line-wrapped-in-quotes': /each line is one quoted cell: the file was quoted twice/,
    '17d-gzip-newline': /Bytes follow the end of the compressed data/,
    '20-header-only': /empty-file/,
  };
  const LOADED: Readonly<Record<string, { loaded: number; rules?: readonly string[]; notices?: Outcome['notices'] }>> =
    {
      '01-sep-line': { loaded: 6 },
      '02-delimiter-only-rows': { loaded: 6, notices: [['blank-lines-skipped', 8]] },
      '03-key-nbsp': { loaded: 5, rules: ['702'] },
      '06-sci-account': { loaded: 5, rules: ['017', '017', '702'] },
      '07-excel-error-values': { loaded: 5, rules: ['018', '028', '028', '028', '028', '232', '242'] },
      '10-ctrl-z': { loaded: 6 },
      '10b-ctrl-z-line': { loaded: 6 },
      '11-nbsp-amounts': { loaded: 8, rules: ['112'] },
      '12-trailing-empty-columns': { loaded: 6, notices: [['nameless-columns-ignored', 6]] },
      '13-footer': { loaded: 6, rules: ['007', '001', '001'] },
      '16-formula-text': { loaded: 9, rules: ['019', '702', '019'] },
      '17b-gzip-padded': { loaded: 6 },
      '19-replacement-char': { loaded: 6, rules: ['020'] },
      '25-repeated-header': { loaded: 6, rules: ['006'] },
    };
  const names = CASES ? readdirSync(CASES).filter((name) => /^[0-9]/.test(name)) : [];

  it.each(names)('%s', async (name) => {
    const [credits] = readdirSync(new URL(`${name}/`, CASES)).filter((entry) => entry.startsWith('credit'));
    const content = readFileSync(new URL(`${name}/${credits}`, CASES));
    const refused = REFUSED[name];
    if (refused) {
      await expect(outcome(content)).rejects.toThrow(refused);
      return;
    }
    const found = await outcome(content);
    const { loaded, rules = [], notices = [] } = LOADED[name]!;
    expect({
      loaded: found.keys.length,
      rules: found.findings.map(([, rule]) => rule.slice(-3)),
      notices: found.notices,
    }).toEqual({ loaded, rules, notices });
  });
});
