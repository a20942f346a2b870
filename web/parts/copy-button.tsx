import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCopy } from './copy.ts';

export interface CopyButtonProps {
  readonly text: string;
  /** Shown beside the icon; without it, the button is an icon alone. */
  readonly label?: string;
  readonly size?: 'xs' | 'sm';
}

const ICONS = { idle: IconCopy, copied: IconCheck, failed: IconAlertTriangle };

export function CopyButton({ text, label, size = 'sm' }: CopyButtonProps) {
  const { t } = useTranslation();
  const [state, copy] = useCopy();
  const said = { idle: t('actions.copy'), copied: t('actions.copied'), failed: t('actions.copyFailed') }[state];
  const Icon = ICONS[state];
  if (label !== undefined) {
    return (
      <Button
        variant="default"
        size={size}
        flex="none"
        leftSection={<Icon size={16} aria-hidden />}
        onClick={() => copy(text)}
      >
        <span aria-live="polite">{state === 'idle' ? label : said}</span>
      </Button>
    );
  }
  return (
    <>
      <Tooltip label={said}>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('actions.copy')} onClick={() => copy(text)}>
          <Icon size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden aria-live="polite">{state === 'idle' ? '' : said}</VisuallyHidden>
    </>
  );
}
