import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeStreamSettings, type StreamSettings, streamSettingsQuery } from '../../api/queries/streams.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { ErrorState, Loaded } from '../../parts/states.tsx';
import { Amount } from '../../parts/values.tsx';

/** From which amount on an event is an alert. */
export function ThresholdPanel({ stream }: { readonly stream: string }) {
  const { t } = useTranslation('live');
  const settings = useQuery(streamSettingsQuery(stream));
  const allowed = useAllowed();
  return (
    <Panel title={t('threshold.title')} hint={t('threshold.hint')}>
      <Loaded query={settings}>
        {(now) =>
          allowed.users ? (
            <Form key={now.version} stream={stream} settings={now} />
          ) : (
            <Text>
              <Amount value={now.threshold} />
            </Text>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Form({ stream, settings }: { readonly stream: string; readonly settings: StreamSettings }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const client = useQueryClient();
  const [text, setText] = useState(formats.decimal(settings.threshold));
  const read = formats.read(text);
  const save = useMutation({
    mutationFn: (threshold: string) => changeStreamSettings(stream, { threshold, version: settings.version }),
    onSuccess: (changed) => client.setQueryData(streamSettingsQuery(stream).queryKey, changed),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (read !== undefined) save.mutate(read);
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('threshold.label')}
          inputMode="decimal"
          value={text}
          error={read === undefined && t('threshold.noNumber')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending} disabled={read === undefined || read === settings.threshold}>
          {t('threshold.save')}
        </Button>
      </Group>
      {save.isError && <ErrorState error={save.error} />}
    </form>
  );
}
