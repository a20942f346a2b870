import { Button, Container, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { CopyButton } from '../parts/copy-button.tsx';

/** When a page's own code fails: an update since it was opened, or a fault of ours. */
export function FaultPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (
    <Container size="sm" py="xl" component="main">
      <Stack align="flex-start">
        <Title order={1}>{t('states.crashed')}</Title>
        <Text>{t('states.crashedDetail')}</Text>
        <code>{text}</code>
        <CopyButton text={text} label={t('actions.copy')} />
        <Button onClick={() => location.reload()}>{t('states.reload')}</Button>
      </Stack>
    </Container>
  );
}
