import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

/** Whether the palette is open; Ctrl-K, or ⌘K on a Mac, opens and closes it wherever the focus is. */
export function usePalette(): { readonly isOpen: boolean; readonly open: () => void; readonly close: () => void } {
  const [isOpen, { open, close, toggle }] = useDisclosure();
  useHotkeys([['mod+K', toggle]], []);
  return { isOpen, open, close };
}

const KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

export interface PaletteButtonProps {
  readonly onOpen: () => void;
  /** An icon alone, for the bar of a phone. */
  readonly isNarrow?: boolean;
}

export function PaletteButton({ onOpen, isNarrow = false }: PaletteButtonProps) {
  const { t } = useTranslation();
  if (isNarrow) {
    return (
      <ActionIcon variant="subtle" color="gray" size="lg" ml="auto" aria-label={t('palette.open')} onClick={onOpen}>
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
    );
  }
  return (
    <Button
      variant="default"
      size="xs"
      fullWidth
      className={classes.palette ?? ''}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        <Kbd size="xs" aria-hidden>
          {KEYS}
        </Kbd>
      }
      aria-keyshortcuts="Control+K Meta+K"
      onClick={onOpen}
    >
      {t('palette.open')}
    </Button>
  );
}
