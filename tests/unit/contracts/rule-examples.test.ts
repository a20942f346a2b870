import { describe, expect, it } from 'vitest';
import { ruleExamples, rulesBrokenBy } from '../../../shared/contracts/rule-examples.ts';
import { rulesOf } from '../../../shared/contracts/rules.ts';
import { csvHeader } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';

const all = loans.fileTypes.flatMap((fileType) =>
  loans.variants!.names.flatMap((variant) =>
    rulesOf(fileType, variant).map((rule) => ({ fileType, variant, rule, name: `${variant} ${rule.id}` })),
  ),
);
/** What its own line does not show: bytes that text cannot hold, and what other rows say. */
const shownByLine = (id: string) => !/-(003|004|005|701|702)$/.test(id);

describe('the examples of a rule', () => {
  it.each(all)('$name: one passes every rule, the other fails this one only', ({ fileType, variant, rule }) => {
    const { header, passes, fails } = ruleExamples(fileType, variant, rule);
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
      expect(ruleExamples(fileType, variant, rule)).toEqual(ruleExamples(fileType, variant, rule));
    }
  });

  it('show a key twice where it must be unique', () => {
    const { fileType, variant, rule } = all.find(({ rule: { id } }) => id === 'LOAN-PAYMENT-702')!;
    const { passes, fails } = ruleExamples(fileType, variant, rule);
    expect(new Set(fails.lines).size).toBe(1);
    expect(fails.lines).toHaveLength(2);
    expect(new Set(passes.lines).size).toBe(2);
  });
});

describe('the reason of a rule', () => {
  it.each(all)('$name: is a sentence of its own', ({ rule }) => {
    expect(rule.why.text).toMatch(/^[A-Z0-9].{30,190}\.$/);
    expect(rule.why.text).not.toContain(rule.reason);
  });
});
