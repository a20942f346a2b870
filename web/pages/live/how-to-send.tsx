import { Card, Code, Group, Stack, Text } from '@mantine/core';
import { IconBroadcast } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Stream } from '../../api/queries/streams.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { EmptyState } from '../../parts/states.tsx';

const PRODUCER = 'npm run producer -- --rate 5';

/** Nothing has come yet: how something does. */
export function HowToSend({ stream }: { readonly stream: Stream }) {
  const { t } = useTranslation('live');
  const event = Object.fromEntries(stream.columns.map(({ name, takes }) => [name, exampleOf(stream, name, takes)]));
  const curl = [
    `curl -s ${location.origin}/api/streams/${stream.name}/events`,
    `  -H "Authorization: Api-Key $KEY" -H 'Content-Type: application/json'`,
    `  -d '${JSON.stringify({ events: [event] })}'`,
  ].join(' \\\n');
  return (
    <Card>
      <EmptyState title={t('empty.title')} icon={IconBroadcast}>
        {t('empty.detail')}
      </EmptyState>
      <Stack gap="sm">
        <Command label={t('empty.curl')} text={curl} />
        <Command label={t('empty.producer')} text={PRODUCER} />
      </Stack>
    </Card>
  );
}

function exampleOf(stream: Stream, name: string, takes: readonly string[]): string | number {
  if (name === stream.amount) return '12.50';
  if (name === stream.time) return new Date().toISOString();
  return takes.includes('number') ? 1 : `${name}-1`;
}

function Command({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <CopyButton text={text} />
      </Group>
      <Code block tabIndex={0} dir="ltr">
        {text}
      </Code>
    </div>
  );
}
