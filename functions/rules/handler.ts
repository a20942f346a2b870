import { requestedSlices } from '../../shared/datasets/requested.ts';
import { cursorsOf, POSITION, pageOf } from '../../shared/domain/pagination.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { getRule, listRules } from '../../shared/http/endpoints/rules.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { knownRules, ruleBody } from './known-rules.ts';

const cursors = cursorsOf('rules', POSITION.text);

export const routes = [
  implement(listRules, async (_context, { query }) => {
    const after = query.cursor === undefined ? '' : cursors.decode(query.cursor);
    const { contract, slice } = requestedSlices(query);
    const wanted = knownRules.filter(
      ({ rule, variants, ...known }) =>
        rule.id > after &&
        known.contract === contract &&
        (slice === undefined || variants.includes(slice.variant)) &&
        (query.file_type === undefined || rule.fileType === query.file_type) &&
        (query.severity === undefined || rule.severity === query.severity) &&
        (query.error_type === undefined || rule.errorType === query.error_type) &&
        (query.field_name === undefined || rule.fields.includes(query.field_name)),
    );
    const page = pageOf(wanted, query.limit, cursors, ({ rule }) => rule.id);
    return { body: { ...page, data: page.data.map((entry) => ruleBody(entry, slice?.variant)) } };
  }),

  implement(getRule, async (_context, { params, query }) => {
    const found = knownRules.find(({ rule }) => rule.id === params.rule_id);
    if (!found) throw new Problem('not-found', serviceSentence('no-such-rule'));
    // An id says of which dataset it is.
    const { slice } = requestedSlices({ dataset: found.contract.name, ...query });
    if (slice !== undefined && !found.variants.includes(slice.variant)) {
      throw new Problem(
        'not-found',
        serviceSentence('rule-of-other-slice', { rule_id: found.rule.id, slice: slice.shortText }),
      );
    }
    return { body: ruleBody(found, slice?.variant) };
  }),
];

export const handler = httpFunction(...routes);
