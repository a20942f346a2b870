import type { components } from './schema.ts';

type Schemas = components['schemas'];

export type FindingGroup = Schemas['ErrorGroup'];
export type ErrorType = Schemas['ErrorType'];
export type Severity = Schemas['Severity'];

/** Which findings of a sync. */
export interface FindingFilter {
  readonly fileType?: string | undefined;
  readonly errorType?: ErrorType | undefined;
  readonly field?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly ruleId?: string | undefined;
}
