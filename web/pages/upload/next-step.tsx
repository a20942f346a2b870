import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconChecklist, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasEnded, type LoanType, newestSyncOfQuery, syncConfigsQuery } from '../../api/queries/syncs.ts';
import type { Upload } from '../../api/queries/uploads.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useStartSync } from '../../api/use-start-sync.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { ErrorState } from '../../parts/states.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { scheduleOf } from './schedule.ts';

export interface NextStepProps {
  readonly loanType: LoanType;
  /** Files of this loan type that wait. */
  readonly staged: readonly Upload[];
  /** The sync that was started here. */
  readonly started: string | undefined;
  readonly onStarted: (syncId: string) => void;
}

export function NextStep({ loanType, staged, started, onStarted }: NextStepProps) {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const allowed = useAllowed();
  const newest = useQuery(newestSyncOfQuery(loanType)).data;
  const config = useQuery(syncConfigsQuery).data?.data.find((candidate) => candidate.loan_type === loanType);
  const sync = useStartSync(onStarted);
  const start = (validateOnly: boolean) => sync.mutate({ loanType, validateOnly });
  const name = { loanType: t(`common:loanType.${loanType}`) };
  const running = newest && !hasEnded(newest) ? newest : undefined;
  const ended = newest && newest.id === started && hasEnded(newest) ? newest : undefined;
  const plan = config && newest !== undefined ? scheduleOf(config, newest, staged, Date.now()) : undefined;
  const title = running
    ? t(running.validate_only ? 'next.validating' : 'next.running', name)
    : ended
      ? t(ended.validate_only ? 'next.checked' : 'next.ended', name)
      : t('next.staged', name);
  const shown = running ?? ended;
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Group gap="sm">
        <Text fw={600}>{title}</Text>
        {shown && <StatusBadge status={shown.status} />}
        {shown && (
          <ButtonLink to={`/syncs/${shown.id}`} size="compact-sm" variant="default">
            {running ? t('next.follow') : t('next.look')}
          </ButtonLink>
        )}
      </Group>
      {running && (
        <Progress.Root size="sm">
          <Progress.Section value={running.progress * 100} aria-label={title} />
        </Progress.Root>
      )}
      {staged.length > 0 && (
        <Text size="sm" c="dimmed" component="div">
          {staged.map((upload) => (
            <div key={upload.upload_id}>
              {t(`common:fileType.${upload.file_type}`)}: <CodeText value={upload.file_name} />
            </div>
          ))}
        </Text>
      )}
      {!running && staged.length > 0 && (
        <>
          {plan?.state !== 'disabled' && (
            <Group gap="xs">
              <Button
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                disabled={!allowed.write}
                loading={sync.isPending && !sync.variables.validateOnly}
                onClick={() => start(false)}
              >
                {t('next.sync')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconChecklist size={16} aria-hidden />}
                disabled={!allowed.write}
                loading={sync.isPending && sync.variables.validateOnly}
                onClick={() => start(true)}
              >
                {t('next.validate')}
              </Button>
            </Group>
          )}
          {plan && (
            <Text size="sm" c="dimmed">
              {plan.state === 'later'
                ? t('next.later', { time: formats.dateTime(plan.from) })
                : t(`next.${plan.state}`, name)}{' '}
              {plan.state !== 'disabled' && t('next.validateHint')}
            </Text>
          )}
          {plan?.state === 'disabled' && (
            <div>
              <ButtonLink to="/settings" size="xs" variant="default">
                {t('next.toSettings')}
              </ButtonLink>
            </div>
          )}
        </>
      )}
      {sync.isError && <ErrorState error={sync.error} />}
    </Stack>
  );
}
