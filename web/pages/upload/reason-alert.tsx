import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client.ts';
import { problemCode } from '../../api/problem.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { ServiceSentence } from '../../parts/service-sentence.tsx';

const FIELDS_SHOWN = 20;

/** Why the service rejected a file, in its own words, and what to do. */
export function ReasonAlert({ reason }: { readonly reason: Schemas['Reason'] }) {
  const { t } = useTranslation(['upload', 'common']);
  const server = useServerWords();
  const { type, title, detail, message, errors = [] } = reason;
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('outcome.rejected', { title: server.problemTitle(problemCode(type), title) })}
    >
      <Stack gap="xs" align="flex-start">
        <ServiceSentence said={detail} message={message} />
        {errors.length > 0 && (
          <List size="sm" spacing={2}>
            {errors.slice(0, FIELDS_SHOWN).map(({ field, code, detail: what, message: ofField }) => (
              <List.Item key={`${field} ${code}`}>
                <CodeText value={field} />: <ServiceSentence said={what} message={ofField} span inherit />
              </List.Item>
            ))}
          </List>
        )}
        <Text size="sm">{t('outcome.sendAgain')}</Text>
        <Anchor href={type} target="_blank" rel="noopener" size="sm" c="inherit" underline="always">
          {t('common:states.whatToDo')}
        </Anchor>
      </Stack>
    </Alert>
  );
}
