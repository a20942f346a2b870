import {
  Alert,
  Anchor,
  Button,
  Group,
  List,
  Skeleton,
  Stack,
  Text,
  ThemeIcon,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconInbox } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { withNumbers } from '../format/numbers-in-text.ts';
import { useFormats } from '../format/use-formats.ts';
import { useServerWords } from '../i18n/use-server-words.ts';
import { CopyButton } from './copy-button.tsx';
import { ServerText } from './server-text.tsx';

export interface EmptyStateProps {
  readonly title: string;
  /** Why it is empty, and what fills it. */
  readonly children?: ReactNode;
  readonly icon?: ComponentType<{ size?: number | string }>;
  /** A button or link that fills it. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, icon: Icon = IconInbox, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon variant="light" size={44} radius="xl" aria-hidden>
        <Icon size={22} />
      </ThemeIcon>
      <Title order={3} fz="md">
        {title}
      </Title>
      {children !== undefined && (
        <Text c="dimmed" maw="52ch" size="md">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}

/** In place of what is on its way, about as large as that, so that the page does not jump. */
export function LoadingState({ rows = 3, height = 20 }: { readonly rows?: number; readonly height?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" aria-busy="true" role="status">
      <VisuallyHidden>{t('states.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={at} height={height} width={at === rows - 1 && rows > 1 ? '60%' : '100%'} />
      ))}
    </Stack>
  );
}

/** A failure in words: what happened, which fields, what to do, and the id to report. */
export function ErrorState({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : undefined;
  const offline = problem?.code === 'no-connection';
  const { title, detail } = useProblemWords(error);
  return (
    <Alert
      color={offline ? 'yellow' : 'red'}
      variant="light"
      role="alert"
      icon={offline ? <IconCloudOff aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={title}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="md">{detail}</Text>
        {problem && problem.errors.length > 0 && (
          <List size="sm" spacing={2}>
            {problem.errors.map(({ field, code, detail: what, message }) => (
              <List.Item key={`${field} ${code}`}>
                <Text span fw={600} ff="monospace" size="sm">
                  {field}
                </Text>
                {': '}
                <ServerText said={what} message={message} />
              </List.Item>
            ))}
          </List>
        )}
        <Group gap="sm">
          {retry && (
            <Button size="xs" variant="default" onClick={retry}>
              {t('actions.retry')}
            </Button>
          )}
          {problem && problem.status > 0 && problem.code !== 'unreadable-answer' && (
            <Anchor href={`/problems/${problem.code}`} target="_blank" rel="noopener" size="sm" underline="always">
              {t('states.whatToDo')}
            </Anchor>
          )}
          {problem?.requestId !== undefined && (
            <Group gap={4}>
              <Text size="xs">
                {t('states.requestId')}: <code>{problem.requestId}</code>
              </Text>
              <CopyButton text={problem.requestId} />
            </Group>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

/** Title and detail of any failure, in words for the reader. */
export function useProblemWords(error: unknown): { readonly title: string; readonly detail: string } {
  const { t } = useTranslation();
  const server = useServerWords();
  const formats = useFormats();
  if (!(error instanceof ApiProblem)) {
    return { title: t('states.crashed'), detail: error instanceof Error ? error.message : String(error) };
  }
  if (error.code === 'no-connection')
    return { title: t('states.noConnection'), detail: t('states.noConnectionDetail') };
  if (error.code === 'unreadable-answer') {
    return { title: t('states.unreadable'), detail: t('states.unreadableDetail', { status: error.status }) };
  }
  return {
    title: server.problemTitle(error.code, error.title),
    detail: withNumbers(server.text(error.detail, error.said) ?? error.detail, formats.decimal),
  };
}

export interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  /** Instead of the usual grey lines, while there is nothing to show yet. */
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** What a query brought, or its loading or error state. What was there stays visible while it is asked for again. */
export function Loaded<T>({ query, loading = <LoadingState />, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return loading;
}
