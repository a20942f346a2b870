import { IconDatabaseOff } from '@tabler/icons-react';
import { pathOf } from '../datasets/use-dataset.ts';
import { ButtonLink } from './button-link.tsx';
import { EmptyState } from './states.tsx';

export interface NothingLoadedProps {
  readonly dataset: string;
  readonly title: string;
  readonly detail: string;
  /** What the way to the upload page is called. */
  readonly upload: string;
}

/** Before the first load of a dataset. */
export function NothingLoaded({ dataset, title, detail, upload }: NothingLoadedProps) {
  return (
    <EmptyState
      title={title}
      icon={IconDatabaseOff}
      action={
        <ButtonLink to={pathOf(dataset, '/upload')} variant="light" size="xs">
          {upload}
        </ButtonLink>
      }
    >
      {detail}
    </EmptyState>
  );
}
