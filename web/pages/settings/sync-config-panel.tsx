import { Button, Group, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { AUDIT_KEY } from '../../api/queries/audit.ts';
import { type SyncConfig, syncConfigsQuery } from '../../api/queries/syncs.ts';
import { useAllowed, useSession } from '../../api/use-session.ts';
import { numberMarks } from '../../format/number-marks.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { ErrorState } from '../../parts/states.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { DateTime } from '../../parts/values.tsx';
import { type ConfigForm, changesOf, formOf, isInterval, isPercentage } from './sync-config-form.ts';

/** How the files of one loan type are loaded. */
export function SyncConfigPanel({ config }: { readonly config: SyncConfig }) {
  const { t, i18n } = useTranslation(['settings', 'common']);
  const formats = useFormats();
  const allowed = useAllowed();
  const session = useSession();
  const queries = useQueryClient();
  const loanType = t(`common:loanType.${config.loan_type}`);
  const form = useForm<ConfigForm>({
    initialValues: formOf(config),
    validateInputOnChange: true,
    validate: {
      intervalMinutes: (value) => (isInterval(value) ? null : t('config.intervalWrong')),
      errorPercentage: (value) => (isPercentage(value) ? null : t('config.errorRateWrong')),
    },
  });
  const saving = useMutation({
    mutationFn: (values: ConfigForm) => {
      const path = { loan_type: config.loan_type };
      return answerOf(
        api.PATCH('/api/sync/configs/{loan_type}', { params: { path }, body: changesOf(config, values) }),
      );
    },
    onSuccess: async (saved) => {
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      await queries.invalidateQueries({ queryKey: syncConfigsQuery.queryKey });
      const values = formOf(saved);
      form.setValues(values);
      form.resetDirty(values);
      notifications.show({ color: 'teal', title: t('config.saved'), message: t('config.savedDetail', { loanType }) });
    },
  });
  const { decimal, group } = numberMarks(formats.amount('1000.50'));
  return (
    <Panel
      title={t('config.title', { loanType })}
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
            disabled={!allowed.write}
          />
          <NumberInput
            {...form.getInputProps('intervalMinutes')}
            label={t('config.interval')}
            description={t('config.intervalHint')}
            suffix={` ${t('config.intervalUnit')}`}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator={group}
            decimalSeparator={decimal}
            disabled={!allowed.write}
          />
          <NumberInput
            {...form.getInputProps('errorPercentage')}
            label={t('config.errorRate')}
            description={t('config.errorRateHint')}
            suffix=" %"
            allowNegative={false}
            decimalScale={4}
            decimalSeparator={decimal}
            disabled={!allowed.write}
          />
          {saving.isError && <ErrorState error={saving.error} />}
          <Group gap="sm">
            <Button type="submit" disabled={!allowed.write || !form.isDirty()} loading={saving.isPending}>
              {t('config.save')}
            </Button>
            <Text size="sm" c="dimmed">
              {!allowed.write && session.state === 'signed-in'
                ? t('common:states.roleForbids', { role: t(`common:account.role.${session.role}`) })
                : form.isDirty() && t('config.changed')}
            </Text>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
