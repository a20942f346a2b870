import type { Logger } from '../observability/logger.ts';
import type { Operations } from '../operations/database.ts';

/** What a piece of the mediator's work for one tenant knows. */
export interface Mediation {
  readonly operations: Operations;
  readonly logger: Logger;
  /** Until the function is cut off. */
  readonly remainingMs: () => number;
}
