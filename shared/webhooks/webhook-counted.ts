import { emit } from '../observability/emf.ts';

/** Counts an attempt, for CloudWatch and `/metrics`. */
export function noteAttempt(tenant: string, outcome: 'delivered' | 'retried' | 'failed'): void {
  emit({
    values: { webhook_attempts_total: [1, 'count'] },
    dimensions: [{}, { outcome }, { tenant }],
    counted: { labels: { tenant, outcome } },
  });
  // For the share of them that an alarm looks at: it cannot add up outcomes.
  emit({ values: { webhook_failures_total: [outcome === 'delivered' ? 0 : 1, 'count'] }, dimensions: [{}] });
}
