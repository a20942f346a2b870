import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';
import classes from './json-text.module.css';

export interface JsonTextProps {
  readonly label: string;
  /** Text is shown as it stands. */
  readonly value: unknown;
}

/** What programs said to each other, as it was. */
export function JsonText({ label, value }: JsonTextProps) {
  const { t } = useTranslation();
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <CopyButton text={text} label={t('actions.copy')} size="xs" />
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={classes.json} tabIndex={0}>
        {text}
      </pre>
    </Stack>
  );
}
