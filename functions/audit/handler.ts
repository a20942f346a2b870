import { downloadAudit, listAudit } from '../../shared/http/endpoints/audit.ts';
import { implement, serve } from '../../shared/http/serve.ts';
import { auditOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { exportAudit } from './export-audit.ts';

export const handler = serve(
  implement(listAudit, async ({ scope }, { query }) => ({ body: await auditOf(operationsFor(scope)).list(query) })),

  implement(downloadAudit, async ({ scope }, { query }) => ({
    headers: { Location: await exportAudit(operationsFor(scope), query) },
  })),
);
