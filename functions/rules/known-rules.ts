import { loans } from '../../shared/contracts/loans.ts';
import { type RuleExamples, ruleExamples } from '../../shared/contracts/rule-examples.ts';
import { type Rule, ruleSentence, rulesOf } from '../../shared/contracts/rules.ts';
import type { RuleBody } from '../../shared/http/schemas/rule.ts';

type LoanType = RuleBody['loan_types'][number];

/** A rule with the loan types that have it, in their order. */
interface KnownRule {
  readonly rule: Rule;
  readonly loanTypes: readonly LoanType[];
  readonly examplesOf: (loanType: LoanType) => RuleExamples;
}

/** Every rule, by its id. */
export const knownRules: readonly KnownRule[] = loans.fileTypes
  .flatMap((fileType) => {
    const ofLoanType = loans.variants.map((variant) => new Set(rulesOf(fileType, variant).map(({ id }) => id)));
    return rulesOf(fileType).map((rule) => ({
      rule,
      loanTypes: loans.variants.filter((_, index) => ofLoanType[index]!.has(rule.id)) as LoanType[],
      examplesOf: (loanType: LoanType) => ruleExamples(fileType, loanType, rule),
    }));
  })
  .sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));

/** A rule as it is served. @param loanType whose example it has */
export function ruleBody({ rule, loanTypes, examplesOf }: KnownRule, loanType: LoanType = loanTypes[0]!): RuleBody {
  return {
    rule_id: rule.id,
    ruleset_version: loans.version,
    file_type: rule.fileType as RuleBody['file_type'],
    loan_types: [...loanTypes],
    severity: rule.severity,
    error_type: rule.errorType,
    field_name: rule.fields[0] ?? null,
    fields: [...rule.fields],
    expected: `${ruleSentence(rule)}.`,
    why: rule.why,
    examples: { loan_type: loanType, ...copyOf(examplesOf(loanType)) },
  };
}

const copyOf = ({ header, passes, fails }: RuleExamples) => {
  const example = ({ cells, lines, note }: RuleExamples['passes']) => ({
    cells: { ...cells },
    lines: [...lines],
    note,
  });
  return { header, passes: example(passes), fails: example(fails) };
};
