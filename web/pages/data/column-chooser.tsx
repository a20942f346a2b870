import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { folded } from '../../format/folded.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import { useFollowed } from '../../parts/use-followed.ts';
import classes from './column-chooser.module.css';

export interface ColumnChooserProps {
  /** Always shown, and first. */
  readonly keyColumn: string;
  readonly columns: readonly ServedColumn[];
  /** Names of those shown, in their order. */
  readonly shown: readonly string[];
  readonly usual: readonly string[];
  readonly onChange: (shown: readonly string[]) => void;
}

/** Which columns are shown, and in which order: first those shown, as they stand, then the others. */
export function ColumnChooser({ keyColumn, columns, shown: given, usual, onChange: onChosen }: ColumnChooserProps) {
  const { t } = useTranslation('data');
  const formats = useFormats();
  const texts = useCellTexts();
  const [search, setSearch] = useState('');
  const [shown, onChange] = useFollowed(given, onChosen);
  const hidden = columns.map(({ name }) => name).filter((name) => !shown.includes(name));
  const isFound = (name: string) => folded(`${texts.title(name)} ${name}`).includes(folded(search.trim()));
  const move = (name: string, by: -1 | 1) => {
    const next = shown.filter((other) => other !== name);
    next.splice(shown.indexOf(name) + by, 0, name);
    onChange(next);
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus width={340}>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns size={16} aria-hidden />}>
          {t('columns.open', { shown: formats.count(shown.length), all: formats.count(columns.length) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label={t('columns.title')}>
        <Stack gap="xs">
          <TextInput
            size="xs"
            aria-label={t('columns.search')}
            placeholder={t('columns.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Group gap="xs">
            <Button size="compact-xs" variant="default" onClick={() => onChange([...shown, ...hidden])}>
              {t('columns.all')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => onChange(usual)}>
              {t('columns.usual')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => onChange([keyColumn])}>
              {t('columns.onlyKey')}
            </Button>
          </Group>
          <ScrollArea.Autosize mah="min(380px, 50dvh)" type="auto" offsetScrollbars>
            <ul className={classes.list}>
              {[...shown, ...hidden].filter(isFound).map((name) => {
                const at = shown.indexOf(name);
                const title = texts.title(name);
                return (
                  <li key={name} className={classes.item}>
                    <Checkbox
                      size="xs"
                      checked={at >= 0}
                      disabled={name === keyColumn}
                      label={
                        <>
                          {title} <code className={classes.name}>{name}</code>
                        </>
                      }
                      onChange={() => onChange(at >= 0 ? shown.filter((other) => other !== name) : [...shown, name])}
                    />
                    {at > 0 && (
                      <span className={classes.moves}>
                        <ActionIcon
                          size="xs"
                          variant="subtle"
                          color="gray"
                          disabled={at <= 1}
                          aria-label={t('columns.earlier', { column: title })}
                          onClick={() => move(name, -1)}
                        >
                          <IconArrowUp size={13} aria-hidden />
                        </ActionIcon>
                        <ActionIcon
                          size="xs"
                          variant="subtle"
                          color="gray"
                          disabled={at === shown.length - 1}
                          aria-label={t('columns.later', { column: title })}
                          onClick={() => move(name, 1)}
                        >
                          <IconArrowDown size={13} aria-hidden />
                        </ActionIcon>
                      </span>
                    )}
                  </li>
                );
              })}
            </ul>
          </ScrollArea.Autosize>
          <Text size="xs" c="dimmed">
            {t('columns.hint')}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
