import { Anchor, Button, Group, Stack } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../parts/copy-button.tsx';
import classes from '../../parts/json-text.module.css';
import type { SourceConfig } from './source-draft.ts';

/** The configuration as the API takes it, for who keeps it in a script. */
export function ConfigJson({ config }: { readonly config: SourceConfig }) {
  const { t } = useTranslation('sources');
  const [isShown, setShown] = useState(false);
  const text = JSON.stringify(config, null, 2);
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBraces size={14} aria-hidden />}
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t(isShown ? 'json.hide' : 'json.show')}
        </Button>
        {isShown && <CopyButton text={text} label={t('json.copy')} size="xs" />}
        <Anchor href="/api/docs#sources" target="_blank" rel="noopener" size="sm" c="var(--tranche-link)">
          {t('json.docs')}
        </Anchor>
      </Group>
      {isShown && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className={classes.json} tabIndex={0}>
          {text}
        </pre>
      )}
    </Stack>
  );
}
