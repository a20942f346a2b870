import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';
import { problemCode } from '../api/problem.ts';
import { useServerWords } from '../i18n/use-server-words.ts';
import { CodeText } from './code-text.tsx';
import { ServiceSentence } from './service-sentence.tsx';

/** Failures that there are words for in the reader's language; of a newer one the service's own are shown. */
const KNOWN = [
  'error-rate-exceeded',
  'nothing-valid',
  'removes-too-much',
  'control-total-mismatch',
  'not-live',
  'file-changed',
  'file-unreadable',
  'count-mismatch',
  'warehouse-unavailable',
  'storage-full',
  'interrupted',
  'internal-error',
] as const;

export interface FailureAlertProps {
  readonly failure: Schemas['Reason'];
  /** What to do from where this is shown, if not what the sync's own page says. */
  readonly advice?: ReactNode;
}

/** Why a sync failed, and what to do. */
export function FailureAlert({ failure, advice }: FailureAlertProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const server = useServerWords();
  const { type, title, detail, message, errors = [] } = failure;
  const known = KNOWN.find((code) => type === `/problems/${code}`);
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={known ? t(`failure.title.${known}`) : server.problemTitle(problemCode(type), title)}
    >
      <Stack gap="xs" align="flex-start">
        <ServiceSentence said={detail} message={message} />
        {errors.length > 0 && (
          <List size="sm" spacing={2}>
            {errors.map(({ field, code, detail: what, message: ofField }) => (
              <List.Item key={`${field} ${code}`}>
                <CodeText value={field} />: <ServiceSentence said={what} message={ofField} span inherit />
              </List.Item>
            ))}
          </List>
        )}
        {advice ?? <Text size="md">{known ? t(`failure.advice.${known}`) : t('failure.kept')}</Text>}
        <Anchor href={type} target="_blank" rel="noopener" size="sm" c="inherit" underline="always">
          {t('common:states.whatToDo')}
        </Anchor>
      </Stack>
    </Alert>
  );
}
