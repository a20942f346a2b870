import type { FieldError } from '../api/problem.ts';
import { CodeText } from './code-text.tsx';
import { ServerText } from './server-text.tsx';

export interface ErrorsOfFieldProps {
  readonly field: string;
  readonly errors: readonly FieldError[];
}

/** What the service says of a field; of a part of it that has no field of its own, which part. */
export function ErrorsOfField({ field, errors }: ErrorsOfFieldProps) {
  return errors.map((error) => (
    <span key={`${error.field} ${error.code} ${error.detail}`} style={{ display: 'block' }}>
      {error.field !== field && (
        <>
          <CodeText value={error.field.slice(field.length).replace(/^[.]/, '')} />
          {': '}
        </>
      )}
      <ServerText said={error.detail} message={error.message} />
    </span>
  ));
}
