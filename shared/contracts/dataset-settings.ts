import type * as z from 'zod';

/** What a tenant may choose for a dataset: an object, whose members derivations read by their names. */
export interface DatasetSettings {
  /** A strict object; its JSON Schema is served, and what a tenant sends is checked by it. */
  readonly schema: z.ZodObject;
  /** What holds until a tenant chooses: version 0. */
  readonly defaults: Readonly<Record<string, unknown>>;
}
