import { Button, Checkbox, Group, Radio, Stack, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { sliceText } from '../../../shared/domain/slice.ts';
import { answerOf, api } from '../../api/client.ts';
import { AUDIT_KEY } from '../../api/queries/audit.ts';
import { SYNC_CONFIGS_KEY, type SyncConfig } from '../../api/queries/syncs.ts';
import { useAllowed, useSession } from '../../api/use-session.ts';
import { fileTypesOf } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { readInterval } from '../../format/read-interval.ts';
import { useFormats } from '../../format/use-formats.ts';
import { NumberField } from '../../parts/number-field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ErrorState } from '../../parts/states.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { DateTime } from '../../parts/values.tsx';
import { type ConfigForm, changesOf, formOf, PUBLISH_MODES, readRate } from './sync-config-form.ts';

export interface SyncConfigPanelProps {
  readonly config: SyncConfig;
  /** Told whether there are changes that would be lost. */
  readonly onUnsaved: ((isUnsaved: boolean) => void) | undefined;
}

/** How the files of one slice are loaded. */
export function SyncConfigPanel({ config, onUnsaved }: SyncConfigPanelProps) {
  const { t, i18n } = useTranslation(['settings', 'common']);
  const formats = useFormats();
  const allowed = useAllowed();
  const session = useSession();
  const queries = useQueryClient();
  const names = useNames();
  const slice = names.slice(config);
  const fileTypes = fileTypesOf(config.dataset);
  const rateError = (text: string) => (readRate(text, formats) === undefined ? t('config.rateWrong') : null);
  const form = useForm<ConfigForm>({
    initialValues: formOf(config, formats),
    validateInputOnChange: true,
    validate: {
      intervalMinutes: (text) => (readInterval(text, formats) === undefined ? t('config.intervalWrong') : null),
      errorPercentage: rateError,
      removedPercentage: rateError,
    },
  });
  const isChanged = Object.keys(changesOf(config, form.values, formats)).length > 0 || !form.isValid();
  const saving = useMutation({
    mutationFn: (values: ConfigForm) => {
      const path = { slice: sliceText(config) };
      return answerOf(
        api.PATCH('/api/sync/configs/{slice}', { params: { path }, body: changesOf(config, values, formats) }),
      );
    },
    onSuccess: async (saved) => {
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      await queries.invalidateQueries({ queryKey: SYNC_CONFIGS_KEY });
      form.setValues(formOf(saved, formats));
      notifications.show({
        color: 'teal',
        title: t('config.saved'),
        message: t('config.savedDetail', { slice }),
        closeButtonProps: { 'aria-label': t('common:actions.close') },
      });
    },
  });
  const isOff = !allowed.write;
  const isUnsaved = isChanged && !isOff;
  useEffect(() => onUnsaved?.(isUnsaved), [isUnsaved, onUnsaved]);
  return (
    <Panel
      title={t('config.title', { slice })}
      hint={
        <Group gap="xs" component="span">
          {t('config.lastSync')} <StatusBadge status={config.last_sync_status} />
          {config.last_sync_at !== null && <DateTime value={config.last_sync_at} />}
        </Group>
      }
    >
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate lang={i18n.language}>
        <Stack gap="md">
          <Switch
            {...form.getInputProps('isEnabled', { type: 'checkbox' })}
            label={t('config.enabled')}
            description={t('config.enabledHint')}
            disabled={isOff}
          />
          <NumberField
            {...form.getInputProps('intervalMinutes')}
            value={form.values.intervalMinutes}
            label={t('config.interval')}
            description={t('config.intervalHint')}
            disabled={isOff}
          />
          <NumberField
            {...form.getInputProps('errorPercentage')}
            value={form.values.errorPercentage}
            percent
            label={t('config.errorRate')}
            description={t('config.errorRateHint')}
            disabled={isOff}
          />
          <NumberField
            {...form.getInputProps('removedPercentage')}
            value={form.values.removedPercentage}
            percent
            label={t('config.removedRate')}
            description={t('config.removedRateHint')}
            disabled={isOff}
          />
          {fileTypes.length > 1 && (
            <Checkbox.Group
              value={[...form.values.requires]}
              onChange={(value) =>
                form.setFieldValue(
                  'requires',
                  fileTypes.filter((type) => value.includes(type)),
                )
              }
              label={t('config.requires')}
              description={t('config.requiresHint')}
            >
              <Group gap="md" mt={6}>
                {fileTypes.map((value) => (
                  <Checkbox key={value} value={value} label={names.table(config.dataset, value)} disabled={isOff} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          <Radio.Group
            {...form.getInputProps('publish')}
            label={t('config.publish')}
            description={t('config.publishHint')}
          >
            <Stack gap={6} mt={6}>
              {PUBLISH_MODES.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`config.publishOf.${value}`)}
                  description={t(`config.publishWhat.${value}`)}
                  disabled={isOff}
                />
              ))}
            </Stack>
          </Radio.Group>
          {saving.isError && <ErrorState error={saving.error} />}
          <Group gap="sm">
            <Button type="submit" disabled={isOff || !isChanged} loading={saving.isPending}>
              {t('config.save')}
            </Button>
            {isUnsaved && (
              <Button variant="subtle" onClick={() => form.setValues(formOf(config, formats))}>
                {t('config.reset')}
              </Button>
            )}
            <Text size="sm" c="dimmed">
              {isOff && session.state === 'signed-in'
                ? t('common:states.roleForbids', { role: t(`common:account.role.${session.role}`) })
                : isChanged && t('config.changed')}
            </Text>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
