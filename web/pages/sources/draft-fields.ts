import type { ReactNode } from 'react';

/** What a part of the form is handed: a piece of the draft, and what is wrong with which of its fields. */
export interface DraftFieldsProps<T> {
  readonly draft: T;
  readonly onChange: (changes: Partial<T>) => void;
  /** @param field as the API calls it, within this part */
  readonly errorOf: (field: string) => ReactNode;
}
