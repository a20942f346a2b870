import { z } from 'zod';
import { loans } from '../../shared/contracts/loans.ts';
import { type RuleExamples, ruleExamples } from '../../shared/contracts/rule-examples.ts';
import { type Rule, ruleSentence, rulesOf } from '../../shared/contracts/rules.ts';
import { cursorsOf, pageOf } from '../../shared/domain/pagination.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { getRule, listRules } from '../../shared/http/endpoints/rules.ts';
import type { RuleBody } from '../../shared/http/schemas/rule.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';

type LoanType = RuleBody['loan_types'][number];

/** A rule with the loan types that have it, in their order. */
interface KnownRule {
  readonly rule: Rule;
  readonly loanTypes: readonly LoanType[];
  readonly examplesOf: (loanType: LoanType) => RuleExamples;
}

const known: readonly KnownRule[] = loans.fileTypes
  .flatMap((fileType) => {
    const ofLoanType = loans.variants.map((variant) => new Set(rulesOf(fileType, variant).map(({ id }) => id)));
    return rulesOf(fileType).map((rule) => ({
      rule,
      loanTypes: loans.variants.filter((_, index) => ofLoanType[index]!.has(rule.id)) as LoanType[],
      examplesOf: (loanType: LoanType) => ruleExamples(fileType, loanType, rule),
    }));
  })
  .sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));

const cursors = cursorsOf('rules', z.string());

function ruleBody({ rule, loanTypes, examplesOf }: KnownRule, loanType: LoanType = loanTypes[0]!): RuleBody {
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

export const routes = [
  implement(listRules, async (_context, { query }) => {
    const after = query.cursor === undefined ? '' : cursors.decode(query.cursor);
    const wanted = known.filter(
      ({ rule, loanTypes }) =>
        rule.id > after &&
        (query.loan_type === undefined || loanTypes.includes(query.loan_type)) &&
        (query.file_type === undefined || rule.fileType === query.file_type) &&
        (query.severity === undefined || rule.severity === query.severity) &&
        (query.error_type === undefined || rule.errorType === query.error_type) &&
        (query.field_name === undefined || rule.fields.includes(query.field_name)),
    );
    const page = pageOf(wanted, query.limit, cursors, ({ rule }) => rule.id);
    return { body: { ...page, data: page.data.map((entry) => ruleBody(entry, query.loan_type)) } };
  }),

  implement(getRule, async (_context, { params, query }) => {
    const found = known.find(({ rule }) => rule.id === params.rule_id);
    if (!found) throw new Problem('not-found', 'There is no such rule. `/api/rules` lists them all.');
    if (query.loan_type !== undefined && !found.loanTypes.includes(query.loan_type)) {
      throw new Problem('not-found', `${found.rule.id} is no rule of ${query.loan_type} files.`);
    }
    return { body: ruleBody(found, query.loan_type) };
  }),
];

export const handler = httpFunction(...routes);
