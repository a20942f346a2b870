import { emit } from '../../observability/emf.ts';
import type { Noted } from './http-adapter.ts';

/** What a call is for: `ask` also where it is about a verification. */
type CallKind = 'order' | 'ask' | 'verify' | 'check';

/** The kind of an operation, as `ProviderCall` names it. */
export function callKindOf(operation: string): CallKind {
  if (operation.startsWith('ask')) return 'ask';
  return operation === 'verify' ? 'verify' : 'order';
}

/** Counts a call of a provider, for CloudWatch and `/metrics`. What was not sent took no time. */
export function noteCall(tenant: string, operation: CallKind, outcome: Noted['outcome'], durationMs: number): void {
  emit({
    values: { provider_calls_total: [1, 'count'] },
    dimensions: [{}, { outcome }, { tenant }],
    counted: { labels: { tenant, operation, outcome } },
  });
  if (outcome === 'not-sent') return;
  emit({ values: { provider_call_seconds: [durationMs / 1000, 'seconds'] }, dimensions: [{}, { operation }] });
}
