import { Alert, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';

/** What is worth knowing and rejects nothing. */
export function Notices({ notices }: { readonly notices: SyncLog['notices'] }) {
  const { t } = useTranslation('syncs');
  const formats = useFormats();
  return (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('notices.title')}>
      <Stack gap="xs">
        {notices.map(({ code, detail, count }) =>
          code === 'rows-without-reference' ? (
            <Text key={code} size="md">
              {t('notices.rowsWithoutReference', { count, shown: formats.count(count) })}
            </Text>
          ) : (
            <Text key={code} size="md" lang="en">
              {detail}
            </Text>
          ),
        )}
      </Stack>
    </Alert>
  );
}
