import { describe, expect, it } from 'vitest';
import { referenceFindings } from '../../../shared/contracts/offline/reference-findings.ts';
import { type RuleExample, ruleExamples, rulesBrokenBy } from '../../../shared/contracts/rule-examples.ts';
import { ruleId, rulesOf } from '../../../shared/contracts/rules.ts';
import { csvHeader } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { trades } from '../../../shared/datasets/trades/contract.ts';

const all = loans.fileTypes.flatMap((fileType) =>
  loans.variants!.names.flatMap((variant) =>
    rulesOf(fileType, variant).map((rule) => ({ fileType, variant, rule, name: `${variant} ${rule.id}` })),
  ),
);
/** What its own line does not show: bytes that text cannot hold, and what other rows say. */
const shownByLine = (id: string) => !/-(003|004|005|701|702)$/.test(id);

describe('the examples of a rule', () => {
  it.each(all)('$name: one passes every rule, the other fails this one only', ({ fileType, variant, rule }) => {
    const { header, passes, fails } = ruleExamples(fileType, variant, rule, loans.fileTypes);
    expect(header).toBe(csvHeader(fileType, variant));
    for (const line of passes.lines) expect(rulesBrokenBy(fileType, variant, line)).toEqual([]);
    const broken = fails.lines.flatMap((line) => rulesBrokenBy(fileType, variant, line));
    expect(broken).toEqual(shownByLine(rule.id) ? [rule.id] : []);
    if (!shownByLine(rule.id))
      expect(fails.lines.join() === passes.lines.join() && fails.note === passes.note).toBe(false);
    expect(Object.keys(fails.cells)).toEqual([...rule.fields]);
    for (const field of rule.fields) {
      if (rule.errorType !== 'REQUIRED') expect(passes.cells[field]).not.toBe('');
      const columns = header.split(';');
      expect(passes.lines.at(-1)?.split(';')[columns.indexOf(field)]).toBe(passes.cells[field]);
    }
  });

  it('are the same at every call', () => {
    for (const { fileType, variant, rule } of all.slice(0, 40)) {
      expect(ruleExamples(fileType, variant, rule, loans.fileTypes)).toEqual(
        ruleExamples(fileType, variant, rule, loans.fileTypes),
      );
    }
  });

  it('show a key twice where it must be unique', () => {
    const { fileType, variant, rule } = all.find(({ rule: { id } }) => id === 'LOAN-PAYMENT-702')!;
    const { passes, fails } = ruleExamples(fileType, variant, rule, loans.fileTypes);
    expect(new Set(fails.lines).size).toBe(1);
    expect(fails.lines).toHaveLength(2);
    expect(new Set(passes.lines).size).toBe(2);
  });
});

describe('the examples of a warning about a row and the one that it refers to', () => {
  const warnings = trades.fileTypes.flatMap((fileType) =>
    (fileType.referenceWarnings ?? []).map((warning) => ({ fileType, warning, id: ruleId(fileType, warning.number) })),
  );

  it.each(warnings)(
    '$id: show the cells of both rows, and only one of them is remarkable',
    ({ fileType, warning, id }) => {
      const { fileType: named } = fileType.references!.find(({ number }) => number === warning.reference)!;
      const target = trades.fileTypes.find(({ name }) => name === named)!;
      const rule = rulesOf(fileType).find((each) => each.id === id)!;
      const { header, passes, fails } = ruleExamples(fileType, null, rule, trades.fileTypes);
      const found = ({ cells, lines }: RuleExample) => {
        expect(Object.values(cells)).not.toContain('');
        expect(Object.keys(cells)).toEqual([...rule.fields]);
        expect(cells).toMatchObject(
          Object.fromEntries(
            Object.entries(warning.example.referred).map(([name, cell]) => [`${named}.${name}`, cell]),
          ),
        );
        const row = Object.fromEntries(header.split(';').map((name, at) => [name, lines[0]!.split(';')[at]!]));
        expect(rulesBrokenBy(fileType, null, lines[0]!)).toEqual([]);
        return referenceFindings(fileType, warning.reference, row, target, warning.example.referred).map(
          (one) => one.ruleId,
        );
      };
      expect(found(passes)).toEqual([]);
      expect(found(fails)).toEqual([id]);
      for (const { note } of [passes, fails])
        for (const cell of Object.values(warning.example.referred)) expect(note?.text).toContain(cell);
    },
  );
});

describe('the reason of a rule', () => {
  it.each(all)('$name: is a sentence of its own', ({ rule }) => {
    expect(rule.why.text).toMatch(/^[A-Z0-9].{30,190}\.$/);
    expect(rule.why.text).not.toContain(rule.reason);
  });
});
