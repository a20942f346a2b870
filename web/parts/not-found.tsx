import { IconMapQuestion } from '@tabler/icons-react';
import { ApiProblem } from '../api/problem.ts';
import { ButtonLink } from './button-link.tsx';
import { CodeText } from './code-text.tsx';
import { PageHeader } from './page-header.tsx';
import { EmptyState } from './states.tsx';

export interface NotFoundProps {
  /** What is missing: the page's title. */
  readonly title: string;
  readonly detail: string;
  /** What was asked for. */
  readonly asked: string;
  readonly to: string;
  /** Where that leads. */
  readonly back: string;
}

/** The page of an address behind which there is nothing. */
export function NotFound({ title, detail, asked, to, back }: NotFoundProps) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState title={detail} icon={IconMapQuestion} action={<ButtonLink to={to}>{back}</ButtonLink>}>
        <CodeText value={asked} />
      </EmptyState>
    </>
  );
}

/** Whether the service has nothing of that name: none of this bank, or no name that there could be. */
export const isMissing = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 404 || error.code === 'invalid-request');
