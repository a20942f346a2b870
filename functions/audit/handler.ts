import { assertRange } from '../../shared/domain/time-range.ts';
import { downloadAudit, listAudit } from '../../shared/http/endpoints/audit.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { auditOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { exportAudit } from './export-audit.ts';

export const handler = httpFunction(
  implement(listAudit, async ({ scope }, { query }) => {
    assertRange(['since', query.since], ['until', query.until]);
    return { body: await auditOf(operationsFor(scope)).list(query) };
  }),

  implement(downloadAudit, async ({ scope }, { query }) => {
    assertRange(['since', query.since], ['until', query.until]);
    return { headers: { Location: await exportAudit(operationsFor(scope), query) } };
  }),
);
