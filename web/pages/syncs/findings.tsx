import { Group, SegmentedControl, Text } from '@mantine/core';
import { IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { findingGroupsQuery } from '../../api/queries/findings.ts';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { FindingFilters } from './finding-filters.tsx';
import { FindingGroupTable } from './finding-group-table.tsx';
import { FindingRows } from './finding-rows.tsx';
import classes from './findings.module.css';
import {
  bySeverity,
  choicesOf,
  countsOf,
  type FindingsView,
  matchingGroups,
  readFindingsView,
  SEVERITIES,
  writeFindingsView,
} from './findings-view.ts';

/** What the rules found in a sync that has ended: added up by rule, and row by row. Errors come before warnings. */
export function Findings({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'rules']);
  const formats = useFormats();
  const [parameters, setParameters] = useSearchParams();
  const view = readFindingsView(sync.dataset, parameters);
  const groups = useQuery(findingGroupsQuery(sync.id));
  const change = (changes: Partial<FindingsView>) =>
    setParameters(writeFindingsView({ ...view, ...changes }), { replace: true, preventScrollReset: true });
  return (
    <Panel
      title={t('findings.title')}
      hint={t('findings.hint')}
      flush
      actions={
        (groups.data?.length ?? 0) > 0 && (
          <SegmentedControl
            size="xs"
            aria-label={t('findings.show')}
            value={view.show}
            onChange={(show) => change({ show: show as FindingsView['show'], ruleId: undefined })}
            data={(['rules', 'rows'] as const).map((value) => ({ value, label: t(`findings.as.${value}`) }))}
          />
        )
      }
    >
      <Loaded query={groups}>
        {(all) => {
          if (all.length === 0) {
            return sync.failure && sync.error_count === null ? (
              <Text c="dimmed" px="md" pb="md">
                {t('findings.notChecked')}
              </Text>
            ) : (
              <EmptyState title={t('findings.none')} icon={IconCircleCheck}>
                {t('findings.noneDetail')}
              </EmptyState>
            );
          }
          const shown = bySeverity(matchingGroups(all, view));
          const counts = countsOf(shown);
          return (
            <>
              <div className={classes.filters}>
                <FindingFilters dataset={sync.dataset} view={view} choices={choicesOf(all)} onChange={change} />
                <Group gap="xs" mt="sm">
                  <Text c="dimmed" size="sm" aria-live="polite">
                    {[
                      ...SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
                        t(`findings.count.${severity}`, {
                          count: counts[severity],
                          shown: formats.count(counts[severity]),
                        }),
                      ),
                      t('findings.rules', { count: new Set(shown.map(({ rule_id }) => rule_id)).size }),
                    ].join(' · ')}
                  </Text>
                </Group>
              </div>
              {shown.length === 0 ? (
                <EmptyState title={t('none.match')} icon={IconFilterOff}>
                  {t('findings.noMatchDetail')}
                </EmptyState>
              ) : view.show === 'rules' ? (
                <FindingGroupTable groups={shown} view={view} />
              ) : (
                SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
                  <FindingRows
                    key={severity}
                    syncId={sync.id}
                    filter={{ ...view, severity }}
                    groups={shown.filter((group) => group.severity === severity)}
                  />
                ))
              )}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
