import { cursorsOf, POSITION, pageOf } from '../../shared/domain/pagination.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { getRule, listRules } from '../../shared/http/endpoints/rules.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { knownRules, ruleBody } from './known-rules.ts';

const cursors = cursorsOf('rules', POSITION.text);

export const routes = [
  implement(listRules, async (_context, { query }) => {
    const after = query.cursor === undefined ? '' : cursors.decode(query.cursor);
    const wanted = knownRules.filter(
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
    const found = knownRules.find(({ rule }) => rule.id === params.rule_id);
    if (!found) throw new Problem('not-found', 'There is no such rule. `/api/rules` lists them all.');
    if (query.loan_type !== undefined && !found.loanTypes.includes(query.loan_type)) {
      throw new Problem('not-found', `${found.rule.id} is no rule of ${query.loan_type} files.`);
    }
    return { body: ruleBody(found, query.loan_type) };
  }),
];

export const handler = httpFunction(...routes);
