import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SyncBadge } from '../../parts/sync-badge.tsx';
import { Count, DateTime, Duration } from '../../parts/values.tsx';

/** What a sync does, as the name of the words for it. */
export function purposeOf({ rebuild, validate_only, corrects }: SyncLog) {
  if (rebuild) return 'facts.rebuilds' as const;
  if (validate_only) return 'facts.checks' as const;
  return corrects === null ? ('facts.loads' as const) : ('facts.correctsRows' as const);
}

/** What the sync was asked to do, by whom, when, and how it went. */
export function SyncFacts({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  return (
    <Panel title={t('facts.title')}>
      <KeyValueList
        items={[
          [t('status'), <SyncBadge key="status" sync={sync} />],
          [t('facts.does'), t(purposeOf(sync))],
          ...(sync.corrects === null
            ? []
            : [
                [
                  t('facts.corrects'),
                  <Anchor
                    key="corrects"
                    component={Link}
                    to={pathOf(sync.dataset, `/syncs/${sync.corrects}`)}
                    fz="inherit"
                    ff="monospace"
                    c="var(--tranche-link)"
                  >
                    {sync.corrects}
                  </Anchor>,
                ] as const,
              ]),
          [t('trigger'), t(`common:trigger.${sync.trigger}`)],
          [t('facts.queued'), <DateTime key="queued" value={sync.queued_at} />],
          [t('facts.started'), <DateTime key="started" value={sync.started_at} />],
          ...(sync.published_at === null
            ? []
            : [[t('facts.published'), <DateTime key="published" value={sync.published_at} />] as const]),
          [t('duration'), <Duration key="duration" milliseconds={sync.duration_ms} />],
          ...(sync.attempt > 1 ? [[t('facts.attempts'), <Count key="attempts" value={sync.attempt} />] as const] : []),
          ...(sync.settings_version === null
            ? []
            : [[t('facts.settings'), <Count key="settings" value={sync.settings_version} />] as const]),
          [t('facts.rules'), <code key="rules">{sync.ruleset_version}</code>],
          [
            t('facts.id'),
            <Group key="id" gap={4} wrap="nowrap">
              <Text ff="monospace" size="sm">
                {sync.id}
              </Text>
              <CopyButton text={sync.id} />
            </Group>,
          ],
        ]}
      />
    </Panel>
  );
}
