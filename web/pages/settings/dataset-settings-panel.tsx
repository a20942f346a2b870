import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { derivedTablesOf } from '../../../shared/contracts/contract.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import { answerOf, api } from '../../api/client.ts';
import { AUDIT_KEY } from '../../api/queries/audit.ts';
import { type DatasetSettings, datasetQuery, datasetSettingsQuery } from '../../api/queries/datasets.ts';
import { useAllowed, useSession } from '../../api/use-session.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import {
  type Draft,
  draftOf,
  fieldsOf,
  isSameJson,
  type JsonSchema,
  readDraft,
} from '../../parts/schema-form/schema-field.ts';
import { SchemaInput } from '../../parts/schema-form/schema-input.tsx';
import { ErrorState, Loaded } from '../../parts/states.tsx';
import { DateTime } from '../../parts/values.tsx';
import { RebuildButton } from './rebuild-button.tsx';

export interface DatasetSettingsPanelProps {
  readonly dataset: string;
  /** Told whether there are changes that would be lost. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

/** What a bank chooses for a dataset, such as rates: by the JSON Schema that the service gives. */
export function DatasetSettingsPanel({ dataset, onUnsaved }: DatasetSettingsPanelProps) {
  const { t } = useTranslation('settings');
  const formats = useFormats();
  const described = useQuery(datasetQuery(dataset));
  const settings = useQuery(datasetSettingsQuery(dataset));
  const chosen = settings.data;
  return (
    <Panel
      title={t('dataset.title', { dataset: useNames().dataset(dataset) })}
      hint={
        chosen && (
          <>
            {t('dataset.version', { version: formats.count(chosen.version) })}
            {chosen.changed_at !== null && (
              <>
                {' · '}
                <DateTime value={chosen.changed_at} />
              </>
            )}
          </>
        )
      }
    >
      <Loaded query={described}>
        {({ settings: schema }) => (
          <Loaded query={settings}>
            {(found) => <SettingsForm key={found.version} schema={schema ?? {}} chosen={found} onUnsaved={onUnsaved} />}
          </Loaded>
        )}
      </Loaded>
    </Panel>
  );
}

interface SettingsFormProps {
  readonly schema: JsonSchema;
  readonly chosen: DatasetSettings;
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

function SettingsForm({ schema, chosen, onUnsaved }: SettingsFormProps) {
  const { t, i18n } = useTranslation(['settings', 'common']);
  const names = useNames();
  const formats = useFormats();
  const allowed = useAllowed();
  const session = useSession();
  const queries = useQueryClient();
  const { dataset } = chosen;
  const fields = fieldsOf(schema);
  const fresh = () =>
    Object.fromEntries(fields.map((field) => [field.name, draftOf(field, chosen.settings[field.name], formats)]));
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>(fresh);
  const read = fields.map((field) => ({ field, reading: readDraft(field, drafts[field.name] ?? '', formats) }));
  // A member that is sent replaces the one before: only what was changed is, so that two people change different ones.
  const changes = Object.fromEntries(
    read.flatMap(({ field, reading }) =>
      'value' in reading && !isSameJson(reading.value, chosen.settings[field.name])
        ? [[field.name, reading.value]]
        : [],
    ),
  );
  const isWrong = read.some(({ reading }) => 'fault' in reading);
  const isChanged = isWrong || Object.keys(changes).length > 0;
  const saving = useMutation({
    mutationFn: () =>
      answerOf(api.PATCH('/api/datasets/{dataset}/settings', { params: { path: { dataset } }, body: changes })),
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
      queries.setQueryData(datasetSettingsQuery(dataset).queryKey, saved);
      notifications.show({
        color: 'teal',
        title: t('dataset.saved'),
        message: t('dataset.savedDetail'),
        closeButtonProps: { 'aria-label': t('common:actions.close') },
      });
    },
  });
  const isOff = !allowed.write;
  const isUnsaved = isChanged && !isOff;
  useEffect(() => {
    onUnsaved(isUnsaved);
    return () => onUnsaved(false);
  }, [isUnsaved, onUnsaved]);
  const contract = findDataset(dataset);
  return (
    <form
      noValidate
      lang={i18n.language}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) saving.mutate();
      }}
    >
      <Stack gap="md" maw={560}>
        {read.map(({ field, reading }) => (
          <SchemaInput
            key={field.name}
            field={field}
            label={names.option(dataset, field.name)}
            hint={names.hint(dataset, field.name, field.description)}
            draft={drafts[field.name] ?? ''}
            reading={reading}
            isOff={isOff}
            onChange={(draft) => setDrafts({ ...drafts, [field.name]: draft })}
          />
        ))}
        <Text size="sm" c="dimmed">
          {t('dataset.effect')}
        </Text>
        {saving.isError && <ErrorState error={saving.error} />}
        <Group gap="sm">
          <Button type="submit" disabled={isOff || isWrong || !isChanged} loading={saving.isPending}>
            {t('config.save')}
          </Button>
          {isUnsaved && (
            <Button variant="subtle" onClick={() => setDrafts(fresh())}>
              {t('config.reset')}
            </Button>
          )}
          {contract && derivedTablesOf(contract).length > 0 && (
            <RebuildButton contract={contract} isOff={isOff || isUnsaved} />
          )}
          <Text size="sm" c="dimmed">
            {isOff && session.state === 'signed-in'
              ? t('common:states.roleForbids', { role: t(`common:account.role.${session.role}`) })
              : isUnsaved && t('config.changed')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
