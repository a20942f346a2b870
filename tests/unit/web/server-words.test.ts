import { describe, expect, it } from 'vitest';
import { lookOfRepeatedKey } from '../../../shared/contracts/identifier-warnings.ts';
import { loans } from '../../../shared/contracts/loans.ts';
import { findingMessage, type Rule, ruleSentence, rulesOf } from '../../../shared/contracts/rules.ts';
import { PROBLEMS } from '../../../shared/http/problem-catalogue.ts';
import { serverWords } from '../../../web/i18n/server-words.ts';
import { server } from '../../../web/i18n/tr/index.ts';

const turkish = serverWords(server);
const rules: readonly Rule[] = loans.fileTypes.flatMap((fileType) => rulesOf(fileType));

describe('what the service says, in Turkish', () => {
  it('is there for every rule of the contract: what must be so, and why', () => {
    expect(rules.length).toBeGreaterThan(100);
    const untranslated = rules
      .flatMap((rule) =>
        [`${ruleSentence(rule)}.`, rule.why].map((said) => [rule.id, said, turkish.text(said)] as const),
      )
      .filter(([, said, text]) => text === undefined || text === said || /\$\d/.test(text));
    expect(untranslated).toEqual([]);
  });

  it('keeps what a sentence leaves open: columns, bounds and codes', () => {
    for (const rule of rules) {
      const said = ruleSentence(rule);
      const open = said.match(/\b[a-z]+(?:_[a-z]+)+\b|\b\d{2,}\b/g) ?? [];
      const text = turkish.text(`${said}.`)?.replaceAll('.', '') ?? '';
      for (const piece of open) expect(text, said).toContain(piece);
    }
  });

  it('is there for every finding, with the value as it is', () => {
    const value = 'a$1"; got "b(c).';
    for (const rule of rules) {
      if (rule.errorType === 'STRUCTURE') continue;
      const text = turkish.text(findingMessage(rule, value, rule.errorType === 'DUPLICATE' ? '1204' : 'x is "1"'));
      expect(text, rule.id).not.toMatch(/ must |^[^"]* got "|; it is |has it already/);
      if (rule.errorType === 'REQUIRED') continue;
      expect(text, rule.id).toContain(rule.errorType === 'DUPLICATE' ? '1204' : `"${value}" (x is "1").`);
    }
  });

  it('is there for what is wrong with a row as a whole', () => {
    expect(turkish.text('The row must have as many cells as the header: it has 3 cells instead of 27.')).toBe(
      'Satırda başlıktaki kadar hücre olmalı: 27 yerine 3 hücre var.',
    );
    expect(turkish.text('The row must be at most 1,000,000 bytes long: it is 1000001 bytes long.')).toContain(
      '1000001',
    );
  });

  it('is there for a key that is repeated because of what became of it', () => {
    const rule = rules.find(({ id }) => id === 'LOAN-CREDIT-702')!;
    for (const key of ['1.2E+15', '#N/A', 'A\ufffdB']) {
      const look = lookOfRepeatedKey([key]);
      const said = findingMessage(rule, key, `3; ${look}`);
      expect(said).toContain(`row 3 has it already (${look}).`);
      expect(turkish.text(said)).toMatch(/3\. satırda zaten var \((?!it )/);
    }
  });

  it('is there for the title of every problem', () => {
    const codes = Object.keys(PROBLEMS);
    expect(codes.length).toBeGreaterThan(20);
    expect(Object.keys(server.problems).sort()).toEqual(codes.sort());
  });

  it('stays as it is where the page does not know the sentence, and in English', () => {
    expect(turkish.text('A sentence of a later release.')).toBeUndefined();
    expect(turkish.problemTitle('of-a-later-release', 'Its title')).toBe('Its title');
    expect(serverWords(undefined).text('Anything.')).toBe('Anything.');
  });
});
