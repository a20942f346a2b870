import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Slice } from '../../../shared/contracts/slice.ts';
import { sliceText } from '../../../shared/domain/slice.ts';
import { syncConfigsQuery } from '../../api/queries/syncs.ts';
import { tenantQuery } from '../../api/queries/tenant.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { UnsavedGuard } from '../../parts/unsaved-guard.tsx';
import { DateTime } from '../../parts/values.tsx';
import { ApiKeyPanel } from './api-key-panel.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { DatasetSettingsPanel } from './dataset-settings-panel.tsx';
import { SyncConfigPanel } from './sync-config-panel.tsx';

import { OwnPasswordPanel } from './users/own-password-panel.tsx';
import { UsersPanel } from './users/users-panel.tsx';
import { WebhooksPanel } from './webhooks/webhooks-panel.tsx';

export default function SettingsPage() {
  const { t } = useTranslation(['settings', 'common']);
  const tenant = useQuery(tenantQuery);
  const allowed = useAllowed();
  const dataset = useDataset();
  const names = useNames();
  const configs = useQuery(syncConfigsQuery(dataset.name));
  /** Texts of slices. */
  const [unsaved, setUnsaved] = useState<readonly string[]>([]);
  const note = useMemo(() => {
    const of = (slice: string) => (isUnsaved: boolean) =>
      setUnsaved((before) => [...before.filter((other) => other !== slice), ...(isUnsaved ? [slice] : [])]);
    return Object.fromEntries(Slice.allOf(dataset).map(({ text }) => [text, of(text)]));
  }, [dataset]);
  const [isSettingsUnsaved, noteSettings] = useState(false);
  const datasetTitle = t('dataset.title', { dataset: names.dataset(dataset.name) });
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Panel title={t('tenant.title')}>
            <Loaded query={tenant}>
              {({ tenant_id, name, role, created_at }) => (
                <KeyValueList
                  items={[
                    [t('tenant.name'), name],
                    [t('tenant.id'), <code key="id">{tenant_id}</code>],
                    [t('tenant.role'), t(`common:account.role.${role}`)],
                    [t('tenant.created'), <DateTime key="created" value={created_at} />],
                  ]}
                />
              )}
            </Loaded>
          </Panel>
          {tenant.data && tenant.data.username !== null ? (
            <OwnPasswordPanel tenantId={tenant.data.tenant_id} username={tenant.data.username} />
          ) : (
            <ApiKeyPanel />
          )}
        </SimpleGrid>
        <Loaded query={configs}>
          {({ data }) => (
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
              {data.map((config) => (
                <SyncConfigPanel key={sliceText(config)} config={config} onUnsaved={note[sliceText(config)]} />
              ))}
              {dataset.settings !== undefined && (
                <DatasetSettingsPanel dataset={dataset.name} onUnsaved={noteSettings} />
              )}
            </SimpleGrid>
          )}
        </Loaded>
        <WebhooksPanel />
        {allowed.users && <UsersPanel />}
        <AuditPanel />
        <UnsavedGuard
          unsaved={[
            ...Slice.allOf(dataset)
              .filter(({ text }) => unsaved.includes(text))
              .map((slice) => t('config.title', { slice: names.slice(slice) })),
            ...(isSettingsUnsaved ? [datasetTitle] : []),
          ]}
        />
      </Stack>
    </>
  );
}
