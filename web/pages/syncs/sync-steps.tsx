import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SyncLog, SyncStatus } from '../../api/queries/syncs.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import classes from './sync-steps.module.css';

const STEPS = ['QUEUED', 'FETCHING', 'VALIDATING', 'NORMALIZING', 'STORING'] as const satisfies readonly SyncStatus[];

/** How far a running sync is, stage by stage. */
export function SyncSteps({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const now = (STEPS as readonly SyncStatus[]).indexOf(sync.status);
  const stateOf = (at: number) => (at < now ? 'done' : at === now ? 'now' : 'ahead');
  const slice = useNames().slice(sync);
  return (
    <Panel title={t('progress.title')} actions={<Text fw={600}>{formats.percent(sync.progress, 0)}</Text>}>
      <Progress.Root size="lg" mb="md">
        <Progress.Section value={sync.progress * 100} animated aria-label={t('progress.of', { slice })} />
      </Progress.Root>
      <ol className={classes.steps}>
        {STEPS.map((step, at) => (
          <li key={step} data-state={stateOf(at)} aria-current={at === now ? 'step' : undefined}>
            <Text fw={600} size="sm">
              {t(`common:status.${step}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {step === 'STORING' && sync.validate_only ? t('progress.storesNothing') : t(`progress.step.${step}`)}
            </Text>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
