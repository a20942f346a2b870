import { Checkbox, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ALL_EVENTS,
  MAX_WEBHOOK_DESCRIPTION,
  MAX_WEBHOOK_URL,
  type WebhookEvent,
} from '../../../../shared/domain/webhook.ts';
import { ApiProblem } from '../../../api/problem.ts';
import type { NewWebhook } from '../../../api/queries/webhooks.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { ServerText } from '../../../parts/server-text.tsx';
import { EVENTS, useWebhookWords } from './use-webhook-words.ts';

export type WebhookDraft = Required<Pick<NewWebhook, 'url' | 'events'>> & { readonly description: string | null };

export interface WebhookDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly before: WebhookDraft;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: (draft: WebhookDraft) => void;
  readonly onClose: () => void;
}

/** Where a webhook is sent, and of what it tells. */
export function WebhookDialog({ title, submit, before, isPending, error, onSubmit, onClose }: WebhookDialogProps) {
  const { t } = useTranslation('webhooks');
  const words = useWebhookWords();
  const [url, setUrl] = useState(before.url);
  const [description, setDescription] = useState(before.description ?? '');
  const [isAll, setAll] = useState(before.events.includes(ALL_EVENTS));
  const [chosen, setChosen] = useState<readonly string[]>(before.events.filter((name) => name !== ALL_EVENTS));
  const [isTried, setTried] = useState(false);
  /** What the service has judged: an address that is changed since is another one. */
  const [sent, setSent] = useState('');
  const events = isAll ? [ALL_EVENTS] : EVENTS.filter((name) => chosen.includes(name));
  const refused = error instanceof ApiProblem ? error.errors : [];
  const ofUrl = refused.find(({ field }) => field === 'url' && url.trim() === sent);
  const isOfUrlAlone = refused.length === 1 && refused[0]?.field === 'url';
  const urlError = ofUrl ? (
    <ServerText said={ofUrl.detail} message={ofUrl.message} />
  ) : isTried && url.trim() === '' ? (
    t('form.urlRequired')
  ) : undefined;
  return (
    <FormDialog
      title={title}
      submit={submit}
      isPending={isPending}
      error={isOfUrlAlone ? undefined : error}
      onSubmit={(event) => {
        event?.preventDefault();
        setTried(true);
        if (url.trim() === '' || events.length === 0) return;
        setSent(url.trim());
        const said = description.trim();
        onSubmit({ url: url.trim(), events: events as NewWebhook['events'], description: said === '' ? null : said });
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('form.url')}
        description={t('form.urlHint')}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={urlError}
        type="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_WEBHOOK_URL}
        data-autofocus
      />
      <TextInput
        label={t('form.description')}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        maxLength={MAX_WEBHOOK_DESCRIPTION}
      />
      <Checkbox.Group
        label={t('form.events')}
        value={[...chosen]}
        onChange={(names) => setChosen(names)}
        error={isTried && events.length === 0 ? t('form.eventsRequired') : undefined}
      >
        <Stack gap="sm" mt={6}>
          <Switch
            label={t('allEvents')}
            description={t('form.allHint')}
            checked={isAll}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
          {!isAll && (
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing="xs">
              {EVENTS.map((name: WebhookEvent) => (
                <Checkbox key={name} value={name} label={words.event(name)} />
              ))}
            </SimpleGrid>
          )}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
}
