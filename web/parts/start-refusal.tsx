import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, isProblemWithCode } from '../api/problem.ts';
import { usePath } from '../datasets/use-dataset.ts';
import { ButtonLink } from './button-link.tsx';
import { CodeText } from './code-text.tsx';
import { ServerText } from './server-text.tsx';
import { ErrorState } from './states.tsx';

const REFUSALS = ['nothing-staged', 'sync-in-progress', 'sync-disabled', 'upload-not-staged', 'not-live'] as const;
/** Why an upload could not be taken: its status, as the field errors of `upload-not-staged` have it. */
const MISSING = ['awaiting-upload', 'expired', 'rejected', 'syncing', 'loaded'] as const;

export interface StartRefusalProps {
  readonly error: unknown;
  /** Of the uploads that were named, in their order. */
  readonly fileNames?: readonly string[];
}

/** Why a sync could not be started, and what to do; any other failure as everywhere. */
export function StartRefusal({ error, fileNames = [] }: StartRefusalProps) {
  const { t } = useTranslation('syncs');
  const path = usePath();
  const code = REFUSALS.find((refusal) => isProblemWithCode(error, refusal));
  if (code === undefined) return <ErrorState error={error} />;
  const missing = error instanceof ApiProblem ? error.errors : [];
  return (
    <Alert color="yellow" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t(`start.refused.${code}`)}>
      {missing.length > 0 && (
        <List size="sm" spacing={2} mb={4}>
          {missing.map(({ field, code: status, detail, message }) => {
            const name = fileNames[Number(/\[(\d+)\]/.exec(field)?.[1] ?? Number.NaN)];
            const known = MISSING.find((why) => why === status);
            return (
              <List.Item key={field}>
                {name === undefined ? <code>{field}</code> : <CodeText value={name} />}:{' '}
                {known ? t(`start.missing.${known}`) : <ServerText said={detail} message={message} />}
              </List.Item>
            );
          })}
        </List>
      )}
      <Text size="md">{t(`start.advice.${code}`)}</Text>
      {code === 'sync-disabled' && (
        <ButtonLink to={path('/settings')} size="xs" variant="default" mt="xs">
          {t('start.settings')}
        </ButtonLink>
      )}
    </Alert>
  );
}
