import * as z from 'zod';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { TENANT_ID } from '../../domain/tenancy.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { tenantId } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';

export const getMetrics = endpoint({
  operationId: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  summary: 'Counters and gauges, as Prometheus reads them',
  description:
    'Needs a credential: an API key or an access token shows the numbers of its tenant, the metrics token of the ' +
    'installation (`Authorization: Bearer …`) those of all. Counters are what was recorded, so they are the same from ' +
    'every process and go on after a restart. A source that does not answer is left out and named by ' +
    '`metrics_source_up`.',
  tag: 'metrics',
  access: 'monitoring',
  function: 'metrics',
  limit: 'monitoring',
  traced: false,
  query: z.strictObject({
    tenant_id: textOfForm(TENANT_ID, serviceSentence('field-tenant-id'), tenantId)
      .optional()
      .meta({ description: 'For the metrics token: only this tenant.' }),
  }),
  success: {
    status: 200,
    description: 'Text in the exposition format of Prometheus, 0.0.4.',
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
  },
  problems: ['unauthorized', 'tenant-inactive', 'tenant-mismatch', 'unavailable'],
});
