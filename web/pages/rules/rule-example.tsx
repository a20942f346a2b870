import { Group, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import classes from './rule-example.module.css';

export interface RuleExampleProps {
  readonly title: string;
  readonly good: boolean;
  readonly header: string;
  readonly example: Schemas['RuleExample'];
}

/** The cells that a rule is about, and the whole rows they stand in, to try. */
export function RuleExample({ title, good, header, example }: RuleExampleProps) {
  const { t } = useTranslation('rules');
  const Icon = good ? IconCheck : IconX;
  return (
    <section className={classes.example} data-good={good}>
      <Group gap="xs" mb="xs">
        <ThemeIcon color={good ? 'teal' : 'red'} variant="light" radius="xl" size="sm" aria-hidden>
          <Icon size={14} />
        </ThemeIcon>
        <Title order={3} fz="md">
          {title}
        </Title>
      </Group>
      {Object.keys(example.cells).length > 0 && (
        <dl className={classes.cells}>
          {Object.entries(example.cells).map(([field, cell]) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>{cell === '' ? <Text c="dimmed">{t('emptyCell')}</Text> : <CodeText value={cell} />}</dd>
            </div>
          ))}
        </dl>
      )}
      {example.note !== null && (
        <Text size="sm" c="dimmed" mb="xs">
          <ServerText said={example.note} message={example.note_message} />
        </Text>
      )}
      <Group justify="space-between" mb={4}>
        <Text size="xs" c="dimmed">
          {t('asFile')}
        </Text>
        <CopyButton text={[header, ...example.lines].join('\n')} />
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.lines} tabIndex={0} aria-label={`${title}: ${t('asFile')}`}>
        <pre>{[header, ...example.lines].map(shortened).join('\n')}</pre>
      </section>
    </section>
  );
}

/** The example of a line that is too long is a megabyte. */
const shortened = (line: string): string => (line.length > 4000 ? `${line.slice(0, 4000)} …` : line);
