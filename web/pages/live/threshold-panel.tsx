import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { changeStreamSettings, type StreamSettings, streamSettingsQuery } from '../../api/queries/streams.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { ErrorState, Loaded } from '../../parts/states.tsx';
import { Amount } from '../../parts/values.tsx';

/** From which amount on an event is an alert. */
export function ThresholdPanel({ stream }: { readonly stream: string }) {
  const { t } = useTranslation('live');
  const client = useQueryClient();
  const query = streamSettingsQuery(stream);
  const settings = useQuery(query);
  const allowed = useAllowed();
  // Here, not in the form: it outlives the form of the version that was refused.
  const save = useMutation({
    mutationFn: (change: { readonly threshold: string; readonly version: number }) =>
      changeStreamSettings(stream, change),
    onSuccess: (changed) => client.setQueryData(query.queryKey, changed),
    // Somebody else may have changed it: what holds now is shown, and may be changed.
    onError: () => client.invalidateQueries({ queryKey: query.queryKey }),
  });
  const refusal = refusalOf(save.error);
  return (
    <Panel title={t('threshold.title')} hint={t('threshold.hint')}>
      <Loaded query={settings}>
        {(now) =>
          allowed.streamSettings ? (
            <Form
              key={now.version}
              settings={now}
              isSaving={save.isPending}
              refusal={refusal && <ServerText said={refusal.detail} message={refusal.message} />}
              onType={save.reset}
              onSave={(threshold) => save.mutate({ threshold, version: now.version })}
            />
          ) : (
            <Text>
              <Amount value={now.threshold} />
            </Text>
          )
        }
      </Loaded>
      {save.isError && !refusal && <ErrorState error={save.error} />}
    </Panel>
  );
}

/** Of the threshold itself: it stands at its field, under the label that this has here. */
const refusalOf = (error: unknown) =>
  error instanceof ApiProblem ? error.errors.find(({ field }) => field === 'threshold') : undefined;

interface FormProps {
  readonly settings: StreamSettings;
  readonly isSaving: boolean;
  /** Why the service did not take what was sent last. */
  readonly refusal: ReactNode;
  /** What was refused does not stand there any more. */
  readonly onType: () => void;
  readonly onSave: (threshold: string) => void;
}

function Form({ settings, isSaving, refusal, onType, onSave }: FormProps) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const [text, setText] = useState(formats.decimal(settings.threshold));
  const read = formats.read(text);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (read !== undefined) onSave(read);
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('threshold.label')}
          inputMode="decimal"
          value={text}
          error={(read === undefined && t('threshold.noNumber')) || refusal}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onType();
          }}
        />
        <Button type="submit" loading={isSaving} disabled={read === undefined || read === settings.threshold}>
          {t('threshold.save')}
        </Button>
      </Group>
    </form>
  );
}
