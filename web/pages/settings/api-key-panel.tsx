import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { AUDIT_KEY } from '../../api/queries/audit.ts';
import { tenantQuery } from '../../api/queries/tenant.ts';
import { signIn } from '../../api/session.ts';
import { useAllowed } from '../../api/use-session.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ErrorState, Loaded } from '../../parts/states.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import classes from './api-key-panel.module.css';

/** The key in force, and its replacement: asked twice, shown once. */
export function ApiKeyPanel() {
  const { t } = useTranslation('settings');
  const tenant = useQuery(tenantQuery);
  const allowed = useAllowed();
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel title={t('key.title')} hint={t('key.hint')}>
      <Loaded query={tenant}>
        {({ api_key_prefix }) => (
          <Stack gap="sm" align="flex-start">
            <div className={classes.facts}>
              <KeyValueList items={[[t('key.prefix'), <code key="prefix">{api_key_prefix}…</code>]]} />
            </div>
            <Button
              variant="default"
              leftSection={<IconKey size={16} aria-hidden />}
              disabled={!allowed.keys}
              onClick={() => setOpen(true)}
            >
              {t('key.rotate')}
            </Button>
            {!allowed.keys && (
              <Text size="sm" c="dimmed">
                {t('key.onlyAdmin')}
              </Text>
            )}
          </Stack>
        )}
      </Loaded>
      {isOpen && <Replacement onClose={() => setOpen(false)} />}
    </Panel>
  );
}

function Replacement({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const queries = useQueryClient();
  useFocusBack();
  const [isUnderstood, setUnderstood] = useState(false);
  const replacement = useMutation({
    // The session ends with the old key, so this one goes on with the new key. If that fails, the key is shown all the same.
    mutationFn: async () => {
      const { api_key } = await answerOf(api.POST('/api/tenant/api-key/rotate'));
      const isSignedIn = await signIn(api_key).then(
        () => true,
        () => false,
      );
      return { apiKey: api_key, isSignedIn };
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: tenantQuery.queryKey }),
        queries.invalidateQueries({ queryKey: AUDIT_KEY }),
      ]),
    // What was shown once is kept nowhere.
    gcTime: 0,
  });
  if (replacement.data) {
    const { apiKey, isSignedIn } = replacement.data;
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('key.newTitle')}
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        <Stack gap="md">
          <Alert color="yellow">{t('key.shownOnce')}</Alert>
          <code className={classes.key}>{apiKey}</code>
          <CopyButton text={apiKey} label={t('key.copy')} />
          <Text size="sm" c="dimmed">
            {t('key.lost')} {isSignedIn && t('key.signedInAgain')}
          </Text>
          <Button onClick={onClose}>{t('key.stored')}</Button>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('key.confirmTitle')}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Stack gap="md">
        <Text>{t('key.confirm')}</Text>
        <Checkbox
          label={t('key.understood')}
          checked={isUnderstood}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
        />
        {replacement.isError && <ErrorState error={replacement.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={replacement.isPending}>
            {t('common:actions.cancel')}
          </Button>
          <Button
            color="red"
            disabled={!isUnderstood}
            loading={replacement.isPending}
            onClick={() => replacement.mutate()}
          >
            {t('key.confirmButton')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
